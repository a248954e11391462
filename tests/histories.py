"""A made-up patient who was seen more than once: scores, treatments, a procedure, advice answered and signed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from guidelines.actions import refresh_standing
from guidelines.actions.advice import Reading, respond_to_advice, sign_advice
from guidelines.advice import advice_for
from guidelines.models import FunctionalDecision, Signature
from registry.actions import Answered, record_assessment, record_procedure
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode, Patient
from tests.factories import an_episode, recorded


def answer(
    episode: Episode, instrument: str, value: int, on: date, timepoint: str = "visit", **given
) -> Assessment:
    """The same answer to every item, save those in `blank`; an index in the Danish value set."""
    blank = given.get("blank", ())
    responses = {item.code: None if item.code in blank else value for item in INSTRUMENTS[instrument].items}
    value_set = given.get("value_set", "dk_tto" if instrument == "eq5d_3l" else None)
    answered = Answered(instrument, responses, value_set)
    return record_assessment(episode=episode, answered=answered, timepoint=timepoint, observed_on=on, by=None)


def a_history(patient: Patient, today: date, by: Any) -> Episode:
    """Fourteen months: treated, operated on, answered at baseline and, two months ago, after a year."""
    onset = today - timedelta(days=425)
    episode = an_episode(patient, onset_on=onset)
    recorded(patient, onset, tramadol="ongoing", paracetamol="not_tried")
    recorded(patient, onset + timedelta(days=40), tramadol="not_tolerated")
    record_procedure(
        episode=episode, version=1, kind="vertebroplasty", performed_on=onset + timedelta(days=50), by=by
    )
    episode.refresh_from_db()
    answer(episode, "odi", 4, onset + timedelta(days=2), "baseline")
    answer(episode, "odi", 2, today - timedelta(days=10), "y1")
    answer(episode, "eq5d_3l", 2, onset + timedelta(days=2), "baseline")
    answer(episode, "vas_rest", 70, onset + timedelta(days=2))
    answer(episode, "vas_rest", 0, today)
    refresh_standing(patient, today)
    return episode


def a_signed_advice(patient: Patient, today: date, by: Any) -> Signature:
    """Today's advice: the first action overridden with a reason, urgent ones accepted, all of it signed."""
    reading = Reading(
        patient=patient, advice=advice_for(patient, today), shown="as shown", language="en", by=by
    )
    first, *others = reading.advice.told["actions"].items()
    respond_to_advice(
        reading, action=first[0], kind="override", reason="patient_declines", comment="Prefers to wait"
    )
    for code, finding in others:
        if finding["verdict"] == "urgent":
            respond_to_advice(reading, action=code, kind="accept")
    return sign_advice(reading, confirmed={}, shown="as signed")


def a_decided_category(patient: Patient, today: date, by: Any) -> FunctionalDecision:
    return FunctionalDecision.objects.create(
        patient=patient,
        suggestion={},
        facts={},
        ruleset="2026.1",
        category="everyday_active",
        decided_on=today,
        decided_by=by,
    )
