from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from guidelines.adapters import FactSheet
from guidelines.advice import digest_of, facts_as_json, provenance_as_json
from guidelines.models import Evaluation
from guidelines.pathway.engine import Answer
from registry import audit
from registry.models import Patient

Shown = str | Callable[[], str]  # a function is asked only where the page is not stored yet


@transaction.atomic
def store_evaluation(
    *, patient: Patient, sheet: FactSheet, answer: Answer, shown: Shown, by: Any, language: str, on: date
) -> Evaluation:
    """The stored evaluation of this advice; the one already stored where the same was shown that day in this language."""
    facts, provenance, told = facts_as_json(sheet), provenance_as_json(sheet), answer.as_json()
    evaluation, stored = Evaluation.objects.get_or_create(
        patient=patient,
        index_date=on,
        digest=digest_of(facts, provenance, told),
        language=language,
        defaults={
            "department_id": patient.department_id,
            "ruleset": told["ruleset"],
            "facts": facts,
            "provenance": provenance,
            "answer": told,
            "shown": shown,
            "created_by": by,
        },
    )
    if stored:
        audit.record_event("evaluation.stored", evaluation, by=by, digest=evaluation.digest)
    return evaluation
