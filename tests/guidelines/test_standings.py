"""Where a patient stands is written beside the patient, when something changes and each night."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command

from guidelines.actions import refresh_standing, see_worse
from guidelines.models import Standing
from registry.actions import Answered, record_assessment
from registry.models import Patient
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db

NO_ALARMS = {
    "neuro_deficit": False,
    "bladder_bowel_new": False,
    "cancer_history": False,
    "fever": False,
    "infection_status": "none",
}


@pytest.mark.parametrize(
    ("facts", "alarm"),
    [
        ({}, "open"),
        ({**NO_ALARMS, "fever": None}, "open"),
        (NO_ALARMS, "clear"),
        ({**NO_ALARMS, "fever": True}, "present"),
        ({"fever": True}, "present"),  # one that is present is not hidden by those that are open
        ({**NO_ALARMS, "cancer_history": True, "back_pain_new": False}, "clear"),  # noted, raises nothing
    ],
)
def test_the_alarm_state_is_present_before_open_before_clear(facts, alarm):
    patient = a_patient()
    recorded(patient, **facts)
    assert refresh_standing(patient, DAY).alarm == alarm


def test_the_verdict_of_each_action_is_kept():
    patient = a_patient()
    recorded(patient, vertebral_fracture="confirmed", tramadol="contraindicated")
    verdicts = refresh_standing(patient, DAY).verdicts
    assert verdicts["drug.tramadol"] == "contraindicated"
    assert verdicts["drug.paracetamol"] == "recommend"
    assert "refer.rheumatology" not in verdicts


def test_a_patient_has_one_standing_however_often_it_is_refreshed():
    patient = a_patient()
    first, second = refresh_standing(patient, DAY), refresh_standing(patient, DAY + timedelta(days=1))
    assert first.pk == second.pk
    assert second.evaluated_on == DAY + timedelta(days=1)


def test_advice_has_changed_only_where_it_was_signed_and_is_another():
    patient = a_patient()
    recorded(patient, vertebral_fracture="confirmed")
    standing = refresh_standing(patient, DAY)
    assert not standing.advice_changed  # never signed
    standing.signed_verdicts = standing.verdicts
    standing.save()
    assert not refresh_standing(patient, DAY).advice_changed
    recorded(patient, paracetamol="contraindicated")
    assert refresh_standing(patient, DAY).advice_changed


def test_without_an_age_every_question_stays_open_and_nothing_is_advised():
    patient = Patient.objects.create(department=a_department(), registered_on=DAY)
    standing = refresh_standing(patient, DAY)
    assert (standing.alarm, standing.verdicts, standing.category_status) == ("open", {}, "")


def test_the_functional_category_s_status_and_the_day_it_was_decided_are_kept():
    patient = a_patient()
    recorded(patient, activity_level="everyday", tug_s=10.0)
    patient.functional_decisions.create(
        suggestion={}, facts={}, ruleset="2026.1", category="everyday_active", decided_on=date(2026, 11, 1),
        decided_by=a_user(),
    )  # fmt: skip
    standing = refresh_standing(patient, DAY)
    assert (standing.category_status, standing.category_confirmed_on) == ("suggested", date(2026, 11, 1))


def test_the_nightly_command_follows_the_weeks():
    patient = a_patient()
    recorded(patient, vertebral_fracture="confirmed", vertebral_fracture_on="2026-11-08")
    refresh_standing(patient, DAY)
    call_command("refresh_standings", on=DAY + timedelta(weeks=10), verbosity=0)
    standing = Standing.objects.get(patient=patient)
    assert "rest.flat_intervals" not in standing.verdicts  # the early phase is over
    assert standing.evaluated_on == DAY + timedelta(weeks=10)


def test_the_nightly_command_gives_every_living_patient_a_standing_and_keeps_what_was_signed(capsys):
    signed, fresh, dead = a_patient(), a_patient(), a_patient()
    Patient.objects.filter(pk=dead.pk).update(died_on=DAY)
    signed_then = {"signed_verdicts": {"goal.pain": "recommend"}, "evaluated_on": DAY}
    Standing.objects.create(patient=signed, department=signed.department, **signed_then)
    call_command("refresh_standings", on=DAY)
    assert "2 patients stand refreshed." in capsys.readouterr().out
    assert Standing.objects.get(patient=signed).signed_verdicts == {"goal.pain": "recommend"}
    assert Standing.objects.get(patient=signed).advice_changed
    assert Standing.objects.filter(patient=fresh).exists()
    assert not Standing.objects.filter(patient=dead).exists()


def test_a_standing_is_of_the_patient_s_department_and_each_refreshing_sets_it_right():
    patient, other = a_patient(), a_department("other")
    assert refresh_standing(patient, DAY).department == patient.department
    Patient.objects.filter(pk=patient.pk).update(department=other)
    call_command("refresh_standings", on=DAY, verbosity=0)
    assert Standing.objects.get(patient=patient).department == other


def test_a_score_that_is_worse_stands_until_somebody_looks_and_is_told_again_only_if_it_changes():
    patient, by = a_patient(), a_user()
    episode = an_episode(patient, onset_on=DAY - timedelta(days=60))

    def told(days: int, pain: int) -> list[float]:
        answered = Answered("vas_back", {"pain": pain})
        observed_on = DAY - timedelta(days=days)
        record_assessment(
            episode=episode, answered=answered, timepoint="visit", observed_on=observed_on, by=by
        )
        standing = refresh_standing(patient, DAY)
        assert standing.worse_on == (observed_on if standing.worse else None)
        return [one["now"][0] for one in standing.worse]

    assert told(50, 10) == []
    assert told(40, 90) == [90]
    see_worse(patient=patient, by=by)
    see_worse(patient=patient, by=by)
    assert LogEntry.objects.filter(additional_data__event="worse.seen").count() == 1
    assert told(30, 88) == []
    assert told(20, 100) == []  # 12 more than last time
    assert told(10, 60) == []
    assert told(5, 95) == [95]
    call_command("refresh_standings", on=DAY, verbosity=0)
    assert Standing.objects.get(patient=patient).worse_on == DAY - timedelta(days=5)
