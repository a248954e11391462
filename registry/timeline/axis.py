"""Days to positions: one axis of time that every panel of a timeline shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# In the units of a viewBox 360 wide: a panel is as wide as a phone, so that its words stay as large as the page's.
# The first and the last day stand LEFT and RIGHT, what goes on after today reaches END; the scale's words are at the left.
LEFT, RIGHT, END = 34.0, 344.0, 356.0
LEAST_DAYS = 56  # a patient who was seen once is not stretched over the whole width
MOST_TICKS = 4
STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)  # months between two ticks


@dataclass(frozen=True)
class Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands; one outside the axis stands at its end."""
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (RIGHT - LEFT), 1)


def axis_over(days: Iterable[date], on: date) -> Axis:
    """From a little before the first of the days up to `on`, or to the last of them where that is later."""
    held = [*days, on]
    last = max(held)
    span = max((last - min(held)).days, LEAST_DAYS)
    return Axis(last - timedelta(days=span + max(span // 20, 1)), last)


def ticks(axis: Axis) -> tuple[date, ...]:
    """The first days of months or years to name below the axis: as many as can be read, at most MOST_TICKS."""
    for step in STEPS:
        found = _firsts(axis, step)
        if len(found) <= MOST_TICKS:
            return found
    return found[-MOST_TICKS:]


def _firsts(axis: Axis, step: int) -> tuple[date, ...]:
    """First days of every `step` months, counted from January, that stand on the axis."""
    begin = axis.first.year * 12 + axis.first.month - 1
    end = axis.last.year * 12 + axis.last.month - 1
    months = range(begin - begin % step, end + 1, step)
    days = (date(month // 12, month % 12 + 1, 1) for month in months)
    return tuple(day for day in days if axis.first <= day <= axis.last)
