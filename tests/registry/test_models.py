"""What must always hold of the registry's data, each constraint both ways."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from registry.actions import PersonDetails, edit_patient, record_procedure, register_patient
from registry.models import (
    Assessment,
    Background,
    Episode,
    Membership,
    Operation,
    Patient,
    PatientIdentity,
    PendingWave,
    Procedure,
    VersionConflict,
    WaveStanding,
)
from tests.factories import DAY, a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db


def an_assessment(**fields):
    episode = fields.pop("episode", None) or an_episode()
    given = {
        "patient": episode.patient,
        "episode": episode,
        "instrument": "odi",
        "timepoint": "baseline",
        "observed_on": DAY,
        "responses": {},
        "score": 40.0,
        "scoring_rule": "odi-1",
    }
    return Assessment.objects.create(**{**given, **fields})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("assessment_scored_or_says_why", {"score": None}),
        ("assessment_scored_or_says_why", {"score": 40.0, "not_scorable": "blank"}),
        ("assessment_index_names_its_value_set", {"instrument": "eq5d_3l", "score": 0.5}),
        ("assessment_names_its_rule", {"scoring_rule": ""}),
    ],
)
def test_an_assessment_that_breaks_a_constraint_is_refused_by_name(name, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        an_assessment(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"score": None, "not_scorable": "3 of 10 sections are blank"},
        {"score": 0.0},
        {"instrument": "eq5d_3l", "value_set": "dk_tto", "score": -0.1},
    ],
)
def test_an_assessment_that_holds_is_kept(fields):
    assert an_assessment(**fields).pk


def test_an_instrument_is_answered_once_a_timepoint_but_at_every_visit():
    episode = an_episode()
    an_assessment(episode=episode)
    with pytest.raises(IntegrityError), transaction.atomic():
        an_assessment(episode=episode)
    for day in (date(2026, 11, 1), date(2026, 11, 2)):
        an_assessment(episode=episode, timepoint="visit", observed_on=day)
    assert episode.assessments.count() == 3


def test_an_age_needs_its_day():
    with pytest.raises(IntegrityError, match="patient_age_given_with_its_day"), transaction.atomic():
        Patient.objects.create(department=a_department(), registered_on=DAY, age_given_years=70)


def test_a_role_is_held_once_in_a_department():
    user = a_user()
    held = user.memberships.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, department=held.department, role=held.role)


def test_identifiers_are_stored_unreadable_and_read_back():
    patient = a_patient(given_name="Ragnhild", number="TEST-SECRET")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT given_name, number, birth_date FROM registry_patientidentity WHERE patient_id = %s",
            [patient.pk],
        )
        stored = cursor.fetchone()
    assert not any(word in column for column in stored for word in ("Ragnhild", "SECRET", "1948"))
    identity = PatientIdentity.objects.get(patient=patient)
    assert (identity.given_name, identity.number, identity.birth_date) == (
        "Ragnhild",
        "TEST-SECRET",
        date(1948, 2, 1),
    )


def test_a_person_is_registered_once_however_the_number_is_written():
    a_patient(number_kind="cpr", number="010248-1234", birth_date=date(1948, 2, 1))
    with pytest.raises(ValidationError, match="already registered"):
        a_patient(number_kind="cpr", number="0102481234", birth_date=date(1948, 2, 1))


@pytest.mark.parametrize(
    ("kind", "number", "born", "message"),
    [
        ("cpr", "010248-123", date(1948, 2, 1), "ten digits"),
        ("cpr", "310248-1234", date(1948, 2, 1), "begins with a date"),
        ("cpr", "020248-1234", date(1948, 2, 1), "One of them is mistyped"),
        ("personnummer", "880320-0018", date(1988, 3, 20), "check digit"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_saying_why(kind, number, born, message):
    with pytest.raises(ValidationError, match=message):
        a_patient(number_kind=kind, number=number, birth_date=born)


def test_a_cpr_number_without_a_valid_modulus_is_legal():
    assert (
        a_patient(number_kind="cpr", number="010248-1111", birth_date=date(1948, 2, 1)).identity.number
        == "0102481111"
    )


def test_the_two_forms_of_a_personnummer_are_one_person():
    a_patient(number_kind="personnummer", number="880320-0016", birth_date=date(1988, 3, 20))
    with pytest.raises(ValidationError, match="already registered"):
        a_patient(number_kind="personnummer", number="19880320-0016", birth_date=date(1988, 3, 20))


def test_the_second_of_two_edits_meets_a_conflict_and_writes_nothing():
    patient = a_patient()
    person = a_person(family_name="First")
    edit_patient(patient=patient, version=1, person=person, by=None)
    with pytest.raises(VersionConflict) as caught:
        edit_patient(patient=patient, version=1, person=a_person(family_name="Second"), by=None)
    assert (caught.value.standing, caught.value.submitted) == (2, 1)
    assert PatientIdentity.objects.get(patient=patient).family_name == "First"


def test_follow_up_counts_from_the_latest_procedure():
    episode = an_episode(onset_on=date(2026, 1, 5))
    record_procedure(
        episode=episode, version=1, kind="vertebroplasty", performed_on=date(2026, 3, 1), by=None
    )
    record_procedure(episode=episode, version=2, kind="kyphoplasty", performed_on=date(2026, 2, 1), by=None)
    episode.refresh_from_db()
    assert (episode.care, episode.index_date) == ("operated", date(2026, 3, 1))


def test_a_procedure_before_the_fracture_is_refused():
    episode = an_episode(onset_on=date(2026, 1, 5))
    with pytest.raises(ValidationError, match="before the fracture"):
        record_procedure(
            episode=episode, version=1, kind="vertebroplasty", performed_on=date(2025, 3, 1), by=None
        )


def test_the_name_of_a_patient_never_stands_in_its_text():
    patient = register_patient(
        department=a_department(),
        person=PersonDetails("Ragnhild", "Testesen", date(1948, 2, 1), "other", "T-1"),
        on=DAY,
        by=None,
    )
    assert "Ragnhild" not in f"{patient} {patient.identity}"


def test_a_diagnosis_belongs_to_its_kind_of_episode_and_blank_to_every_kind():
    assert an_episode(diagnosis="fracture_lumbar_osteoporotic").diagnosis == "fracture_lumbar_osteoporotic"
    assert an_episode().diagnosis == ""
    with pytest.raises(ValidationError, match="not a diagnosis of the episode"):
        an_episode(diagnosis="metastasis")
    with pytest.raises(ValidationError, match="unheard_of"):
        an_episode(diagnosis="unheard_of")


@pytest.mark.parametrize(
    "model", [Assessment, Background, Episode, Operation, PendingWave, Procedure, WaveStanding]
)
def test_no_index_is_kept_that_another_covers(model):
    """Each is kept at every write; one of a part of the rows covers none. Of patients that of the department alone stays: whether
    somebody found by name is of it is told by it without reading the row (test_list_plans.py)."""
    partly = {
        one.name
        for one in (*model._meta.constraints, *model._meta.indexes)
        if getattr(one, "condition", None)
    }
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    kinds = ("index", "unique")
    indexes = {name: one for name, one in found.items() if any(map(one.get, kinds)) and name not in partly}
    alone = {one["columns"][0] for one in indexes.values() if len(one["columns"]) == 1 and not one["unique"]}
    assert not alone & {one["columns"][0] for one in indexes.values() if len(one["columns"]) > 1}
