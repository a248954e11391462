"""What is asked of the guideline's content when the application starts, and which reviews are overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from guidelines.pathway.content import Problem, problems
from guidelines.pathway.overdue import Overdue, overdue
from guidelines.pathway.readings.proof.witnesses import PATH as WITNESSES
from guidelines.pathway.readings.proof.witnesses import without_witness, witnesses
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.sources import SOURCES

REWRITE = (
    "Run `manage.py prove_guidelines --witnesses --record`: it looks for a patient who comes there and says where there "
    "is none. Then mend the order of the cases, or take the case out, in the action's module under guidelines/pathway/."
)


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


def dead_rules(app_configs: Any, rules: RuleSet = CURRENT, **_rest: Any) -> list[CheckMessage]:
    """The system check: an error for every place in the rules that no kept patient comes to."""
    try:
        dead = without_witness(rules, witnesses())
    except ValueError as refused:
        return [Error(f"{WITNESSES.name} cannot be read: {refused}.", hint=REWRITE, id="guidelines.E002")]
    return [
        Error(
            f"{one.place.owner}, case {one.place.code} (“{one.place.label}”) may never be reached: {one.found}.",
            hint=REWRITE,
            obj=one.place.code,
            id="guidelines.E001",
        )
        for one in dead
    ]


def refuse_dead_rules(rules: RuleSet = CURRENT) -> None:
    """Raises ImproperlyConfigured as the system check would: a web server starts without asking it."""
    found = dead_rules(None, rules)
    if found:
        listed = "\n".join(f"  - {message.msg}" for message in found)
        raise ImproperlyConfigured(f"Columna does not start:\n{listed}\n{REWRITE}")


def _day(day: date) -> str:
    return day.isoformat()
