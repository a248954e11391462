"""After an erasure no table tells who the person was, and every count is what it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from guidelines.models import (
    Evaluation,
    FunctionalDecision,
    IncidentReport,
    Response,
    Signature,
    TrainingProgramme,
)
from registry.actions import edit_patient, erase_person, save_draft
from registry.age import age_on
from registry.erasure import FREE_TEXT, GENERATED, REMOVED, trace_of, worded
from registry.models import Draft, Patient, PatientIdentity, Role, VersionConflict
from registry.reach import paths_to_patient, rows_of
from registry.selectors.patients import found_by
from tests.admin_rows import rows_about
from tests.factories import DAY, a_department, a_patient, a_person, a_user, an_episode

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a row in every table, each time

PERSON = {
    "given_name": "Ragnhild Åse",
    "family_name": "Østervang",
    "number_kind": "cpr",
    "number": "010248-1234",
    "birth_date": date(1948, 2, 1),
}
TOLD = "Ragnhild Østervang, 010248-1234, 0102481234, 010248 1234, born 1948-02-01, 1 February 1948."
TRACES = (
    "ragnhild",
    "østervang",
    "0102481234",
    "010248-1234",
    "1948-02-01",
    "1 february 1948",
)
COUNTED = [model for model in paths_to_patient() if model._meta.label_lower not in REMOVED]
# Coded by the application: a name never gets there, and there is no room for one.
SHORTEST_FOR_WORDS = 60


@pytest.fixture
def by():
    return a_user(Role.ADMINISTRATOR, a_department("ours"))


@pytest.fixture
def patient(by) -> Patient:
    """Somebody with a row in every table, and the name in every text and structure that can hold it."""
    patient = a_patient(a_department("ours"), **PERSON)
    rows_about(patient, by)
    for model, rows in rows_of(patient):
        for row in rows if model not in (Patient, PatientIdentity) else ():
            with_words = {field.attname: _told_in(getattr(row, field.attname)) for field in _roomy(model)}
            model._default_manager.filter(pk=row.pk).update(**with_words)
            LogEntry.objects.log_create(row, changes={name: ["None", TOLD] for name in with_words}, action=1)
    return patient


def _roomy(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in worded(model)
        if (field.max_length or SHORTEST_FOR_WORDS * 9) >= SHORTEST_FOR_WORDS * 3
    ]


def _told_in(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "told": TOLD, "deep": [{"note": TOLD}]}
    return [*value, TOLD] if isinstance(value, list) else TOLD


def erased(patient: Patient, by: Any = None) -> Patient:
    current = Patient.objects.get(pk=patient.pk)
    erase_person(patient=current, version=current.version, ground="asked", on=DAY, by=by)
    return Patient.objects.get(pk=patient.pk)


def everything_stored() -> str:
    """Every value of every table, as text."""
    return " ".join(
        str(value)
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        for value in row
    ).casefold()


def test_the_walk_would_find_a_trace(patient):
    assert [trace for trace in TRACES if trace not in everything_stored()] == []


def test_no_table_keeps_a_trace(patient, by):
    erased(patient, by)
    stored = everything_stored()
    assert [trace for trace in TRACES if trace in stored] == []
    assert not PatientIdentity.objects.exists()
    assert not Draft.objects.exists()


def test_every_count_is_what_it_was(patient, by):
    before = {
        model: model._default_manager.count() for model in COUNTED if model._meta.model_name != "pendingwave"
    }
    scores = list(patient.assessments.values_list("instrument", "score"))
    erased(patient, by)
    assert {model: model._default_manager.count() for model in before} == before
    assert list(patient.assessments.values_list("instrument", "score")) == scores
    assert scores


def test_signed_advice_stays_but_for_the_name(patient, by):
    Evaluation.objects.update(shown="<p>Offer an MRI to Ragnhild Østervang within two weeks</p>")
    Response.objects.update(comment="She would rather wait")
    Signature.objects.update(shown="<p>Accept: She would rather wait</p>")
    erased(patient, by)
    assert Evaluation.objects.get().shown == "<p>Offer an MRI to [erased] [erased] within two weeks</p>"
    assert Signature.objects.get().shown == "<p>Accept: [erased]</p>"
    assert Response.objects.get().comment == "[erased]"


def test_every_text_of_a_patient_is_classified():
    """Is it people's words (emptied), or the application's own (names struck)? Say so beside the model: registry/erasure.py."""
    unknown = [
        f"{model._meta.label_lower}.{field.name}"
        for model in COUNTED
        for field in worded(model)
        if isinstance(field, models.TextField)
        and field.name not in GENERATED.get(model._meta.label_lower, frozenset())
        and field.name not in FREE_TEXT.get(model._meta.label_lower, frozenset())
    ]
    assert unknown == []
    assert {FunctionalDecision, TrainingProgramme} <= set(COUNTED)


def test_searching_finds_nothing(patient, by):
    erased(patient, by)
    for words in ("010248-1234", "0102481234", "Østervang", "Ragnhild Åse Østervang", "1948-02-01"):
        assert not found_by(Patient.objects.all(), words).exists(), words


def test_an_imported_id_is_erased_too(by):
    patient = Patient.objects.create(department=a_department("ours"), source_id="STUDY-17", registered_on=DAY)
    again = Patient.objects.create(department=a_department("ours"), source_id="STUDY-18", registered_on=DAY)
    for one in (patient, again):
        assert erased(one, by).source_id == ""
    assert "study-17" not in everything_stored()


def test_whoever_was_merged_into_the_patient_is_erased_with_them(patient, by):
    gone = Patient.everybody.get(merged_into=patient)
    Patient.everybody.filter(pk=gone.pk).update(source_id="STUDY-17")
    identity = a_patient(given_name="Birthe", family_name="Kvisthus", number="TEMP-99812").identity
    PatientIdentity.objects.filter(pk=identity.pk).update(patient=gone)
    IncidentReport.objects.update(text="About Birthe Kvisthus")
    erased(patient, by)
    stored = everything_stored()
    assert [one for one in ("birthe", "kvisthus", "temp-99812", "study-17") if one in stored] == []


def test_the_year_of_birth_stays_as_an_age_and_nobody_is_chased(patient, by):
    after = erased(patient, by)
    assert age_on(after, date(2026, 12, 1)) == 78
    assert after.withdrawn_on == after.erased_on == DAY
    assert not after.pending_waves.exists()


def test_somebody_who_died_has_not_withdrawn(by):
    patient = a_patient()
    Patient.objects.filter(pk=patient.pk).update(died_on=DAY)
    assert erased(patient, by).withdrawn_on is None


def test_a_report_that_names_the_person_loses_the_name(patient, by):
    IncidentReport.objects.update(text="About Ragnhild Åse Østervang, who asked")
    erased(patient, by)
    assert "stervang" not in IncidentReport.objects.get().text


def test_the_erasure_itself_is_in_the_audit_table(patient, by):
    erased(patient, by)
    entry = LogEntry.objects.get(additional_data__event="person.erased")
    assert (entry.actor, entry.object_pk, entry.additional_data["ground"]) == (by, str(patient.pk), "asked")


def test_others_are_left_as_they_were(patient, by):
    other = a_patient(given_name="Inger", family_name="Andersen", number="TEST-OTHER")
    save_draft(owner=by, form="assessment", patient=other, content={"note": "hers"})
    erased(patient, by)
    assert other.identity.full_name == "Inger Andersen"
    assert Draft.objects.get().content == {"note": "hers"}


def test_an_older_version_erases_nothing(patient, by):
    with pytest.raises(VersionConflict):
        erase_person(patient=patient, version=99, ground="asked", on=DAY, by=by)
    assert PatientIdentity.objects.filter(patient=patient).exists()


def test_it_is_done_once_and_no_name_is_given_again(patient, by):
    after = erased(patient, by)
    with pytest.raises(ValidationError, match="erased already"):
        erased(after, by)
    with pytest.raises(ValidationError, match="not given again"):
        edit_patient(patient=after, version=after.version, person=a_person(), by=by)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Ragnhild fell", "[erased] fell"),
        ("Ragnhildsborg", "Ragnhildsborg"),
        ("cpr 010248 - 1234.", "cpr [erased]."),
        ("17010248123400", "17010248123400"),
        ("born 01.02.1948", "born [erased]"),
    ],
)
def test_only_what_names_the_person_is_struck(text, after):
    identity = a_patient(**PERSON).identity
    assert trace_of([identity], []).struck(text) == after


class TestThePage:
    def typed(self, client, name, role=Role.COORDINATOR, **fields):
        user = a_user(role)
        patient = a_patient(user.memberships.get().department, family_name="Østervang")
        an_episode(patient)
        client.force_login(user)
        sent = {"version": patient.version, "ground": "asked", "typed": name, **fields}
        return patient, client.post(reverse("person-erase", args=[patient.key]), sent)

    def test_the_name_typed_erases(self, client):
        patient, answer = self.typed(client, " østervang ")
        assert answer.status_code == 302
        assert not PatientIdentity.objects.filter(patient=patient).exists()
        page = client.get(reverse("patient-page", args=[patient.key])).content.decode()
        assert "Erased person" in page
        assert "Erased person" in client.get(reverse("patient-list")).content.decode()

    @pytest.mark.parametrize(
        ("name", "fields", "status", "said"),
        [
            ("Vesterberg", {}, 422, "This is not the name on the record"),
            ("", {}, 422, "required"),
            ("Østervang", {"ground": ""}, 422, "required"),
            ("Østervang", {"version": 99}, 409, "saved this patient meanwhile"),
        ],
    )
    def test_anything_else_erases_nothing(self, client, name, fields, status, said):
        patient, answer = self.typed(client, name, **fields)
        assert answer.status_code == status
        assert said in answer.content.decode()
        assert PatientIdentity.objects.filter(patient=patient).exists()

    def test_it_says_what_stays_before_anything_is_typed(self, client):
        patient, _answer = self.typed(client, "no")
        page = client.get(reverse("person-erase", args=[patient.key])).content.decode()
        assert "What is removed for good" in page
        assert "What is kept, without a name, and why" in page
