"""Which rules are switched off, and what that takes from the advice for one patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from guidelines.models import RuleSwitch
from guidelines.pathway.answer import Answer
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.withheld import warning


@dataclass(frozen=True)
class SwitchedOff:
    """A rule that gives no advice: since when, who switched it off and why."""

    action: str
    since: date
    by: str
    reason: str


@dataclass(frozen=True)
class Withheld:
    """A rule that is off, and what it warns of in this patient, which is told nevertheless."""

    switch: SwitchedOff
    warned: Verdict | None

    def as_json(self) -> dict[str, Any]:
        return {
            "title": ACTIONS[self.switch.action].title,
            "since": self.switch.since.isoformat(),
            "by": self.switch.by,
            "reason": self.switch.reason,
            "warned": self.warned.value if self.warned else None,
        }


# When a rule was last switched. It rides along in a query that is made anyway, and tells whether what is remembered holds.
LAST_SWITCHED = Subquery(RuleSwitch.objects.order_by("-pk").values("switched_at")[:1])


def off_as_of(last_switched: datetime | None) -> tuple[SwitchedOff, ...]:
    """The rules that are off, asked of the database only once after each switching."""
    return _remembered(last_switched) if last_switched else ()


@lru_cache(maxsize=4)
def _remembered(_last_switched: datetime) -> tuple[SwitchedOff, ...]:
    return switched_off()


def switched_off() -> tuple[SwitchedOff, ...]:
    """The rules that are off, in the order of the pathway. One query."""
    later = RuleSwitch.objects.filter(action=OuterRef("action"), pk__gt=OuterRef("pk"))
    rows = RuleSwitch.objects.filter(~Exists(later), is_off=True).select_related("switched_by")
    found = {row.action: _switched_off(row) for row in rows}
    return tuple(found[code] for code in ACTIONS if code in found)


def withheld(answer: Answer, off: Iterable[SwitchedOff]) -> tuple[Withheld, ...]:
    """Each rule that is off, with what the whole answer says it warns of."""
    return tuple(Withheld(switch, warning(answer, switch.action)) for switch in off)


def _switched_off(row: RuleSwitch) -> SwitchedOff:
    by = row.switched_by.get_full_name() or row.switched_by.get_username()
    return SwitchedOff(row.action, row.since, by, row.reason)
