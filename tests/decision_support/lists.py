"""A department with enough patients to page through."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from guidelines.models import Standing
from registry.actions import Answered, plan_follow_up, record_assessment
from registry.actions.assessments import scored
from registry.encryption import keyed_hash
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Department, Episode, Patient, PatientIdentity

ODI = [item.code for item in INSTRUMENTS["odi"].items]
ALARMS = ("present", "clear", "open", "clear", "clear")


def today() -> date:
    return timezone.localdate()


def odi(level: int) -> Answered:
    """Every section answered alike."""
    return Answered("odi", dict.fromkeys(ODI, level))


def stands(patient: Patient, alarm: str = "clear", **fields) -> Standing:
    return Standing.objects.create(
        patient=patient, department=patient.department, alarm=alarm, evaluated_on=today(), **fields
    )


def answered(episode: Episode, timepoint: str, level: int, days_ago: int = 0) -> Assessment:
    return record_assessment(
        episode=episode,
        answered=odi(level),
        timepoint=timepoint,
        observed_on=today() - timedelta(days=days_ago),
        by=None,
    )


def a_crowd(department: Department, n: int = 120) -> list[Patient]:
    """Patients with an episode, a standing and scores: every fifth present, every third changed, half of them due.

    Written in bulk, because a hundred patients through the actions would take longer than all the tests of a list.
    """
    patients = Patient.objects.bulk_create(
        Patient(department=department, registered_on=today()) for _number in range(n)
    )
    PatientIdentity.objects.bulk_create(_identity(patient, number) for number, patient in enumerate(patients))
    Standing.objects.bulk_create(
        Standing(
            patient=patient,
            department=department,
            alarm=ALARMS[number % 5],
            advice_changed=number % 3 == 0,
            evaluated_on=today(),
        )
        for number, patient in enumerate(patients)
    )
    days = [today() - timedelta(days=370 if number % 2 else 30) for number in range(n)]
    episodes = Episode.objects.bulk_create(
        Episode(patient=patient, kind="vertebral_fracture", onset_on=day, index_date=day)
        for patient, day in zip(patients, days, strict=True)
    )
    Assessment.objects.bulk_create(row for episode in episodes for row in _scores(episode))
    plan_follow_up(episode.pk for episode in episodes)
    return patients


def _identity(patient: Patient, number: int) -> PatientIdentity:
    family = "Testesen" if number % 2 else "Prøvesen"
    return PatientIdentity(
        patient=patient,
        given_name="Karen",
        family_name=family,
        birth_date=date(1948, 2, 1),
        number_kind="other",
        number=f"CROWD-{number}",
        number_hash=keyed_hash(f"other:CROWD-{number}"),
        family_name_hash=keyed_hash(family),
        full_name_hash=keyed_hash(f"Karen {family}"),
    )


def _scores(episode: Episode) -> list[Assessment]:
    same = {"patient_id": episode.patient_id, "episode": episode, "instrument": "odi"}
    visit = episode.onset_on + timedelta(days=5)
    return [
        Assessment(**same, timepoint="baseline", observed_on=episode.onset_on, **scored(odi(4))),
        Assessment(**same, timepoint="visit", observed_on=visit, **scored(odi(2))),
    ]
