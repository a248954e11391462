"""What an invitation is held to: how long a link works, how often a birth date may be wrong, when to remind. Data, pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ALARM = "alarm-"  # the code of an alarm question: this, and the sign


@dataclass(frozen=True)
class Terms:
    """Valid for invitations made on or after `valid_from`. `reminder_days` are counted from the day the wave is due."""

    valid_from: date
    link_days: int
    attempts: int
    reminder_days: tuple[int, ...]


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
