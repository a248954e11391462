"""What an invitation is held to: how long a link works, how often a birth date may be wrong, when to remind. Data, pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ALARM = "alarm-"  # the code of an alarm question: this, and the sign


@dataclass(frozen=True)
class Terms:
    """Valid for invitations made on or after `valid_from`. `reminder_days` are counted from the day the wave is due.

    Whoever is invited with many, or by night, is so from `invite_days` before the target day: the window of a tenth year
    opens a year before it, and an answer of then would be one of nine years.
    """

    valid_from: date
    link_days: int
    attempts: int
    reminder_days: tuple[int, ...]
    invite_days: int = 14


# The newest first. A change is a new line with the day it begins, so that what was sent stays as it was said.
TERMS = (Terms(date(2026, 1, 1), link_days=60, attempts=5, reminder_days=(7, 21, 42)),)

LAST_REMINDER = max(terms.reminder_days[-1] for terms in TERMS)  # nobody is reminded after it


def terms_on(day: date) -> Terms:
    return next((terms for terms in TERMS if terms.valid_from <= day), TERMS[-1])


def due_from(target_on: date, invited_on: date) -> date:
    """Reminders count from the target day, or from the invitation where that came later."""
    return max(target_on, invited_on)


def reminder_due(due: date, on: date) -> int | None:
    """The reminder that belongs to a day: the latest whose day has come. One that was missed is not sent twice over."""
    passed = [days for days in terms_on(due).reminder_days if due + timedelta(days=days) <= on]
    return max(passed, default=None)
