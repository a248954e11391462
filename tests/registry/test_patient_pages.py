"""Editing a patient, opening an episode, recording a procedure, seeing the number, one's own settings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from guidelines.models import Standing
from registry.actions import edit_patient
from registry.models import Patient, Procedure, Role, User
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def patient(ours):
    return a_patient(ours, given_name="Karen", family_name="Testesen", number="TEST-4711")


@pytest.fixture
def episode(patient):
    return an_episode(patient, onset_on=today() - timedelta(days=40))


@pytest.fixture(autouse=True)
def clinician(client, ours):
    user = a_user(Role.CLINICIAN, ours, first_name="Clara", last_name="Kliniker")
    client.force_login(user)
    return user


def edit(client, patient, **changed):
    fields = {
        "version": "1",
        "given_name": "Karen",
        "family_name": "Testesen",
        "birth_date": "1.2.1948",
        "number_kind": "other",
        "number": "",
        "sex": "female",
        **changed,
    }
    return client.post(reverse("patient-edit", args=[patient.key]), fields)


class TestEdit:
    def test_what_is_corrected_is_stored_and_the_number_left_blank_stays(self, client, patient):
        assert edit(client, patient, family_name="Rettet", died_on=today().isoformat()).status_code == 302
        stored = Patient.objects.get()
        assert (stored.identity.full_name, stored.identity.number) == ("Karen Rettet", "TEST-4711")
        assert (stored.died_on, stored.version) == (today(), 2)
        assert Standing.objects.filter(patient=stored).exists()

    def test_the_page_never_shows_the_whole_number(self, client, patient):
        page = client.get(reverse("patient-edit", args=[patient.key])).content.decode()
        assert "TEST-4711" not in page
        assert "TEST-••••" in page

    @pytest.mark.parametrize(
        ("changed", "field", "said"),
        [
            ({"died_on": "2100-01-01"}, "died_on", "still to come"),
            ({"died_on": "1940-01-01"}, "died_on", "before the birth date"),
            ({"birth_date": "2100-01-01"}, "birth_date", "still to come"),
            ({"number": "010248-1234", "number_kind": "cpr", "birth_date": "2.2.1948"}, "number", "mistyped"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, client, patient, changed, field, said):
        page = edit(client, patient, **changed)
        assert page.status_code == 422
        assert said in page.context["form"].errors[field][0]

    def test_a_death_before_the_fracture_is_refused_with_both_days(self, client, patient, episode):
        page = edit(client, patient, died_on=(today() - timedelta(days=41)).isoformat())
        assert "before the fracture or onset on" in page.context["form"].errors["died_on"][0]

    def test_somebody_else_s_number_is_refused(self, client, patient):
        a_patient(number="TAKEN-1")
        page = edit(client, patient, number="TAKEN-1")
        assert "already registered" in page.context["form"].errors["number"][0]

    def test_an_imported_patient_is_given_a_name(self, client, ours):
        imported = Patient.objects.create(department=ours, source_id="4711", registered_on=today())
        assert edit(client, imported, number="").context["form"].errors["number"]
        assert edit(client, imported, number="NEW-1").status_code == 302
        assert Patient.objects.get(pk=imported.pk).identity.full_name == "Karen Testesen"


class TestConflict:
    @pytest.fixture
    def met(self, client, patient):
        """The answer to a save on version 1, after somebody else saved version 2."""
        other = a_person(given_name="Katrine", family_name="Testesen", number="TEST-4711")
        edit_patient(patient=patient, version=1, person=other, by=a_user(), died_on=None)
        return edit(client, patient, given_name="Karina", sex="", moved_on="1.11.2026")

    def test_the_second_save_shows_both_versions_and_stores_nothing(self, met):
        text = met.content.decode()
        assert met.status_code == 409
        rows = {str(row.label): (row.theirs, row.yours) for row in met.context["differing"]}
        assert rows == {
            "Given name": ("Katrine", "Karina"),
            "Sex": ("Female", ""),
            "Moved away on": ("", "1 November 2026"),
        }
        assert "What you typed is kept here" in text
        assert Patient.objects.get().identity.given_name == "Katrine"

    def test_what_was_typed_can_be_sent_again_on_the_version_that_stands(self, met, client, patient):
        again = dict(met.context["hidden"]) | {row.name: row.your_value for row in met.context["differing"]}
        client.post(reverse("patient-edit", args=[patient.key]), {**again, "version": met.context["version"]})
        stored = Patient.objects.get()
        assert (stored.identity.given_name, stored.sex, str(stored.moved_on)) == ("Karina", "", "2026-11-01")
        assert stored.version == 3

    def test_a_field_can_be_taken_from_the_other_version(self, met, client, patient):
        given = next(row for row in met.context["differing"] if row.name == "given_name")
        again = dict(met.context["hidden"]) | {row.name: row.your_value for row in met.context["differing"]}
        again |= {"given_name": given.their_value, "version": met.context["version"]}
        client.post(reverse("patient-edit", args=[patient.key]), again)
        assert Patient.objects.get().identity.given_name == "Katrine"

    def test_a_procedure_recorded_on_an_older_version_meets_the_page(self, client, patient, episode):
        record = reverse("procedure-record", args=[patient.key, episode.pk])
        day = today().isoformat()
        client.post(record, {"version": "1", "kind": "vertebroplasty", "performed_on": day})
        met = client.post(record, {"version": "1", "kind": "kyphoplasty", "performed_on": day})
        assert met.status_code == 409
        assert "Vertebroplasty" in met.content.decode()
        assert "Saved by Clara Kliniker" in met.content.decode()
        client.post(record, {**dict(met.context["hidden"]), "version": met.context["version"]})
        assert Procedure.objects.count() == 2


class TestEpisodes:
    def test_an_episode_is_opened_with_a_month_only(self, client, patient):
        page = client.post(
            reverse("episode-open", args=[patient.key]), {"kind": "sacral_fracture", "onset_on": "10/2026"}
        )
        assert page.status_code == 302
        assert patient.episodes.get().onset_precision == "month"
        assert patient.episodes.get().pending_waves.count() == 4

    def test_a_procedure_makes_the_episode_operated_and_moves_its_index_date(self, client, patient, episode):
        day = today() - timedelta(days=3)
        fields = {"version": "1", "kind": "vertebroplasty", "performed_on": day.isoformat()}
        client.post(reverse("procedure-record", args=[patient.key, episode.pk]), fields)
        episode.refresh_from_db()
        assert (episode.care, episode.index_date) == ("operated", day)

    @pytest.mark.parametrize(("days", "said"), [(41, "before the fracture or onset"), (-1, "still to come")])
    def test_a_procedure_on_an_impossible_day_is_refused(self, client, patient, episode, days, said):
        day = (today() - timedelta(days=days)).isoformat()
        fields = {"version": "1", "kind": "vertebroplasty", "performed_on": day}
        page = client.post(reverse("procedure-record", args=[patient.key, episode.pk]), fields)
        assert said in page.context["form"].errors["performed_on"][0]
        assert not Procedure.objects.exists()

    def test_an_episode_of_another_patient_is_not_there(self, client, patient):
        stranger = an_episode(a_patient())
        assert client.get(reverse("procedure-record", args=[patient.key, stranger.pk])).status_code == 404


class TestNumber:
    def test_asking_for_the_number_shows_it_and_is_recorded(self, client, patient, clinician):
        page = client.post(reverse("patient-number", args=[patient.key]), headers={"HX-Request": "true"})
        assert "TEST-4711" in page.content.decode()
        assert "<html" not in page.content.decode()
        assert (
            LogEntry.objects.filter(additional_data__event="identity.revealed", actor=clinician).count() == 1
        )

    def test_without_a_script_it_is_a_page(self, client, patient):
        page = client.post(reverse("patient-number", args=[patient.key])).content.decode()
        assert "TEST-4711" in page
        assert "<html" in page

    def test_an_imported_patient_has_none(self, client, ours):
        imported = Patient.objects.create(department=ours, source_id="1", registered_on=today())
        assert client.post(reverse("patient-number", args=[imported.key])).status_code == 404


def test_single_key_shortcuts_are_switched_off_and_on(client, clinician):
    for choice in (False, True):
        client.post(reverse("my-settings"), {"single_key_shortcuts": str(choice)})
        assert User.objects.get(pk=clinician.pk).single_key_shortcuts is choice
