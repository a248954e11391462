"""A half-filled assessment as a draft keeps it: only what somebody touched, as it was typed."""

from __future__ import annotations

from typing import Any

from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.sections import QUESTIONS
from guidelines.pathway.facts import Kind

FORM = "assessment"


def draft_of(form: AssessmentForm) -> dict[str, Any]:
    """What a draft of this bound form holds; {} where nothing was touched.

    What was only filled in is left out: opened again another day it is filled in anew, with what is recorded then.
    """
    answers = {name: form[name].value() for name in QUESTIONS if _is_touched(form, name)}
    again = form.data.getlist("again")
    if not answers and not again:
        return {}
    kept = {name: form.data.get(name, "") for name in ("version", "observed_on")}
    return {"answers": answers, "again": again, **kept}


def _is_touched(form: AssessmentForm, name: str) -> bool:
    """Whether a control sent something else than what it was filled with."""
    question = QUESTIONS[name]
    if name not in form.data and question.fact.kind is not Kind.SET:
        return False  # hidden under its parent
    return form.data.getlist(name) != question.typed(form.filled.get(name))
