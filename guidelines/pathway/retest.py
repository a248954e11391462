"""When a patient is to be tested again: the window after a decision, or the day the physiotherapist set. One rule.

[D] throughout: no source states the weeks.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

RETEST_WEEKS = (8, 12)  # from the first a new test is due, after the second overdue
LATEST_WEEKS = 26  # a later day than this cannot be set


class SetDay(StrEnum):
    WITHIN = "within"
    OUTSIDE = "outside"  # it may be set, and is asked why
    IMPOSSIBLE = "impossible"


def window(since: date) -> tuple[date, date]:
    """The first and the last day of the weeks after a decision or a programme."""
    first, last = RETEST_WEEKS
    return since + timedelta(weeks=first), since + timedelta(weeks=last)


def retest_days(since: date, set_for: date | None = None) -> tuple[date, date]:
    """The first day a new test is due, and the last before it is overdue.

    A set day within the weeks is due from that day and overdue after the weeks; one outside them on that very day.
    """
    first, last = window(since)
    if set_for is None:
        return first, last
    return set_for, last if judged(set_for, since) is SetDay.WITHIN else set_for


def judged(day: date, since: date) -> SetDay:
    """Whether a day may be set for the new test of a programme confirmed on `since`."""
    first, last = window(since)
    if not since < day <= since + timedelta(weeks=LATEST_WEEKS):
        return SetDay.IMPOSSIBLE
    return SetDay.WITHIN if first <= day <= last else SetDay.OUTSIDE
