"""Queries about the data: by rule and by person, answered, closed by themselves, and what is missing beside them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from registry.actions import (
    Answered,
    close_query,
    correct_assessment,
    edit_patient,
    raise_query,
    record_assessment,
)
from registry.actions.dates import record_confirmation
from registry.dated import Confirmed
from registry.instruments import INSTRUMENTS
from registry.models import Background, DataQuery, Role
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db
ITEMS = [item.code for item in INSTRUMENTS["odi"].items]


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def user(client, ours):
    user = a_user(Role.COORDINATOR, ours)
    client.force_login(user)
    return user


@pytest.fixture
def patient(ours):
    return a_patient(ours, sex="")


def text(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def half_answered(patient):
    episode = an_episode(patient, onset_on=timezone.localdate() - timedelta(days=30))
    odi = Answered("odi", dict.fromkeys(ITEMS[:5], 1))
    return record_assessment(
        episode=episode, answered=odi, timepoint="baseline", observed_on=episode.onset_on, by=None
    )


def test_rules_ask_once_and_each_query_closes_by_itself_when_the_data_come(patient, capsys):
    assessment = half_answered(patient)
    for _run in range(2):
        call_command("raise_queries")
    assert capsys.readouterr().out == "3 queries raised.\n0 queries raised.\n"
    waiting = set(DataQuery.objects.filter(state="open").values_list("rule", flat=True))
    assert waiting == {"sex-missing", "diagnosis-missing", "not-scorable"}
    full = Answered("odi", dict.fromkeys(ITEMS, 2))
    correct_assessment(
        assessment=assessment, version=1, answered=full, observed_on=assessment.observed_on, by=None
    )
    patient.refresh_from_db()
    edit_patient(patient=patient, version=patient.version, person=a_person(sex="female"), by=None)
    closed = DataQuery.objects.filter(state="closed", outcome="data", closed_by=None)
    assert set(closed.values_list("rule", flat=True)) == {"sex-missing", "not-scorable"}
    assert LogEntry.objects.filter(additional_data__event="query.closed").count() == 2


@pytest.mark.parametrize("outcome", ["not_available", "stands", "withdrawn"])
def test_what_a_person_closed_is_not_asked_again_until_something_else_is_missing(
    client, user, patient, outcome, capsys
):
    an_episode(patient, onset_on=timezone.localdate() - timedelta(days=30))
    call_command("raise_queries")
    for query in DataQuery.objects.all():
        close = reverse("query-close", args=[patient.key, query.pk])
        client.post(close, {"version": query.version, "outcome": outcome})
    call_command("raise_queries")
    assert capsys.readouterr().out == "2 queries raised.\n0 queries raised.\n"
    half_answered(patient)  # another episode: its diagnosis and its answers are other questions
    call_command("raise_queries")
    assert capsys.readouterr().out == "2 queries raised.\n"
    assert not DataQuery.objects.filter(state="open", rule="sex-missing").exists()


def test_what_is_unlikely_is_asked_once_wherever_it_came_from_and_not_where_it_was_confirmed(
    client, user, ours, capsys
):
    patient = a_patient(ours, sex="female")
    onset = timezone.localdate() - timedelta(days=300)
    episode = an_episode(patient, onset_on=onset, diagnosis="fracture_lumbar_osteoporotic")
    kept = Background.objects.create(episode=episode, timepoint="baseline", observed_on=onset, bmi=52)
    for timepoint, answer, days in (("baseline", 5, 0), ("w6", 1, 42)):  # ODI 100, then 20
        odi = Answered("odi", dict.fromkeys(ITEMS, answer))
        day = onset + timedelta(days=days)
        record_assessment(episode=episode, answered=odi, timepoint=timepoint, observed_on=day, by=None)
    call_command("raise_queries")
    call_command("raise_queries")
    assert capsys.readouterr().out == "2 queries raised.\n0 queries raised.\n"
    bmi, change = DataQuery.objects.order_by("subject")[::-1]
    assert (bmi.rule, bmi.subject, bmi.found) == ("bmi-unlikely", "background.baseline.bmi", "52")
    assert (change.rule, change.subject, change.found) == ("odi-change-rare", "assessment.w6.odi", "20")
    shown = text(client.get(reverse("patient-data", args=[patient.key])))
    assert "A BMI of … is outside 15 to 50." in shown
    assert "BMI, Baseline" in shown
    close_query(query=bmi, version=bmi.version, outcome="stands", by=user)
    call_command("raise_queries")
    kept.bmi = 53  # another value is another question
    kept.save()
    call_command("raise_queries")
    assert capsys.readouterr().out == "0 queries raised.\n1 queries raised.\n"
    DataQuery.objects.filter(rule="bmi-unlikely").delete()
    record_confirmation(patient, Confirmed(("bmi-unlikely",), "record"), by=user)
    call_command("raise_queries")
    assert capsys.readouterr().out == "0 queries raised.\n"


def test_a_person_asks_about_a_value_and_it_closes_when_the_value_is_another(client, user, patient):
    assessment = half_answered(patient)
    full = Answered("odi", dict.fromkeys(ITEMS, 5))
    stored = correct_assessment(
        assessment=assessment, version=1, answered=full, observed_on=assessment.observed_on, by=None
    )
    about = f"{assessment.episode_id}:assessment.baseline.odi"
    page = reverse("patient-data", args=[patient.key])
    asked = client.post(page, {"about": about, "question": "Is it 100?", "task": "clinician"}, follow=True)
    assert "Found: 100." in text(asked)
    same = correct_assessment(
        assessment=stored, version=2, answered=full, observed_on=assessment.observed_on, by=None
    )
    assert DataQuery.objects.get().state == "open"
    other = Answered("odi", dict.fromkeys(ITEMS, 1))
    correct_assessment(
        assessment=same, version=3, answered=other, observed_on=assessment.observed_on, by=None
    )
    assert DataQuery.objects.get().outcome == "data"
    assert client.post(page, {"question": "", "task": "clinician"}).status_code == 422


def test_a_query_is_answered_and_closed_and_two_people_meet(client, user, patient):
    query = raise_query(patient=patient, question="Which side?", task="clinician", by=user)
    answer, close = (reverse(f"query-{act}", args=[patient.key, query.pk]) for act in ("answer", "close"))
    said = text(client.post(answer, {"version": 1, "answer": "Left, by the record"}, follow=True))
    assert "Left, by the record" in said
    assert "Somebody changed this query meanwhile" in text(
        client.post(close, {"version": 1, "outcome": "stands"}, follow=True)
    )
    client.post(close, {"version": 2, "outcome": "stands"})
    query.refresh_from_db()
    assert (query.state, query.outcome, query.closed_by) == ("closed", "stands", user)
    assert "closed already" in text(client.post(answer, {"version": 3, "answer": "again"}, follow=True))


def test_the_list_is_of_one_s_own_departments_and_narrows(client, user, patient):
    mine = raise_query(patient=patient, question="Mine?", task="clinician", by=user)
    raise_query(patient=a_patient(a_department()), question="Theirs?", task="clinician", by=user)
    an_episode(patient, onset_on=timezone.localdate())
    call_command("raise_queries")
    page = reverse("query-list")

    def listed(**chosen):
        return [row.pk for row in client.get(page, chosen).context["rows"]]

    assert len(listed()) == 3
    assert listed(raised="person") == listed(task="clinician", raised="person") == [mine.pk]
    assert listed(state="closed") == []
    assert listed(task="physiotherapist") == []


def test_a_confirmed_unlikely_value_is_kept_with_its_reason_and_shown(client, ours, patient):
    client.force_login(a_user(Role.CLINICIAN, ours))
    episode = an_episode(patient)
    page = reverse("background", args=[patient.key, episode.pk, "baseline"])
    typed = {"version": "1", "observed_on": "2026-10-12", "bmi": "52", "dates_asked": ""}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "A BMI of 52 is outside 15 to 50." in text(refused)
    assert client.post(page, typed | {"bmi": "90"}).status_code == 422
    confirmed = client.post(page, typed | {"dates_asked": "bmi-unlikely", "dates_confirmed": "record"})
    assert confirmed.status_code == 302
    assert Background.objects.get().bmi == 52
    shown = text(client.get(reverse("patient-data", args=[patient.key])))
    assert "A BMI of … is outside 15 to 50." in shown
    assert "It stands so in the hospital record" in shown


def test_the_patient_s_page_says_what_is_missing_and_costs_little(
    client, user, patient, django_assert_max_num_queries
):
    an_episode(patient, onset_on=timezone.localdate() - timedelta(days=366))
    an_episode(patient, onset_on=timezone.localdate() - timedelta(days=800), kind="other")
    with django_assert_max_num_queries(12):
        said = text(client.get(reverse("patient-data", args=[patient.key])))
    assert "1 year: An invitation: nobody has asked the patient yet" in said
    assert "Baseline: Answers" in said
    assert "A timed test of function" in said
