from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.use import count_told
from guidelines.advice import Advice
from guidelines.models import Evaluation
from registry import audit
from registry.models import Patient

Shown = str | Callable[[], str]  # a function is asked only where the page is not stored yet


@transaction.atomic
def store_evaluation(
    *, patient: Patient, advice: Advice, shown: Shown, by: Any, language: str, on: date
) -> Evaluation:
    """The stored evaluation of this advice; the one already stored where the same was shown that day in this language."""
    evaluation, stored = Evaluation.objects.get_or_create(
        patient=patient,
        index_date=on,
        digest=advice.digest,
        language=language,
        defaults={
            "department_id": patient.department_id,
            "ruleset": advice.told["ruleset"],
            "facts": advice.facts,
            "provenance": advice.provenance,
            "answer": advice.told,
            "shown": shown,
            "created_by": by,
        },
    )
    if stored:
        count_told(evaluation)
        audit.record_event("evaluation.stored", evaluation, by=by, digest=evaluation.digest)
    return evaluation
