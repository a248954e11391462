"""What is asked of the guideline's content when the application starts, and which reviews are overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from guidelines.pathway.content import Problem, problems
from guidelines.pathway.overdue import Overdue, overdue
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.sources import SOURCES


def refuse_wrong_content(found: Sequence[Problem] | None = None) -> None:
    """Raises ImproperlyConfigured with everything that is wrong: under a web server too, nothing starts on it."""
    wrong = problems() if found is None else found
    if wrong:
        listed = "\n".join(f"  - {problem}" for problem in wrong)
        raise ImproperlyConfigured(f"The guideline's content is wrong, so Columna does not start:\n{listed}")


def reviews(app_configs: Any, **_rest: Any) -> list[CheckMessage]:
    """The system check: a warning for every rule and source whose review is overdue today."""
    return warnings(overdue(timezone.localdate(), CURRENT.actions, SOURCES.values()))


def warnings(late: Iterable[Overdue]) -> list[CheckMessage]:
    return [
        Warning(
            f"{one.what} was last checked on {_day(one.checked_on)}; its review was due by {_day(one.review_by)}.",
            hint=f"Read {one.reads} again, then update checked_on and checked_by (guidelines/pathway/sources.py).",
            obj=one.what,
            id="guidelines.W001",
        )
        for one in late
    ]


def _day(day: date) -> str:
    return day.isoformat()
