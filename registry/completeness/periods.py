"""A period of target days as whole months, which are counted already, and broken ends, which are read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included; empty where `last` is before `first`."""

    first: date
    last: date

    @property
    def is_empty(self) -> bool:
        return self.last < self.first


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def whole_months(period: Period) -> tuple[date, date] | None:
    """First day of the first and of the last whole month in the period; None where there is none."""
    first = period.first if period.first.day == 1 else next_month(period.first)
    after = month_of(period.last + timedelta(days=1))
    return (first, month_of(after - timedelta(days=1))) if first < after else None


def broken_ends(period: Period) -> tuple[Period, ...]:
    """The days of the period outside its whole months: none, one or two spans."""
    if period.is_empty:
        return ()
    months = whole_months(period)
    if months is None:
        return (period,)
    ends = (
        Period(period.first, months[0] - timedelta(days=1)),
        Period(next_month(months[1]), period.last),
    )
    return tuple(end for end in ends if not end.is_empty)


def year_to(on: date) -> Period:
    """The target days of the year of `on` that are past."""
    return Period(date(on.year, 1, 1), on - timedelta(days=1))


def year_of(year: int, on: date) -> Period:
    """The target days of a calendar year, as far as they are past."""
    return Period(date(year, 1, 1), min(date(year, 12, 31), on - timedelta(days=1)))
