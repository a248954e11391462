"""The programme builder: what it opens with, what is kept, what is refused, and two who confirm at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from guidelines.actions import BasisChanged, Refused, Written, confirm_programme
from guidelines.models import FunctionalDecision, Standing, TrainingProgramme
from guidelines.pathway.exercise_dose import Dose, Load
from guidelines.programme_basis import basis_now
from registry.models import Draft, Role
from tests.decision_support.test_physiotherapy import (
    EVERYDAY,
    FRACTURED,
    address,
    decide,
    opened_fields,
    override,
    text,
)
from tests.factories import DAY, a_department, a_patient, a_user, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def physio(client, ours):
    user = a_user(Role.PHYSIOTHERAPIST, ours, first_name="Frida", last_name="Fysio")
    client.force_login(user)
    return user


@pytest.fixture
def patient(ours, physio, client):
    """Everyday-active, decided."""
    patient = a_patient(ours)
    recorded(patient, **EVERYDAY)
    decide(client, patient)
    return patient


@pytest.fixture
def opened(client, patient):
    return lambda: opened_fields(client.get(address(patient, "programme-build")).context["form"])


def confirm(client, patient, sent):
    return client.post(address(patient, "programme-build"), sent)


def kept(patient):
    return {row["code"]: row for row in patient.training_programmes.first().exercises}


class TestBuilder:
    def test_it_opens_with_what_is_suggested(self, opened):
        ticked = {name for name in opened() if name.startswith("pick-")}
        assert {"pick-sit_to_stand", "pick-walk_brisk", "pick-tandem_walk", "pick-hip_hinge"} <= ticked
        assert "pick-squat" not in ticked
        assert (opened()["sit_to_stand-repetitions"], opened()["sit_to_stand-sets"]) == ("8", "1")

    def test_what_is_barred_is_not_offered_and_says_why(self, client, ours, physio):
        patient = a_patient(ours)
        recorded(patient, **{**FRACTURED, "falls_12m": 3})
        override(client, patient, "exercise_active_with_consideration")
        page = client.get(address(patient, "programme-build"))
        assert "pick-jump_small" not in page.context["form"].fields
        assert "It is a jump or a drop, and balance comes first." in text(page)
        assert "It has more impact than brisk walking, and impact is to be kept low." in text(page)

    def test_what_was_chosen_is_kept_with_what_it_rests_on(self, client, patient, physio, opened):
        sent = opened() | {
            "pick-squat": "on",
            "squat-repetitions": "10",
            "squat-note": "Hold the bag of flour.",
        }
        del sent["pick-sit_to_stand"]
        assert confirm(client, patient, sent).status_code == 302
        programme = TrainingProgramme.objects.get()
        assert (programme.version, programme.confirmed_by, programme.confirmed_on) == (1, physio, DAY)
        assert programme.decision == FunctionalDecision.objects.get()
        assert programme.basis["programme"] == "everyday_active"
        assert programme.ruleset == programme.decision.ruleset
        assert kept(patient)["squat"] == {
            "code": "squat", "sets": 1, "repetitions": 10, "days_a_week": 2, "hold_s": None, "minutes": None,
            "load": "moderate", "note": "Hold the bag of flour.",
        }  # fmt: skip
        assert "sit_to_stand" not in kept(patient)
        assert "sit_to_stand" in {row["code"] for row in programme.suggested}
        event = LogEntry.objects.get(additional_data__event="training_programme.confirmed")
        assert (event.actor, event.additional_data["version"]) == (physio, 1)

    def test_a_new_programme_replaces_the_old_which_is_kept_as_it_was(self, client, patient, opened):
        confirm(client, patient, opened())
        sent = opened()
        assert sent["version"] == "1"
        confirm(client, patient, sent | {"sit_to_stand-repetitions": "12"})
        assert [row.version for row in patient.training_programmes.all()] == [2, 1]
        old = text(client.get(reverse("programme-version", args=[patient.key, 1])))
        assert "REPLACED: not to be handed out" in old
        assert "1 round of 8" in old
        assert client.get(reverse("programme-version", args=[patient.key, 9])).status_code == 404
        with pytest.raises(ValidationError):
            patient.training_programmes.first().save()

    def test_it_opens_with_the_programme_that_counts_or_with_the_suggestion(self, client, patient, opened):
        sent = opened()
        del sent["pick-sit_to_stand"]
        confirm(client, patient, sent)
        assert "pick-sit_to_stand" not in opened()
        anew = client.get(f"{address(patient, 'programme-build')}?suggestion").context["form"]
        assert "pick-sit_to_stand" in opened_fields(anew)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"sit_to_stand-repetitions": "13"}, "Allowed: 8 to 12"),
            ({"sit_to_stand-repetitions": ""}, "Give a number from 8 to 12."),
            ({"sit_to_stand-load": "above_85"}, "sit_to_stand"),
            ({"retest_on": "2026-11-22"}, "after today"),
            ({"retest_on": "2027-08-01"}, "within half a year"),
            ({"retest_on": "2026-12-20"}, "Say why the new test lies outside 8 to 12 weeks."),
        ],
    )
    def test_what_lies_outside_is_refused_and_what_was_typed_stays(
        self, client, patient, opened, changes, said
    ):
        response = confirm(client, patient, opened() | changes | {"remarks": "Stay with it."})
        assert response.status_code == 422
        assert said in text(response)
        assert "Stay with it." in text(response)
        assert not TrainingProgramme.objects.exists()

    def test_what_is_not_ticked_is_not_asked_about(self, client, patient, opened):
        assert confirm(client, patient, opened() | {"squat-repetitions": "99"}).status_code == 302

    def test_nothing_ticked_is_no_programme(self, client, patient, opened):
        sent = {name: value for name, value in opened().items() if not name.startswith("pick-")}
        response = confirm(client, patient, sent)
        assert response.status_code == 422
        assert "Choose at least one exercise." in text(response)

    def test_an_exercise_that_is_not_offered_is_not_kept(self, client, patient, opened):
        confirm(client, patient, opened() | {"pick-squat_heavy": "on", "squat_heavy-sets": "5"})
        assert "squat_heavy" not in kept(patient)

    def test_another_category_meanwhile_confirms_nothing_and_keeps_what_was_typed(
        self, client, patient, opened
    ):
        sent = opened() | {"remarks": "Stay with it."}
        override(client, patient, "function_limited")
        response = confirm(client, patient, sent)
        assert response.status_code == 409
        assert "changed after you opened the page" in text(response)
        assert "Stay with it." in text(response)
        assert not TrainingProgramme.objects.exists()

    def test_two_who_confirm_at_once_see_both_programmes(self, client, patient, opened):
        mine = opened() | {"sit_to_stand-repetitions": "12"}
        confirm(client, patient, opened())
        page = confirm(client, patient, mine)
        assert page.status_code == 409
        assert "1 round of 8" in text(page)
        assert "1 round of 12" in text(page)
        hidden = dict(page.context["hidden"]) | {"version": page.context["version"]}
        assert confirm(client, patient, hidden).status_code == 302
        assert kept(patient)["sit_to_stand"]["repetitions"] == 12

    def test_what_is_half_chosen_is_kept_for_its_owner_and_gone_when_confirmed(self, client, patient, opened):
        sent = opened() | {"remarks": "Half a sentence"}
        del sent["pick-sit_to_stand"]
        client.post(address(patient, "programme-draft"), sent)
        page = client.get(address(patient, "programme-build"))
        assert "What you had chosen on" in text(page)
        again = opened_fields(page.context["form"])
        assert (again["remarks"], "pick-sit_to_stand" in again) == ("Half a sentence", False)
        confirm(client, patient, again)
        assert not Draft.objects.exists()

    def test_the_page_takes_few_queries(self, client, patient, opened, django_assert_max_num_queries):
        confirm(client, patient, opened())
        with django_assert_max_num_queries(12):
            client.get(address(patient, "programme-build"))
        with django_assert_max_num_queries(12):
            client.get(address(patient, "programme"))

    @pytest.mark.parametrize("role", [Role.CLINICIAN, Role.COORDINATOR])
    def test_only_a_physiotherapist_builds(self, client, ours, patient, role):
        client.force_login(a_user(role, ours))
        assert client.get(address(patient, "programme-build")).status_code == 403
        assert client.post(address(patient, "programme-build")).status_code == 403


class TestAction:
    """What the form checks is checked again where it is written."""

    WITHIN = Dose(sets=1, repetitions=8, days_a_week=2, load=Load.BODY)

    def confirmed(self, patient, by, **changes):
        said = {"exercises": {"sit_to_stand": self.WITHIN}, "retest_on": DAY + timedelta(weeks=9)} | changes
        written = Written(notes={}, remarks="", **said)
        token = basis_now(patient, FunctionalDecision.objects.first(), DAY).token
        return confirm_programme(patient=patient, version=0, token=token, written=written, on=DAY, by=by)

    def test_it_takes_what_is_allowed(self, patient, physio):
        assert self.confirmed(patient, physio).exercises[0]["code"] == "sit_to_stand"

    @pytest.mark.parametrize(
        "changes",
        [
            {"exercises": {}},
            {"exercises": {"squat_heavy": Dose(sets=5, repetitions=5, days_a_week=2, load=Load.ABOVE_85)}},
            {"exercises": {"sit_to_stand": Dose(sets=9, repetitions=8, days_a_week=2, load=Load.BODY)}},
            {"exercises": {code: Dose(minutes=35, days_a_week=5) for code in ("walk_short", "walk_brisk")}},
            {"retest_on": DAY + timedelta(weeks=3)},
            {"retest_on": DAY},
        ],
        ids=["nothing", "barred", "too-much", "too-long", "no-reason", "today"],
    )
    def test_it_refuses_the_rest(self, patient, physio, changes):
        with pytest.raises(Refused):
            self.confirmed(patient, physio, **changes)
        assert not TrainingProgramme.objects.exists()

    def test_a_basis_that_is_gone_is_refused(self, patient, physio):
        recorded(patient, multiple_myeloma=True)
        with pytest.raises(BasisChanged):
            self.confirmed(patient, physio)


class TestRetest:
    def days(self, patient):
        standing = Standing.objects.get(patient=patient)
        return standing.retest_from, standing.retest_by

    def test_a_set_day_becomes_due_work_and_a_new_decision_begins_the_weeks_again(
        self, client, patient, opened, monkeypatch
    ):
        assert self.days(patient) == (date(2027, 1, 17), date(2027, 2, 14))
        confirm(client, patient, opened() | {"retest_on": "2027-02-01"})
        assert self.days(patient) == (date(2027, 2, 1), date(2027, 2, 14))
        for day, kind in [(31, []), (32, ["due"]), (45, ["due"]), (46, ["overdue"])]:
            on = date(2027, 1, 1) + timedelta(days=day - 1)
            monkeypatch.setattr(timezone, "localdate", lambda *_, on=on: on)
            rows = client.get(reverse("physiotherapy-list")).context["rows"]
            assert [row.asks_kind for row in rows] == kind
        recorded(patient, on=on, tug_s=9.0)
        override(client, patient, "function_limited")
        assert self.days(patient) == (on + timedelta(weeks=8), on + timedelta(weeks=12))

    def test_a_day_outside_the_weeks_is_kept_with_its_reason(self, client, patient, opened):
        sent = opened() | {"retest_on": "2026-12-20", "retest_reason": "Travels in January."}
        assert confirm(client, patient, sent).status_code == 302
        programme = TrainingProgramme.objects.get()
        assert (programme.retest_on, programme.retest_reason) == (date(2026, 12, 20), "Travels in January.")
        assert "Travels in January." in text(client.get(address(patient, "programme")))


def test_the_programme_of_another_department_is_not_there(client, physio):
    theirs = a_patient(a_department())
    for name in ("programme-build", "programme"):
        assert client.get(address(theirs, name)).status_code == 404
