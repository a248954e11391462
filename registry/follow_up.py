"""When follow-up is due: waves, their windows and the status of each on a given day. Pure: the day is passed in.

Waves and windows are data (product.md 12). Built in: 6 weeks for metastasis, otherwise 1, 2, 5 and 10 years after the
index date, which is the day of the (latest) procedure, or the day of the fracture for a patient treated without one.
Other waves of a group, dated, come as plans (registry/follow_up_plans.py).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal


class WaveStatus(StrEnum):
    NOT_YET = "not_yet"  # the window has not opened
    DUE = "due"  # open, the target day not yet passed
    OVERDUE = "overdue"  # open, the target day passed
    COMPLETE = "complete"  # answered
    MISSED = "missed"  # the window closed without an answer
    CLOSED = "closed"  # not to be chased: dead, withdrawn, moved, re-operated, data not available


class ClosedReason(StrEnum):
    DEAD = "dead"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    REOPERATED = "reoperated"
    DECLINED = "declined"  # the patient would rather not: not chased, and asked for all the same
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True)
class Wave:
    """One follow-up: `target`, `opens` and `closes` count from the index date in `unit`; both ends are inside."""

    code: str
    target: int
    opens: int
    closes: int
    unit: Literal["weeks", "months"]
    metastasis: bool = False  # which episodes it belongs to where no plan says so

    def day(self, index_date: date, count: int) -> date:
        if self.unit == "weeks":
            return index_date + timedelta(weeks=count)
        return add_months(index_date, count)


# Windows are ours to choose: 4-10 weeks, 10-15, 21-30, 54-72 and 108-144 months.
WAVES: tuple[Wave, ...] = (
    Wave("w6", target=6, opens=4, closes=10, unit="weeks", metastasis=True),
    Wave("y1", target=12, opens=10, closes=15, unit="months", metastasis=False),
    Wave("y2", target=24, opens=21, closes=30, unit="months", metastasis=False),
    Wave("y5", target=60, opens=54, closes=72, unit="months", metastasis=False),
    Wave("y10", target=120, opens=108, closes=144, unit="months", metastasis=False),
)

SHORTEST_MONTH = 28  # days
WAVE_CODES = tuple(wave.code for wave in WAVES)


def tells_of(timepoint: str, observed_on: date, index_date: date) -> bool:
    """Whether an answer tells of what is followed up from this day: at a follow-up only where it was given since."""
    return timepoint not in WAVE_CODES or observed_on >= index_date


@dataclass(frozen=True)
class ScheduledWave:
    """A wave laid on the calendar of one episode."""

    wave: Wave
    opens: date
    target: date
    closes: date
    status: WaveStatus


@dataclass(frozen=True)
class Course:
    """What decides an episode's schedule. `closed` maps a wave's code to why it is not chased."""

    index_date: date
    metastasis: bool
    answered: frozenset[str] = frozenset()
    closed: tuple[tuple[str, ClosedReason], ...] = ()
    ended_on: date | None = None  # died, withdrew or moved: no wave is chased from this day
    ended_by: ClosedReason = ClosedReason.DEAD  # which of them
    reoperated_on: date | None = (
        None  # operated on again, in another episode of the same disease: as if ended
    )
    planned: tuple[Wave, ...] | None = None  # the waves of the plan in force; None for the built-in ones
    scored: frozenset[tuple[str, str]] = frozenset()  # timepoint and instrument of every answer with a score
    asks: str = ""  # whom it asks what: a group of registry/completeness/asking.py
    first_eq5d: str = "eq5d_3l"  # the version that the department asks of whoever has answered none

    @property
    def waves(self) -> tuple[Wave, ...]:
        return waves_for(metastasis=self.metastasis) if self.planned is None else self.planned

    def closed_by_rule(self, wave: Wave) -> tuple[date, ClosedReason] | None:
        """The day from which the wave is not chased, and why: the patient is gone, or was operated on again, before it closed."""
        closes = wave.day(self.index_date, wave.closes)
        ends = ((self.ended_on, self.ended_by), (self.reoperated_on, ClosedReason.REOPERATED))
        return min(((day, why) for day, why in ends if day is not None and day <= closes), default=None)


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months; the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    # most days are in every month: the calendar is asked about the others only
    in_it = day.day if day.day <= SHORTEST_MONTH else min(day.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, in_it)


def waves_for(*, metastasis: bool) -> tuple[Wave, ...]:
    return tuple(wave for wave in WAVES if wave.metastasis == metastasis)


def wave_status(wave: Wave, course: Course, on: date) -> WaveStatus:
    """Status of one wave on the day `on`; an answer counts whatever came after it."""
    if wave.code in course.answered:
        return WaveStatus.COMPLETE
    if wave.code in dict(course.closed):
        return WaveStatus.CLOSED
    ended = course.closed_by_rule(wave)
    if ended is not None and ended[0] <= on:
        return WaveStatus.CLOSED
    return _open_status(wave, course.index_date, on)


def _open_status(wave: Wave, index_date: date, on: date) -> WaveStatus:
    if on < wave.day(index_date, wave.opens):
        return WaveStatus.NOT_YET
    if on <= wave.day(index_date, wave.target):
        return WaveStatus.DUE
    return WaveStatus.OVERDUE if on <= wave.day(index_date, wave.closes) else WaveStatus.MISSED


def schedule(course: Course, on: date) -> tuple[ScheduledWave, ...]:
    """Every wave of the course, in time order, with its window and its status on the day `on`."""
    return tuple(
        ScheduledWave(
            wave,
            opens=wave.day(course.index_date, wave.opens),
            target=wave.day(course.index_date, wave.target),
            closes=wave.day(course.index_date, wave.closes),
            status=wave_status(wave, course, on),
        )
        for wave in course.waves
    )


def why_closed(wave: Wave, course: Course) -> ClosedReason | None:
    """Why a wave is not chased, whatever the day; None where it is, or was answered."""
    if wave.code in course.answered:
        return None
    by_rule = course.closed_by_rule(wave)
    return dict(course.closed).get(wave.code) or (by_rule[1] if by_rule else None)


def pending(course: Course) -> tuple[Wave, ...]:
    """The waves that are still asked for, now or later, or were missed: none once the patient is no longer followed."""
    if course.ended_on is not None:
        return ()
    return tuple(
        wave for wave in course.waves if wave.code not in course.answered and why_closed(wave, course) is None
    )


def baseline_until(course: Course, on: date, *, operated: bool) -> date | None:
    """The last day on which a patient can be asked for the baseline, seen from a day: that of the operation; where none
    is recorded, the day before the next follow-up opens. None where an answer would tell of the treatment already.
    """
    last = course.index_date if operated else _before_follow_up(course, on)
    followed = course.ended_on is None or on < course.ended_on
    return last if last is not None and on <= last and followed else None


def _before_follow_up(course: Course, on: date) -> date | None:
    """None once a follow-up is answered, while one is open, and after the last."""
    waves = schedule(course, on)
    if any(
        planned.wave.code in course.answered or planned.opens <= on <= planned.closes for planned in waves
    ):
        return None
    opens = min((planned.opens for planned in waves if planned.opens > on), default=None)
    return opens - timedelta(days=1) if opens else None


def next_due(scheduled: Iterable[ScheduledWave]) -> ScheduledWave | None:
    """The first wave that still asks for something: open now, or yet to open."""
    waiting = {WaveStatus.DUE, WaveStatus.OVERDUE, WaveStatus.NOT_YET}
    return next((planned for planned in scheduled if planned.status in waiting), None)


class Moment(StrEnum):
    """When an answer was given, seen from its follow-up."""

    BEFORE_INDEX = "before_index"  # before the day it follows up: it cannot be an answer to it
    EARLY = "early"
    WITHIN = "within"
    LATE = "late"


@dataclass(frozen=True)
class Timing:
    """`days` is how far outside the window, or before the index date, the answer lies; 0 within."""

    moment: Moment
    days: int = 0


def timing_of(wave: Wave, index_date: date, answered_on: date) -> Timing:
    """An answer before its question is never let in by its distance: the sign decides, and the sign is kept."""
    opens, closes = wave.day(index_date, wave.opens), wave.day(index_date, wave.closes)
    if answered_on < index_date:
        return Timing(Moment.BEFORE_INDEX, (index_date - answered_on).days)
    if answered_on < opens:
        return Timing(Moment.EARLY, (opens - answered_on).days)
    if answered_on > closes:
        return Timing(Moment.LATE, (answered_on - closes).days)
    return Timing(Moment.WITHIN)
