"""Waves and windows of a group of episodes, dated: which hold for an episode, and what may be wrong with them. Pure.

A plan holds for the episodes of its group whose index date lies in its span, so that a later plan leaves the follow-up
of earlier operations as it was promised. Where none is in force the built-in waves hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from registry.follow_up import WAVES, Wave, WaveStatus
from registry.instruments.translate import _

ORDER = {wave.code: place for place, wave in enumerate(WAVES)}
WEEKS_A_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True)
class DatedPlan:
    """The waves of one group for index dates from `valid_from` to `valid_to`, both inside; None is no end."""

    group: str
    valid_from: date
    valid_to: date | None
    waves: tuple[Wave, ...]
    key: int | None = None  # what it is stored under

    def holds_on(self, index_date: date) -> bool:
        return self.valid_from <= index_date and (self.valid_to is None or index_date <= self.valid_to)

    def overlaps(self, other: DatedPlan) -> bool:
        return (
            self.group == other.group
            and (self.valid_to is None or other.valid_from <= self.valid_to)
            and (other.valid_to is None or self.valid_from <= other.valid_to)
        )


def plan_in_force(plans: Iterable[DatedPlan], groups: Sequence[str], index_date: date) -> DatedPlan | None:
    """The plan for an episode of these groups, the most telling group first; None where the built-in waves hold."""
    in_force = {plan.group: plan for plan in plans if plan.holds_on(index_date)}
    return next((in_force[group] for group in groups if group in in_force), None)


def faults(plan: DatedPlan, others: Iterable[DatedPlan] = ()) -> Iterator[tuple[str, dict[str, object]]]:
    """What cannot be so, as sentences with what they speak of; nothing for a plan that may stand beside the others."""
    for wave in plan.waves:
        if not wave.opens <= wave.target <= wave.closes:
            said = _(
                "{wave} opens after {opens}, aims for {target} and closes after {closes}: put them in that order."
            )
            yield said, {"wave": wave.code, "opens": wave.opens, "target": wave.target, "closes": wave.closes}
    for first, later in pairwise(sorted(plan.waves, key=lambda wave: ORDER[wave.code])):
        if _weeks(later, later.opens) <= _weeks(first, first.closes):
            said = _(
                "{later} opens before {first} has closed: an answer would belong to both. Move one of them."
            )
            yield said, {"first": first.code, "later": later.code}
    for other in others:
        if plan.overlaps(other):
            said = _("Another plan of this group holds from {day}: end it the day before this one begins.")
            yield said, {"day": other.valid_from}


def _weeks(wave: Wave, count: int) -> float:
    return count if wave.unit == "weeks" else count * WEEKS_A_MONTH


def windows_of(plans: Iterable[DatedPlan], code: str) -> tuple[Wave, ...]:
    """Every window that a wave of this code has, built in or planned: the widest one bounds a search by closing day."""
    planned = (wave for plan in plans for wave in plan.waves if wave.code == code)
    return tuple(dict.fromkeys([*(wave for wave in WAVES if wave.code == code), *planned]))


MONTHS_DIFFER = timedelta(days=3)  # as many months from two days that are as far apart


def closing_span(windows: Iterable[Wave], on: date, status: str = "") -> tuple[date, date]:
    """From when to when the windows close that are open on a day, or of those the due or overdue; a few others may be within."""
    known = list(windows)
    last = max(wave.day(on, wave.closes - wave.opens) for wave in known)
    after_target = [wave.day(on, wave.closes - wave.target) for wave in known]
    if status == WaveStatus.DUE:
        return max(on, min(after_target) - MONTHS_DIFFER), last + MONTHS_DIFFER
    return on, (max(after_target) if status == WaveStatus.OVERDUE else last) + MONTHS_DIFFER
