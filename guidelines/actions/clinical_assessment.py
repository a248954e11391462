from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.standings import refresh_standing
from guidelines.adapters import SCORED
from registry.actions import discard_draft, record_visit
from registry.models import Episode, Patient


@transaction.atomic
def record_clinical_assessment(
    *,
    patient: Patient,
    facts_version: int,
    answers: Mapping[str, Any],
    episode: Episode | None,
    observed_on: date,
    draft: str,
    on: date,
    by: Any,
) -> Patient:
    """Records the answers of one visit, places the patient anew on the pathway, and lets the draft go.

    `answers` holds facts, days and pain scores by the name they are recorded under, and only those that are new.
    Raises VersionConflict when somebody recorded facts of this patient meanwhile.
    """
    current = record_visit(
        patient=patient,
        facts_version=facts_version,
        facts={name: value for name, value in answers.items() if name not in SCORED},
        scores={name: value for name, value in answers.items() if name in SCORED},
        episode=episode,
        observed_on=observed_on,
        by=by,
    )
    refresh_standing(patient=current, on=on)
    discard_draft(owner=by, form=draft, patient=current)
    return current
