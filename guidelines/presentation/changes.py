"""What would change this advice, in words: each smallest set of answers, under the verdict it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guidelines.adapters import FactSheet
from guidelines.pathway.answer import Answer
from guidelines.pathway.change import Change, would_change
from guidelines.pathway.recommendations import VERDICT_LABELS
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.values import value_words

MOST_PAIRS = 12  # pairs are many and say less: single facts first, then no more than a reader takes in


@dataclass(frozen=True)
class Would:
    """One fact as it would have to be; `now` is what it is."""

    question: MissingFact
    becomes: str
    now: str


@dataclass(frozen=True)
class ChangeWords:
    """One or two facts that together would bring another verdict."""

    facts: tuple[Would, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that would bring one verdict; `verdict` is empty where the action would no longer apply."""

    verdict: str
    label: str
    ways: tuple[ChangeWords, ...]


def changes(sheet: FactSheet, answer: Answer, action: str) -> list[Changes]:
    """Grouped by the verdict they would bring, in the order they were found."""
    found = would_change(sheet.facts, action, answer.thresholds)
    grouped: dict[Any, list[ChangeWords]] = {}
    for change in _worth_reading(found):
        grouped.setdefault(change.verdict, []).append(_words(change, sheet))
    return [
        Changes(
            verdict=verdict.value if verdict else "",
            label=_(VERDICT_LABELS[verdict]) if verdict else _("no longer advised"),
            ways=tuple(ways),
        )
        for verdict, ways in grouped.items()
    ]


def _worth_reading(found: tuple[Change, ...]) -> list[Change]:
    singles = [change for change in found if len(change.facts) == 1]
    pairs = [change for change in found if len(change.facts) > 1]
    return singles + pairs[:MOST_PAIRS]


def _words(change: Change, sheet: FactSheet) -> ChangeWords:
    return ChangeWords(tuple(_would(fact, value, sheet) for fact, value in change.facts.items()))


def _would(fact: str, value: Any, sheet: FactSheet) -> Would:
    return Would(missing_fact(fact), value_words(fact, value), value_words(fact, getattr(sheet.facts, fact)))
