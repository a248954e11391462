"""Made-up patients by the hundred thousand, the same every time. Nobody here exists.

All belong to one department, because that is the hardest list there is: nothing is narrowed before it is filtered. Or
they are dealt out to several, because then a list has to find the few of its own among all. The users are of the first.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from guidelines.models import Standing
from registry.actions import Answered
from registry.actions.assessments import scored
from registry.actions.bulk_rows import insert_columns, prepared
from registry.actions.follow_up import store_plans
from registry.encryption import keyed_hash
from registry.instruments import INSTRUMENTS
from registry.models import (
    Assessment,
    ClinicalRecord,
    Department,
    Episode,
    Membership,
    Patient,
    PatientIdentity,
    Procedure,
    Role,
    User,
)
from registry.selectors.courses import Planned
from tests.benchmarks.courses import Course, courses

DAY = date(2026, 11, 22)
SEED = 20261122
CHUNK = 5000
SHEETS = 200  # different ways to answer an instrument
WOMEN = ("Karen", "Inger", "Astrid", "Bodil", "Else", "Gudrun", "Ulla", "Birgit", "Lilian", "Åsa", "Gunilla")
MEN = ("Mogens", "Vagn", "Poul", "Lennart", "Svend", "Erik", "Bengt", "Holger")
STEMS = ("Prøve", "Test", "Skitse", "Mønster", "Opdigt", "Papir", "Øve", "Kladde", "Fiktion", "Attrap")
ENDS = ("sen", "lund", "gaard", "berg", "strøm", "holm", "dal", "qvist")
ALARM_ANSWERS = {
    "open": {"fever": False},
    "clear": {"fever": False, "neuro_deficit": False, "bladder_bowel_new": False, "cancer_history": False},
    "present": {"fever": True},
}
# As many as a patient with a painful fracture has: the size of a row is part of the measure.
VERDICTS = {
    "review.malignancy": "consider",
    "image.spine_mri": "recommend",
    "goal.pain": "recommend",
    "rest.flat_intervals": "recommend",
    "rest.bed_rest": "avoid",
    "drug.paracetamol": "recommend",
    "drug.tramadol": "recommend",
    "drug.nsaid": "caution",
    "drug.gastroprotection": "consider",
    "physio.mobilising": "recommend",
    "physio.lifting_technique": "recommend",
    "physio.pool": "consider",
    "aid.corset_short_term": "consider",
    "adjunct.heat_cold": "consider",
    "osteoporosis.workup": "recommend",
    "osteoporosis.treatment": "recommend",
    "osteoporosis.calcium_vitamin_d": "recommend",
    "followup.new_fracture": "recommend",
}


def populate(n: int, *, on: date = DAY, seed: int = SEED, departments: int = 1) -> Department:
    """`n` patients with episodes, assessments, clinical records and standings, and a user a role; the first department."""
    places = [_department(number) for number in range(departments)]
    for role in Role.values:
        user = User.objects.create_user(f"bench-{role}", is_staff=role == Role.ADMINISTRATOR)
        Membership.objects.create(user=user, department=places[0], role=role)
    random = Random(seed)  # noqa: S311  the same people every time is the point
    sheets = {code: _sheets(code, random) for code in ("odi", "eq5d_3l", "vas_activity")}
    drawn = courses(random, n, on)
    gc.disable()  # a million short-lived rows: looking for cycles among them takes a fifth of the time
    try:
        while chunk := list(islice(drawn, CHUNK)):
            with transaction.atomic():
                _write(chunk, places, sheets, random, on)
    finally:
        gc.enable()
    return places[0]


def _department(number: int) -> Department:
    name = f"Benchmark spine unit {number}" if number else "Benchmark spine unit"
    return Department.objects.create(code=f"bench-{number}", name=name)


def _write(chunk: list[Course], places: list[Department], sheets: Any, random: Random, on: date) -> None:
    patients = Patient.objects.bulk_create(_patient(course, places, random) for course in chunk)
    pairs = list(zip(patients, chunk, strict=True))
    PatientIdentity.objects.bulk_create(_identity(patient, course, random) for patient, course in pairs)
    episodes = Episode.objects.bulk_create(_episode(patient, course) for patient, course in pairs)
    seen = list(zip(episodes, chunk, strict=True))
    Procedure.objects.bulk_create(_procedure(*one) for one in seen if one[1].operated_on)
    insert_columns(Assessment, (row for one in seen for row in _assessments(*one, sheets, random)))
    store_plans(
        Planned(episode.pk, episode.patient_id, episode.patient.department_id, course.planned)
        for episode, course in seen
    )
    insert_columns(ClinicalRecord, (row for one in pairs for row in _records(*one)))
    insert_columns(Standing, (_standing(*one, on) for one in pairs))


def _sheets(code: str, random: Random) -> list[dict[str, Any]]:
    """Scored answer sheets to draw from: scoring half a million one by one would measure something else."""
    instrument = INSTRUMENTS[code]
    value_set = "dk_tto" if instrument.value_sets else None
    answers = [
        {item.code: random.randint(item.lowest, item.highest) for item in instrument.items}
        for _ in range(SHEETS)
    ]
    found = ({"instrument": code, **scored(Answered(code, sheet, value_set))} for sheet in answers)
    return [{name: prepared(Assessment, name, value) for name, value in sheet.items()} for sheet in found]


def _patient(course: Course, places: list[Department], random: Random) -> Patient:
    return Patient(
        key=UUID(int=random.getrandbits(128), version=4),
        department=places[course.serial % len(places)],
        sex="female" if course.woman else "male",
        registered_on=course.onset_on,
        died_on=course.ended_on,
    )


def _identity(patient: Patient, course: Course, random: Random) -> PatientIdentity:
    given = random.choice(WOMEN if course.woman else MEN)
    family = random.choice(STEMS) + random.choice(ENDS)
    born = course.onset_on - timedelta(days=course.age_years * 365 + random.randrange(365))
    number = f"BENCH-{course.serial:07}"
    return PatientIdentity(
        patient_id=patient.pk,
        given_name=given,
        family_name=family,
        birth_date=born,
        number_kind="other",
        number=number,
        number_hash=keyed_hash(f"other:{number}"),
        family_name_hash=keyed_hash(family),
        full_name_hash=keyed_hash(f"{given} {family}"),
        birth_date_hash=keyed_hash(born.isoformat()),
    )


def _episode(patient: Patient, course: Course) -> Episode:
    return Episode(
        patient=patient,
        kind=course.kind,
        care="operated" if course.operated_on else "conservative",
        onset_on=course.onset_on,
        index_date=course.index_date,
    )


def _procedure(episode: Episode, course: Course) -> Procedure:
    return Procedure(episode_id=episode.pk, kind="vertebroplasty", performed_on=course.operated_on)


def _assessments(
    episode: Episode, course: Course, sheets: dict[str, list[dict[str, Any]]], random: Random
) -> Iterator[dict[str, Any]]:
    for timepoint, day in course.answered:
        asked = sheets if timepoint == "baseline" else ("odi", "eq5d_3l")
        for code in asked:
            yield {
                "patient_id": episode.patient_id,
                "episode_id": episode.pk,
                "timepoint": timepoint,
                "observed_on": stored_day(day),
                "recorded_at": recorded_at(day),
                **random.choice(sheets[code]),
            }


def _records(patient: Patient, course: Course) -> Iterator[dict[str, Any]]:
    facts = {**ALARM_ANSWERS[course.alarm], "paracetamol": "inadequate"}
    for name, value in facts.items():
        yield {
            "patient_id": patient.pk,
            "name": name,
            "value": json.dumps(value),
            "observed_on": stored_day(course.onset_on),
            "recorded_at": recorded_at(course.onset_on),
        }


def _standing(patient: Patient, course: Course, on: date) -> dict[str, Any]:
    verdicts = json.dumps(VERDICTS)
    return {
        "patient_id": patient.pk,
        "department_id": patient.department_id,
        "alarm": course.alarm,
        "verdicts": verdicts,
        "signed_verdicts": verdicts if course.advice_changed else None,
        "advice_changed": course.advice_changed,
        "evaluated_on": stored_day(on),
        **_category(course, on),
        **_worse(course, on),
    }


def _worse(course: Course, on: date) -> dict[str, Any]:
    """Every twentieth got worse in the last year and nobody has looked."""
    day = on - timedelta(days=course.serial % 365)
    before, now = (10, course.index_date.isoformat(), "baseline"), (60, day.isoformat(), "visit")
    worse = {"episode": 0, "instrument": "vas_back", "value_set": "", "before": before, "now": now}
    told = [worse] if course.serial % 20 == 0 else []
    return {"worse": json.dumps(told), "worse_on": stored_day(day) if told else None}


def _category(course: Course, on: date) -> dict[str, Any]:
    """Half were never tested, a third await a category, the others have one and a day for the next test."""
    decided = course.serial % 6 == 0
    day = on - timedelta(weeks=course.serial % 20)
    return {
        "category_status": "undetermined" if course.serial % 2 else "suggested",
        "category_confirmed_on": stored_day(day) if decided else None,
        "retest_from": stored_day(day + timedelta(weeks=8)) if decided else None,
        "retest_by": stored_day(day + timedelta(weeks=12)) if decided else None,
    }


def stored_day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def recorded_at(day: date) -> Any:
    """At noon of the day."""
    return connection.ops.adapt_datetimefield_value(datetime.combine(day, time(12), UTC))
