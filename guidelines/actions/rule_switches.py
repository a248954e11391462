from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.models import RuleSwitch
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.switched_off import switched_off
from registry import audit


class SwitchNotConfirmed(Exception):
    """An urgent rule is switched off only when that is confirmed a second time; nothing was switched."""


@transaction.atomic
def switch_rule_off(*, action: str, reason: str, on: date, by: Any, twice: bool = False) -> RuleSwitch:
    """The action is given as advice to nobody from now on; no patient is evaluated anew, every next advice is without it.

    Raises SwitchNotConfirmed, or ValidationError without a reason or where it is off already.
    """
    if action not in ACTIONS:
        raise ValidationError(_("There is no rule “%(code)s” to switch off.") % {"code": action})
    if _is_off(action):
        raise ValidationError(_("This rule is switched off already."))
    if ACTIONS[action].is_urgent and not twice:
        raise SwitchNotConfirmed
    return _switched(action, reason, on, by, is_off=True, confirmed_twice=twice)


@transaction.atomic
def switch_rule_on(*, action: str, reason: str, on: date, by: Any) -> RuleSwitch:
    """The action is given as advice again. ValidationError without a reason or where it is not off."""
    if not _is_off(action):
        raise ValidationError(_("This rule is not switched off."))
    return _switched(action, reason, on, by, is_off=False)


def _is_off(action: str) -> bool:
    return any(switch.action == action for switch in switched_off())


def _switched(
    action: str, reason: str, on: date, by: Any, *, is_off: bool, confirmed_twice: bool = False
) -> RuleSwitch:
    row = RuleSwitch(
        action=action,
        is_off=is_off,
        reason=reason.strip(),
        confirmed_twice=confirmed_twice,
        ruleset=CURRENT.version,
        since=on,
        switched_by=by,
    )
    row.full_clean()
    row.save()
    event = "rule.switched_off" if is_off else "rule.switched_on"
    audit.record_event(event, row, by=by, action=action, reason=row.reason, confirmed_twice=confirmed_twice)
    return row
