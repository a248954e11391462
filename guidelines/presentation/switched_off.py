"""The notice that rules are switched off: which, since when, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guidelines.pathway.recommendations import VERDICT_LABELS
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.cards import anchor
from guidelines.switched_off import SwitchedOff, Withheld


@dataclass(frozen=True)
class OffWords:
    """One rule that is off. `warned`: what it warns of in this patient, told although it is off; "" for nothing."""

    code: str
    anchor: str
    title: str
    since: date
    by: str
    reason: str
    warned: str = ""
    is_alarm: bool = False


def off_words(off: Iterable[Withheld]) -> tuple[OffWords, ...]:
    """Rules that are off as a patient's advice tells of them."""
    return tuple(_words(each.switch, _(VERDICT_LABELS[each.warned]) if each.warned else "") for each in off)


def off_everywhere(off: Iterable[SwitchedOff]) -> tuple[OffWords, ...]:
    """Rules that are off, where nobody's facts are read."""
    return tuple(_words(switch, "") for switch in off)


def _words(switch: SwitchedOff, warned: str) -> OffWords:
    return OffWords(
        code=switch.action,
        anchor=anchor(switch.action),
        title=_(ACTIONS[switch.action].title),
        since=switch.since,
        by=switch.by,
        reason=switch.reason,
        warned=warned,
        is_alarm=switch.action.startswith("urgent."),
    )
