"""Registering a person with the episode they come with: both or neither, nobody twice, nothing typed lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from guidelines.actions.patients import REGISTER_FORM
from registry.actions import NewEpisode, register_patient_with_episode
from registry.models import Draft, Episode, Membership, Patient, Role
from registry.partial_date import PartialDate
from tests.factories import a_department, a_patient, a_person, a_user

pytestmark = pytest.mark.django_db


def typed(**changed):
    """A form as it is sent."""
    onset = timezone.localdate() - timedelta(days=40)
    return {
        "number_kind": "cpr",
        "number": "010248-1234",
        "given_name": "Karen",
        "family_name": "Testesen",
        "birth_date": "1.2.1948",
        "sex": "female",
        "kind": "vertebral_fracture",
        "onset_on": onset.isoformat(),
        **changed,
    }


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def send(client, ours):
    """send(**typed) -> the answer to the form, from a clinician of ours."""
    client.force_login(a_user(Role.CLINICIAN, ours))

    def post(**fields):
        return client.post(reverse("patient-register"), typed(**fields))

    return post


def errors(page) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in page.context["form"].errors.items()}


def test_a_patient_an_episode_and_a_place_on_the_pathway_are_stored_together(send, ours):
    page = send()
    patient = Patient.objects.get()
    assert page.url == reverse("patient-page", args=[patient.key])
    assert (patient.department, patient.sex, patient.identity.number) == (ours, "female", "0102481234")
    assert patient.episodes.get().kind == Episode.Kind.VERTEBRAL_FRACTURE
    assert patient.standing.alarm == "open"


def test_the_diagnosis_is_asked_for_and_must_be_one_of_its_kind_of_episode(send):
    refused = send(kind="sacral_fracture", diagnosis="stenosis")
    assert "is not a diagnosis of the episode" in " ".join(errors(refused)["diagnosis"])
    assert not Patient.objects.exists()
    send(kind="other", diagnosis="stenosis")
    assert Episode.objects.get().diagnosis == "stenosis"


def test_a_month_is_enough_for_the_onset(send):
    send(onset_on="3/2025")
    episode = Episode.objects.get()
    assert (str(episode.onset_on), episode.onset_precision) == ("2025-03-01", "month")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("number", "", "required"),
        ("number", "010248-12", "not a CPR number"),
        ("number", "020248-1234", "One of them is mistyped"),
        ("family_name", "  ", "required"),
        ("birth_date", "2/1948", "Write day, month and year"),
        ("birth_date", "31.2.1948", "There is no such day"),
        ("onset_on", "1/2100", "still to come"),
        ("onset_on", "1947-12", "before the birth date 1 February 1948"),
        ("birth_date", "2.1.1890", "more than 120 years"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_all_that_was_typed_is_kept(send, field, value, said):
    page = send(**{field: value})
    assert page.status_code == 422
    assert said in " ".join(errors(page)[field])
    text = page.content.decode()
    kept = [
        one for name, one in typed(**{field: value}).items() if name not in ("sex", "kind", "number_kind")
    ]
    assert [one for one in kept if one.strip() and f'value="{one}"' not in text] == []
    assert f'href="#id_{field}"' in text
    assert not Patient.objects.exists()


def test_an_unlikely_date_is_kept_when_one_says_how_one_knows(send):
    asked = send(onset_on="1.5.2001")
    assert asked.context["form"].unlikely == [
        "Day of the fracture or onset: 1 May 2001 is 20 years ago or more."
    ]
    assert "dates_confirmed" in errors(asked)
    assert not Patient.objects.exists()
    send(onset_on="1.5.2001", dates_asked="onset-long-ago", dates_confirmed="record")
    entry = LogEntry.objects.get(additional_data__event="dates.confirmed")
    assert entry.additional_data["rules"] == ["onset-long-ago"]
    assert entry.additional_data["because"] == "record"


def test_a_confirmation_counts_for_what_it_was_asked_about_only(send):
    page = send(
        birth_date="1.1.1915",
        number_kind="other",
        number="X-1",
        dates_asked="onset-long-ago",
        dates_confirmed="told",
    )
    assert page.context["form"].rules_asked == "older-than-110"
    assert not Patient.objects.exists()


def test_a_question_that_was_answered_is_not_asked_of_ordinary_dates(send):
    assert "date-questions" not in send(number="").content.decode()


def test_somebody_of_the_same_department_is_refused_with_a_link_to_the_patient(send, ours):
    known = a_patient(ours, number_kind="cpr", number="010248-1234", family_name="Kendt")
    page = send()
    assert "already registered" in errors(page)["number"][0]
    assert reverse("patient-page", args=[known.key]) in page.content.decode()
    assert Patient.objects.count() == 1


def test_somebody_of_another_department_is_refused_and_not_named(send):
    a_patient(number_kind="cpr", number="010248-1234", family_name="Fremmed")
    page = send()
    assert "ask its coordinator" in errors(page)["number"][0]
    assert "Fremmed" not in page.content.decode()
    assert reverse("transfer-ask") in page.content.decode()
    tried = LogEntry.objects.get(additional_data__read="number refused at registration")
    assert tried.additional_data["rows"] == [str(Patient.objects.get().key)]


@pytest.mark.parametrize(("number", "warned"), [("211062-0600", False), ("211062-0601", True)])
def test_a_check_digit_that_does_not_fit_is_said_and_the_number_taken(send, number, warned):
    page = send(number=number, birth_date="21.10.1962")
    said = " ".join(map(str, get_messages(page.wsgi_request)))
    assert ("check digit of the number does not fit" in said) is warned
    assert Patient.objects.count() == 1


def test_a_department_is_chosen_only_where_one_may_register(send, ours, client):
    assert "department" not in send(number="").context["form"].fields
    user, second, third = a_user(Role.CLINICIAN, ours), a_department(), a_department()
    Membership.objects.create(user=user, department=second, role=Role.COORDINATOR)
    Membership.objects.create(user=user, department=third, role=Role.PHYSIOTHERAPIST)
    client.force_login(user)
    assert errors(send(department=third.pk))["department"]
    send(department=second.pk)
    assert Patient.objects.get().department == second


def test_both_are_stored_or_neither(ours):
    onset = NewEpisode("vertebral_fracture", PartialDate.parse("1901-01"))
    with pytest.raises(ValidationError) as refused:
        register_patient_with_episode(
            department=ours, person=a_person(), episode=onset, on=timezone.localdate(), by=None
        )
    assert "before the birth date" in refused.value.message_dict["onset_on"][0]
    assert not Patient.objects.exists()


class TestDraft:
    @pytest.fixture
    def keep(self, client, send):
        return lambda **fields: client.post(reverse("patient-register-draft"), typed(**fields))

    def test_what_is_half_typed_comes_back_and_is_gone_when_it_is_saved(self, keep, send, client):
        keep(family_name="", onset_on="3/2025")
        page = client.get(reverse("patient-register")).content.decode()
        assert 'value="010248-1234"' in page
        assert 'value="3/2025"' in page
        assert "is back. It is not saved yet" in page
        send()
        assert not Draft.objects.exists()

    def test_it_is_kept_encrypted_because_it_names_a_person(self, keep):
        keep()
        content = str(Draft.objects.get(form=REGISTER_FORM).content)
        assert not re.search("Karen|Testesen|010248|1948", content)

    def test_nobody_else_sees_it(self, keep, client, ours):
        keep()
        client.force_login(a_user(Role.CLINICIAN, ours))
        assert "Testesen" not in client.get(reverse("patient-register")).content.decode()

    def test_an_empty_form_is_no_draft(self, keep):
        blank = dict.fromkeys(("number", "given_name", "family_name", "birth_date", "sex", "onset_on"), "")
        keep(**blank)
        assert not Draft.objects.exists()

    def test_it_can_be_discarded(self, keep, client):
        keep()
        client.post(reverse("patient-register-draft"), {"discard": "1"})
        assert not Draft.objects.exists()
