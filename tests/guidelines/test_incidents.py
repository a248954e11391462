"""A report freezes what the advice was computed from and not whose it was; it can be replayed."""

import json
from dataclasses import replace

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.http import Http404

from guidelines import replay
from guidelines.actions import Reported, answer_incident, report_incident
from guidelines.advice import advice_for
from guidelines.models import IncidentReport, ThresholdOverride
from guidelines.pathway.building import is_true
from guidelines.pathway.engine import evaluate
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.replay import replayed
from guidelines.review_selectors import incident_report, incident_reports, rule_state
from registry.models import Role
from tests.factories import DAY, a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import FRACTURE

pytestmark = pytest.mark.django_db

GOAL = "goal.pain"


@pytest.fixture
def patient():
    patient = a_patient(given_name="Ragnhild", family_name="Østervang", number="TEST-4711")
    recorded(patient, **FRACTURE)
    return patient


@pytest.fixture
def clinician(patient):
    return a_user(Role.CLINICIAN, patient.department)


@pytest.fixture
def editor():
    return a_user(Role.EDITOR)


def reported(
    patient, by, text="It says so although the pain is gone", kind="wrong", severity="minor", about=GOAL
):
    said = Reported(about, kind, severity, text)
    return report_incident(patient=patient, advice=advice_for(patient, DAY), reported=said, by=by)


def test_the_inputs_are_frozen_and_nothing_says_whose_they_are(patient, clinician):
    report = reported(patient, clinician)
    assert report.facts["vertebral_fracture"] == "confirmed"
    assert report.answer["actions"][GOAL]["verdict"] == "recommend"
    assert set(report.thresholds) == set(CURRENT.thresholds.values)
    whole = json.dumps([report.facts, report.answer, report.thresholds], ensure_ascii=False)
    assert not any(part in whole for part in ("Ragnhild", "Østervang", "4711", "1948", str(patient.key)))
    related = {
        field.related_model.__name__ for field in IncidentReport._meta.get_fields() if field.many_to_one
    }
    assert related == {"Department", "User"}


@pytest.mark.parametrize("text", ["Østervang is free of pain", "see 010248-1234", "her id is TEST-4711"])
def test_a_text_that_says_who_the_patient_is_is_refused_and_nothing_is_kept(patient, clinician, text):
    with pytest.raises(ValidationError, match="Found “"):
        reported(patient, clinician, text)
    assert not IncidentReport.objects.exists()


def test_the_text_does_not_reach_the_audit_table(patient, clinician):
    reported(patient, clinician, "a telling text")
    entries = LogEntry.objects.filter(content_type__model="incidentreport")
    assert {entry.actor for entry in entries.filter(additional_data__event="incident.reported")} == {
        clinician
    }
    assert not any("a telling text" in f"{entry.changes} {entry.additional_data}" for entry in entries)


def test_whoever_reported_reads_the_answer_and_a_colleague_reads_nothing(patient, clinician, editor):
    report = reported(patient, clinician)
    answer_incident(report=report, state="closed", decision="rule_stands", answer="Read A68.", by=editor)
    assert incident_report(clinician, report.pk).latest == "closed"
    assert [step.answer for step in report.steps.all()] == ["Read A68."]
    with pytest.raises(Http404):
        incident_report(a_user(Role.CLINICIAN, patient.department), report.pk)


@pytest.mark.parametrize("said", [{}, {"decision": "rule_stands"}, {"answer": "Read A68."}])
def test_a_report_is_closed_with_a_decision_and_an_answer(patient, clinician, editor, said):
    with pytest.raises(ValidationError, match="closed with a decision and an answer"):
        answer_incident(report=reported(patient, clinician), state="closed", by=editor, **said)


def test_unsafe_ones_come_first_and_closed_ones_last(patient, clinician, editor):
    minor, closed = reported(patient, clinician), reported(patient, clinician, kind="unsafe")
    harmed, unsafe = (
        reported(patient, clinician, severity="harmed"),
        reported(patient, clinician, kind="unsafe"),
    )
    answer_incident(report=closed, state="closed", decision="rule_stands", answer="Said why.", by=editor)
    assert [report.pk for report in incident_reports(editor)] == [unsafe.pk, harmed.pk, minor.pk, closed.pk]


def test_open_reports_are_counted_on_the_rule_until_they_are_closed(patient, clinician, editor):
    unsafe, _minor = reported(patient, clinician, kind="unsafe"), reported(patient, clinician)
    state = rule_state(GOAL, DAY)
    assert (state.open_reports, state.unsafe_reports) == (2, 1)
    answer_incident(report=unsafe, state="closed", decision="rule_stands", answer="Said why.", by=editor)
    answer_incident(report=_minor, state="looking", by=editor)
    state = rule_state(GOAL, DAY)
    assert (state.open_reports, state.unsafe_reports) == (1, 0)


def test_replayed_by_the_same_rules_nothing_differs(patient, clinician):
    found = replayed(reported(patient, clinician))
    assert found.comparison.same
    assert found.refused == ""


def test_replayed_by_other_rules_the_difference_is_told(patient, clinician, monkeypatch):
    report = reported(patient, clinician)
    goal = replace(ACTIONS[GOAL], when=is_true("frail"))
    actions = tuple(goal if action.code == GOAL else action for action in CURRENT.actions)
    later = replace(CURRENT, version="2099.1", actions=actions)
    monkeypatch.setattr(replay, "evaluate", lambda facts, limits: evaluate(facts, limits, rules=later))
    (row,) = replayed(report).comparison.actions
    assert (row.then, row.now) == ("recommend", "not advised")


def test_it_is_replayed_with_the_thresholds_as_they_stood(patient, clinician):
    ThresholdOverride.objects.create(
        department=patient.department, name="severe_vas", value=60, valid_from=DAY, source="made up"
    )
    report = reported(patient, clinician)
    ThresholdOverride.objects.all().delete()
    assert replay.as_it_stood(report.thresholds)["severe_vas"] == 60
    assert replayed(report).answer.thresholds["severe_vas"] == 60


def test_facts_that_today_s_rules_do_not_take_are_told(patient, clinician):
    report = reported(patient, clinician)
    report.facts = {**report.facts, "a_fact_of_old": True}
    found = replayed(report)
    assert found.answer is None
    assert "a_fact_of_old" in found.refused


def test_a_report_may_be_about_the_advice_as_a_whole(clinician, patient):
    assert reported(patient, clinician, about="", kind="missing").about == ""


def test_an_editor_of_any_department_reads_every_report(patient, clinician):
    reported(patient, clinician)
    assert incident_reports(a_user(Role.EDITOR, a_department())).count() == 1
