"""The pages of locked years, and the one question that every form of a locked year leads to."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from decision_support.period_words import corrections_in_words
from registry.actions import lock_period, sign_off_period
from registry.models import CorrectionAfterLock, Patient, PeriodLock, Role
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_department("north")


@pytest.fixture
def patient(north):
    return an_episode(a_patient(north), onset_on=date(2024, 3, 10)).patient


def at(year=2024, place="north"):
    return reverse("period", args=[place, year])


def as_(client, role, north):
    user = a_user(role, north)
    client.force_login(user)
    return user


def locked(north):
    by = a_user(Role.ADMINISTRATOR, north)
    period = sign_off_period(department=north, year=2024, on=date(2025, 5, 1), by=by)
    return lock_period(period=period, on=date(2025, 5, 1), by=by)


@pytest.mark.parametrize("year", [1899, 2999])
def test_a_year_that_has_no_page_is_not_signed_off_either(client, north, year):
    as_(client, Role.ADMINISTRATOR, north)
    assert client.get(at(year)).status_code == 404
    assert client.post(at(year), {"do": "sign"}).status_code == 404
    assert not PeriodLock.objects.exists()


def test_a_year_is_signed_off_by_one_locked_by_another_and_opened_by_a_third(client, north):
    signer = as_(client, Role.CLINICIAN, north)
    assert client.post(at(), {"do": "lock"}).status_code == 403
    assert client.post(at(), {"do": "sign"}).status_code == 302
    as_(client, Role.COORDINATOR, north)
    assert client.post(at(), {"do": "open", "reason": "A clinic is missing"}).status_code == 403
    assert client.post(at(), {"do": "lock"}).status_code == 302
    assert client.post(at(), {"do": "lock"}).status_code == 422
    lock = PeriodLock.objects.get()
    assert (lock.signed_off_by, lock.locked_on is None) == (signer, False)
    as_(client, Role.ADMINISTRATOR, north)
    assert client.post(at(), {"do": "open", "reason": "no"}).status_code == 422
    assert client.post(at(), {"do": "open", "reason": "A clinic is missing"}).status_code == 302
    page = client.get(at()).content.decode()
    assert "A clinic is missing" in page
    assert "Not signed off" in page


@pytest.mark.parametrize("do", ["sign", "lock", "open"])
def test_the_whole_registry_is_locked_by_a_superuser_alone(client, north, do):
    as_(client, Role.ADMINISTRATOR, north)
    assert client.post(at(place="registry"), {"do": do, "reason": "made up"}).status_code == 403
    assert client.get(at(place="registry")).status_code == 200


def typed(patient, **changes):
    identity = patient.identity
    person = {"given_name": "Karen", "family_name": identity.family_name, "birth_date": "1948-02-01"}
    number = {"number_kind": "other", "number": ""}
    return {**person, **number, "sex": "male", "version": patient.version, **changes}


def test_a_form_of_a_locked_year_is_asked_why_with_all_that_was_typed_kept(client, north, patient):
    locked(north)
    as_(client, Role.COORDINATOR, north)
    address = reverse("patient-edit", args=[patient.key])
    asked = client.post(address, typed(patient))
    assert asked.status_code == 409
    hidden = dict(asked.context["hidden"])
    assert hidden == {name: str(value) for name, value in typed(patient).items()}
    assert "error-summary" not in asked.content.decode()
    again = client.post(address, {**hidden, "lock_reason": "no"})
    assert again.status_code == 409
    assert "error-summary" in again.content.decode()
    assert Patient.objects.get().sex == "female"
    saved = client.post(address, {**hidden, "lock_reason": "Read wrongly from the letter"})
    assert saved.status_code == 302
    assert Patient.objects.get().sex == "male"
    assert CorrectionAfterLock.objects.get().reason == "Read wrongly from the letter"
    page = client.get(at()).content.decode()
    for said in ("Read wrongly from the letter", "female", "male", patient.identity.family_name):
        assert said in page


def test_a_patient_who_was_given_away_is_no_longer_named_in_the_list(client, north, patient):
    lock = locked(north)
    CorrectionAfterLock.objects.create(lock=lock, patient=patient, kind="patient", reason="made up")
    Patient.objects.update(department=a_department("south"))
    as_(client, Role.COORDINATOR, north)
    page = client.get(at()).content.decode()
    assert "made up" in page
    assert patient.identity.family_name not in page
    assert str(patient.key) not in page


def test_a_correction_is_told_in_words_and_a_birth_date_is_never_shown(client, north, patient):
    user = as_(client, Role.COORDINATOR, north)
    told = [
        ("assessment", "odi y1 2025-03-09", {"responses": {"walking": 2}}, {"responses": {"walking": 3}}),
        ("patient", str(patient), {}, {}),
        ("closure", "y1", {}, {"reason": "moved"}),
    ]
    rows = [
        CorrectionAfterLock(kind=kind, about=about, was=was, became=became, patient=patient)
        for kind, about, was, became in told
    ]
    rows.append(CorrectionAfterLock(kind="rescore", about="rescoring 3", became={"scores": 5}))
    assert [(one.about, one.changes) for one in corrections_in_words(rows, user)] == [
        ("ODI, 1 year, 2025-03-09", [("Walking", "2", "3")]),
        ("", [("birth date", None, "not shown")]),
        ("1 year", [("reason", "–", "moved")]),
        ("rescoring 3", [("scores", None, "5")]),
    ]


def test_a_year_that_never_was_is_not_found(client, north):
    as_(client, Role.COORDINATOR, north)
    assert [client.get(at(year)).status_code for year in (1989, 1990, 2999)] == [404, 200, 404]
