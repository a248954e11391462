"""The facts of many patients at once are those of each alone."""

from datetime import date, timedelta

import pytest

from decision_support.demo.department import load
from guidelines.adapters import facts_for, facts_of_many
from guidelines.pathway.facts import FactError
from registry.actions import record_procedure
from registry.models import Patient
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded
from tests.histories import a_history, answer

pytestmark = pytest.mark.django_db


def alone(patient, on):
    try:
        return facts_for(Patient.objects.get(pk=patient.pk), on)
    except FactError:
        return None


def everybody():
    return list(Patient.objects.select_related("identity").order_by("pk"))


def a_difficult_registry():
    """Records cleared, retracted, stale, refused and contradicting; months; scores without a score; no age at all."""
    a_history(a_patient(), DAY, a_user())
    cleared, refused, stale, months, cement = (a_patient() for _ in range(5))
    recorded(cleared, DAY - timedelta(days=5), frail=True, fever=True)
    recorded(cleared, frail=None)
    recorded(refused, t_score=-20.0, pain_locations=["lumbar"], made_up_fact=True)
    refused.clinical_records.filter(name="pain_locations").update(retracted_at="2026-11-11T00:00Z")
    recorded(stale, DAY - timedelta(days=60), infection_status="none", cancer_history=True)
    recorded(stale, DAY - timedelta(days=1), metastasis_excluded=True, tug_s=12.5)
    recorded(stale, metastasis_confirmed=True, tug_unable=True)
    recorded(months, vertebral_fracture="suspected", pain_started_on="2026-09", cement_on="2026-01")
    an_episode(months, onset_on=date(2026, 8, 1), onset_precision="month")
    an_episode(months, onset_on=date(2025, 8, 1))
    episode = an_episode(cement)
    answer(episode, "vas_rest", 70, DAY - timedelta(days=3))
    record_procedure(episode=episode, version=1, kind="kyphoplasty", performed_on=date(2026, 11, 1), by=None)
    Patient.objects.create(department=a_department(), registered_on=DAY)
    Patient.objects.create(department=a_department(), registered_on=DAY, age_given_years=70, age_given_on=DAY)


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 10, 30, 400])
def test_a_difficult_registry_gives_the_same_facts(days):
    a_difficult_registry()
    on = DAY - timedelta(days=days)
    patients = everybody()
    assert list(facts_of_many(patients, on)) == [alone(patient, on) for patient in patients]


@pytest.mark.slow
def test_the_made_up_department_gives_the_same_facts():
    load(DAY)
    patients = everybody()
    assert len(patients) > 20
    assert list(facts_of_many(patients, DAY)) == [alone(patient, DAY) for patient in patients]


def test_as_many_queries_for_many_as_for_few(django_assert_num_queries):
    a_difficult_registry()
    patients = everybody()
    with django_assert_num_queries(4):
        assert sum(facts is not None for facts in facts_of_many(patients, DAY)) == len(patients) - 1
