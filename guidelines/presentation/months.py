"""Where only a month is known: which verdicts would be another at its first or last day (docs/adr/0008)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guidelines.adapters import FactSheet
from guidelines.pathway.answer import Answer
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict
from guidelines.pathway.thresholds import Thresholds
from guidelines.presentation.values import label


def depends_on_day(sheet: FactSheet, thresholds: Thresholds, answer: Answer) -> dict[str, str]:
    """Action to a sentence, for each action whose verdict is another at an end of a month; {} where days are known.

    An action that stands only at an end is named too, so that it can be said to be possible.
    """
    told = _verdicts(answer)
    found: dict[str, str] = {}
    for fact, facts in _ends(sheet):
        at_end = _verdicts(evaluate(facts, thresholds))
        for code in {*told, *at_end}:
            if told.get(code) is not at_end.get(code):
                found.setdefault(code, _sentence(fact, at_end.get(code)))
    return found


def _ends(sheet: FactSheet) -> Iterator[tuple[str, PatientFacts]]:
    """The facts with one month-only fact moved to its first and to its last day."""
    for fact, ends in sheet.month_only.items():
        for weeks in ends:
            yield fact, sheet.with_values(**{fact: weeks})


def _verdicts(answer: Answer) -> dict[str, Verdict]:
    return {finding.code: finding.verdict for finding in answer.findings}


def _sentence(fact: str, verdict: Verdict | None) -> str:
    other = _(VERDICT_LABELS[verdict]) if verdict else _("not advised")
    return _(
        "Depends on the day: only the month is known for “%(fact)s”; with another day it would be: %(other)s."
    ) % {
        "fact": label(fact),
        "other": other,
    }
