"""How each timepoint of an episode stands: answered, asked for, or not chased and why; and which instruments it asks.

It does not depend on today: who counts as asked on a day is decided by the target day alone. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.completeness.asking import BASELINE, eq5d_asked, instruments_asked
from registry.follow_up import ClosedReason, Course, Wave, why_closed

ASKED, ANSWERED = "asked", "answered"


@dataclass(frozen=True)
class Standing:
    """One timepoint of one episode. `standing` is asked, answered, or a ClosedReason; `complete` is part of `asked`."""

    timepoint: str
    target_on: date
    standing: str
    asked: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    closes_on: date | None = None  # the last day on which it can be answered; None for a baseline


def standings(course: Course) -> tuple[Standing, ...]:
    """The baseline and every wave of the course. What does not apply is asked of nobody."""
    return (_baseline(course), *(_standing(wave, course) for wave in course.waves))


def _baseline(course: Course) -> Standing:
    """The baseline is asked of everybody registered, but for who was gone before the day it counts from."""
    gone = course.ended_on is not None and course.ended_on < course.index_date
    if gone and BASELINE not in course.answered:
        return Standing(BASELINE, course.index_date, course.ended_by.value)
    return _asked(BASELINE, course.index_date, course)


def _standing(wave: Wave, course: Course) -> Standing:
    target_on, closes_on = (wave.day(course.index_date, count) for count in (wave.target, wave.closes))
    why = why_closed(wave, course)
    if why is not None and why is not ClosedReason.DECLINED:  # who declines was asked, and did not answer
        return Standing(wave.code, target_on, why.value, closes_on=closes_on)
    return _asked(wave.code, target_on, course, closes_on)


def _asked(timepoint: str, target_on: date, course: Course, closes_on: date | None = None) -> Standing:
    scored = {instrument for at, instrument in course.scored if at == timepoint}
    at_baseline = {instrument for at, instrument in course.scored if at == BASELINE}
    eq5d = eq5d_asked(course.first_eq5d, {instrument for _at, instrument in course.scored})
    asked = instruments_asked(course.asks, timepoint, at_baseline, scored, eq5d=eq5d)
    standing = ANSWERED if timepoint in course.answered else ASKED
    complete = tuple(code for code in asked if code in scored)
    return Standing(timepoint, target_on, standing, asked, complete, closes_on)


@dataclass(frozen=True)
class Tally:
    """What one timepoint adds to the count of a form; "" is the timepoint as a whole."""

    form: str
    asked: int
    complete: int
    closed: int = 0


def tallies(standing: Standing) -> Iterator[Tally]:
    """What is not chased is in no denominator: it is counted apart."""
    if standing.standing not in (ASKED, ANSWERED):
        yield Tally("", 0, 0, 1)
        return
    yield Tally("", 1, int(standing.standing == ANSWERED))
    for form in standing.asked:
        yield Tally(form, 1, int(form in standing.complete))
