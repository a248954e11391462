"""What the dates of one person can be: one table (product.md 15). Impossible is refused, unlikely is asked about. Pure.

A month without a day is an interval: a rule is broken only where no day of that month would keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.instruments.translate import _
from registry.partial_date import PartialDate

# Name of a date to the date, None where it is not recorded. Names: today, born, onset, performed, admitted, discharged,
# observed, died, withdrew, moved, and lived_until (the day of death, else today).
Days = Mapping[str, PartialDate | None]


class Gravity(StrEnum):
    IMPOSSIBLE = "impossible"  # refused
    UNLIKELY = "unlikely"  # kept when a person says how they know


@dataclass(frozen=True)
class Order:
    """`later` cannot come before `first`."""

    first: str
    later: str

    def is_broken(self, first: PartialDate, later: PartialDate) -> bool:
        return later.latest < first.earliest


@dataclass(frozen=True)
class FewerThan:
    """Fewer than so many years from `first` to `later`."""

    first: str
    later: str
    years: int

    def is_broken(self, first: PartialDate, later: PartialDate) -> bool:
        return _anniversary(first.latest, self.years) <= later.earliest


@dataclass(frozen=True)
class AtLeast:
    """No fewer than so many years from `first` to `later`."""

    first: str
    later: str
    years: int

    def is_broken(self, first: PartialDate, later: PartialDate) -> bool:
        return later.latest < _anniversary(first.earliest, self.years)


@dataclass(frozen=True)
class Rule:
    """`at` names the date to look at again; the message says what was found and what to do."""

    code: str
    gravity: Gravity
    at: str
    kept: Order | FewerThan | AtLeast
    message: str


NO, HARDLY = Gravity.IMPOSSIBLE, Gravity.UNLIKELY
RULES: tuple[Rule, ...] = (
    Rule("born-in-the-future", NO, "born", Order("born", "today"), _("Found {first}, which is still to come. Correct the birth date.")),
    Rule("older-than-120", NO, "born", FewerThan("born", "lived_until", 121), _("Found {first}: that is more than 120 years. Correct the birth date.")),
    Rule("older-than-110", HARDLY, "born", FewerThan("born", "lived_until", 111), _("Born {first}: that is an age over 110.")),
    Rule("onset-in-the-future", NO, "onset", Order("onset", "today"), _("Found {first}, which is still to come. Give the day or month it happened.")),
    Rule("onset-before-birth", NO, "onset", Order("born", "onset"), _("Found {later}, before the birth date {first}. Correct one of them.")),
    Rule("onset-long-ago", HARDLY, "onset", FewerThan("onset", "today", 20), _("{first} is 20 years ago or more.")),
    Rule("onset-in-childhood", HARDLY, "onset", AtLeast("born", "onset", 18), _("On {later} a person born {first} was under 18.")),
    Rule("performed-in-the-future", NO, "performed", Order("performed", "today"), _("Found {first}, which is still to come. Record the procedure when it is done.")),
    Rule("performed-before-birth", NO, "performed", Order("born", "performed"), _("Found {later}, before the birth date {first}. Correct one of them.")),
    Rule("performed-before-onset", NO, "performed", Order("onset", "performed"), _("Found {later}, before the fracture or onset on {first}. Correct the day, or open the episode it belongs to.")),
    Rule("performed-after-death", NO, "performed", Order("performed", "died"), _("Found {first}, after the death on {later}. Correct one of them.")),
    Rule("performed-long-after-onset", HARDLY, "performed", FewerThan("onset", "performed", 5), _("{later} is 5 years or more after the fracture or onset on {first}; a new fracture is an episode of its own.")),
    Rule("admitted-after-performed", NO, "admitted", Order("admitted", "performed"), _("Found {first}, after the operation on {later}. Correct one of them.")),
    Rule("admitted-long-before", HARDLY, "admitted", FewerThan("admitted", "performed", 1), _("{first} is a year or more before the operation on {later}.")),
    Rule("discharged-in-the-future", NO, "discharged", Order("discharged", "today"), _("Found {first}, which is still to come. Record it when the patient goes home.")),
    Rule("discharged-before-performed", NO, "discharged", Order("performed", "discharged"), _("Found {later}, before the operation on {first}. Correct one of them.")),
    Rule("discharged-after-death", NO, "discharged", Order("discharged", "died"), _("Found {first}, after the death on {later}. Correct one of them.")),
    Rule("discharged-long-after", HARDLY, "discharged", FewerThan("performed", "discharged", 1), _("{later} is a year or more after the operation on {first}.")),
    Rule("died-in-the-future", NO, "died", Order("died", "today"), _("Found {first}, which is still to come. Correct the day of death.")),
    Rule("died-before-birth", NO, "died", Order("born", "died"), _("Found {later}, before the birth date {first}. Correct one of them.")),
    Rule("died-before-onset", NO, "died", Order("onset", "died"), _("Found {later}, before the fracture or onset on {first}. Correct one of them.")),
    Rule("withdrew-in-the-future", NO, "withdrew", Order("withdrew", "today"), _("Found {first}, which is still to come. Correct the day.")),
    Rule("withdrew-before-onset", HARDLY, "withdrew", Order("onset", "withdrew"), _("{later} is before the fracture or onset on {first}.")),
    Rule("withdrew-after-death", HARDLY, "withdrew", Order("withdrew", "died"), _("{first} is after the death on {later}.")),
    Rule("moved-in-the-future", NO, "moved", Order("moved", "today"), _("Found {first}, which is still to come. Correct the day.")),
    Rule("moved-before-onset", HARDLY, "moved", Order("onset", "moved"), _("{later} is before the fracture or onset on {first}.")),
    Rule("moved-after-death", HARDLY, "moved", Order("moved", "died"), _("{first} is after the death on {later}.")),
    Rule("observed-in-the-future", NO, "observed", Order("observed", "today"), _("Found {first}, which is still to come. Give the day it was observed.")),
    Rule("observed-before-birth", NO, "observed", Order("born", "observed"), _("Found {later}, before the birth date {first}. Correct one of them.")),
    Rule("observed-after-death", NO, "observed", Order("observed", "died"), _("Found {first}, after the death on {later}. Correct one of them.")),
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, with the two dates it speaks of."""

    rule: Rule
    first: PartialDate
    later: PartialDate

    @property
    def is_impossible(self) -> bool:
        return self.rule.gravity is Gravity.IMPOSSIBLE


def findings(days: Days) -> tuple[Finding, ...]:
    """Every rule these dates break, in the order of the table; an unlikely one is left out where its date is impossible."""
    broken = [found for rule in RULES if (found := _finding(rule, days))]
    impossible = {found.rule.at for found in broken if found.is_impossible}
    return tuple(found for found in broken if found.is_impossible or found.rule.at not in impossible)


def _finding(rule: Rule, days: Days) -> Finding | None:
    first, later = days.get(rule.kept.first), days.get(rule.kept.later)
    if first is None or later is None or not rule.kept.is_broken(first, later):
        return None
    return Finding(rule, first, later)


def _anniversary(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March in a year without it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
