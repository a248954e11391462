from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from registry.actions.assessments import Answered, correct_assessment, record_assessment
from registry.actions.clinical_records import record_facts
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode, Patient, Timepoint
from registry.selectors.answers import of_the_visit


@transaction.atomic
def record_visit(
    *,
    patient: Patient,
    facts_version: int,
    facts: Mapping[str, Any],
    scores: Mapping[str, int | None],
    episode: Episode | None,
    observed_on: date,
    by: Any,
) -> Patient:
    """What was observed and scored at one visit. `scores` are instruments of one number, by their code.

    One version guards both, because the pathway reads both: raises VersionConflict as record_facts does.
    """
    current = record_facts(
        patient=patient, facts_version=facts_version, facts=facts, observed_on=observed_on, by=by
    )
    for instrument, value in scores.items():
        _score_of_the_visit(episode, instrument, value, observed_on, by)
    if scores and not facts:
        current.facts_version += 1
        current.save(update_fields=["facts_version"])
    return current


def _score_of_the_visit(
    episode: Episode, instrument: str, value: int | None, observed_on: date, by: Any
) -> None:
    """Recorded once a day: a second entry of that day corrects the first; a blank is only ever a correction."""
    (item,) = INSTRUMENTS[instrument].items
    answered = Answered(instrument, {item.code: value})
    standing = Assessment.objects.filter(
        of_the_visit(), episode=episode, instrument=instrument, observed_on=observed_on
    ).first()
    if standing is not None:
        correct_assessment(
            assessment=standing, version=standing.version, answered=answered, observed_on=observed_on, by=by
        )
    elif value is not None:
        record_assessment(
            episode=episode, answered=answered, timepoint=Timepoint.VISIT, observed_on=observed_on, by=by
        )
