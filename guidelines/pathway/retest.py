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


def retest_days(decided_on: date, set_for: date | None = None) -> tuple[date, date]:
    """The first day a new test is due, and the last before it is overdue: of the window, or the very day that was set."""
    return (set_for, set_for) if set_for else window(decided_on)


def judged(day: date, since: date) -> SetDay:
    """Whether a day may be set for the new test of a programme confirmed on `since`."""
    first, last = window(since)
    if not since < day <= since + timedelta(weeks=LATEST_WEEKS):
        return SetDay.IMPOSSIBLE
    return SetDay.WITHIN if first <= day <= last else SetDay.OUTSIDE
