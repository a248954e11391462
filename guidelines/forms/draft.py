"""A half-filled assessment as a draft keeps it: only what somebody touched, as it was typed."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from guidelines.forms.assessment_form import filled_in
from guidelines.forms.sections import QUESTIONS
from guidelines.pathway.facts import Kind


def draft_of(data: QueryDict) -> dict[str, Any]:
    """What a draft of the form as it was sent holds; {} where nothing was touched.

    What was only filled in is left out: opened again another day, it is filled in with what is recorded then.
    """
    filled = filled_in(data.get("baseline", ""))
    answers = {name: _typed(data, name) for name in QUESTIONS if _is_touched(data, name, filled.get(name))}
    again = data.getlist("again")
    if not answers and not again:
        return {}
    return {
        "answers": answers,
        "again": again,
        **{name: data.get(name, "") for name in ("version", "observed_on")},
    }


def _is_touched(data: QueryDict, name: str, filled: Any) -> bool:
    """Whether a control sent something else than what it was filled with."""
    question = QUESTIONS[name]
    if name not in data and question.fact.kind is not Kind.SET:
        return False  # hidden under its parent
    return data.getlist(name) != question.typed(filled)


def _typed(data: QueryDict, name: str) -> str | list[str] | None:
    """As its field takes it for a start."""
    return data.getlist(name) or None if QUESTIONS[name].fact.kind is Kind.SET else data.get(name)
