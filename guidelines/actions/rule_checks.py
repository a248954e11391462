from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.models import RuleCheck
from guidelines.pathway.rule_digest import digests
from guidelines.pathway.rulebook import CURRENT
from registry import audit


class RuleChanged(Exception):
    """The rule is no longer the one the reviewer had read; nothing was signed."""


@dataclass(frozen=True)
class Signed:
    """What a reviewer signs: as which reviewer, when the rule is due again, and what they have to say."""

    side: str
    review_by: date
    comment: str = ""


@transaction.atomic
def sign_rule_check(*, action: str, digest: str, signed: Signed, on: date, by: Any) -> RuleCheck:
    """The signature of somebody who compared the rule with this digest with what its sources say.

    Raises RuleChanged, or ValidationError where that side is signed already or was signed by the same person.
    """
    if digests(CURRENT).get(action) != digest:
        raise RuleChanged
    check = RuleCheck(
        action=action,
        side=signed.side,
        digest=digest,
        ruleset=CURRENT.version,
        round=_round(action, digest, signed.side),
        comment=signed.comment.strip(),
        checked_on=on,
        review_by=signed.review_by,
        checked_by=by,
    )
    check.full_clean()
    check.save()
    audit.record_event("rule.checked", check, by=by, action=action, side=check.side, digest=digest)
    return check


def _round(action: str, digest: str, side: str) -> int:
    """The round that still misses this side; the next one where the last is complete."""
    made = RuleCheck.objects.select_for_update().filter(action=action, digest=digest)
    last = max((check.round for check in made), default=1)
    sides = {check.side for check in made if check.round == last}
    if side in sides and len(sides) == 1:
        raise ValidationError(_("This side of the rule is already signed; the other one is not."))
    return last + 1 if side in sides else last
