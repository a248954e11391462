"""What is recorded already, question by question: what a form may be filled with, and what has to be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from guidelines.adapters import FactSheet
from guidelines.forms.question import Question
from guidelines.forms.sections import QUESTIONS


@dataclass(frozen=True)
class Earlier:
    """An earlier answer and its day. Read by the rules; too old to be read; or known from a record kept elsewhere."""

    value: Any
    observed_on: date
    state: Literal["read", "stale", "elsewhere"]


def earlier_answers(sheet: FactSheet) -> dict[str, Earlier]:
    """Question to its earlier answer, for the questions that have one."""
    found = {name: _earlier(question, sheet) for name, question in QUESTIONS.items()}
    return {name: earlier for name, earlier in found.items() if earlier is not None}


def prefilled(earlier: dict[str, Earlier]) -> dict[str, Any]:
    """Question to the value its control starts with: what the rules read. What is too old is asked again."""
    return {name: answer.value for name, answer in earlier.items() if answer.state == "read"}


def _earlier(question: Question, sheet: FactSheet) -> Earlier | None:
    fact = question.fact.name
    recorded, known = sheet.recorded.get(question.name), sheet.known.get(fact)
    if recorded is not None and any(stale.fact == fact for stale in sheet.stale):
        return Earlier(recorded.value, recorded.observed_on, "stale")
    if known is None:
        return None
    if recorded is None:
        return Earlier(known.value, known.observed_on, "elsewhere")
    return Earlier(recorded.value, recorded.observed_on, "read")
