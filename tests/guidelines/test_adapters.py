"""Records become facts: the day decides ages, weeks, what is latest and what is too old."""

from datetime import date, timedelta

import pytest

from guidelines.adapters import age_on, fact_sheet, facts_for
from guidelines.freshness import LIMITS, is_stale
from guidelines.pathway.facts import FACTS, FactError
from registry.actions import record_procedure
from registry.models import Assessment, Patient
from tests.factories import DAY, a_department, a_patient, an_episode, recorded

pytestmark = pytest.mark.django_db


def test_age_is_counted_to_the_day():
    patient = a_patient(birth_date=date(1948, 11, 22))
    assert facts_for(patient, on=date(2026, 11, 21)).age_years == 77
    assert facts_for(patient, on=date(2026, 11, 22)).age_years == 78


def test_an_age_given_in_a_file_grows_with_the_years():
    patient = Patient.objects.create(
        department=a_department(), registered_on=DAY, age_given_years=70, age_given_on=date(2024, 1, 1)
    )
    assert age_on(patient, date(2025, 12, 31)) == 71
    assert age_on(patient, date(2023, 6, 1)) == 70


def test_without_any_age_the_pathway_cannot_be_asked():
    patient = Patient.objects.create(department=a_department(), registered_on=DAY)
    with pytest.raises(FactError, match="age_years"):
        facts_for(patient, on=DAY)


def test_nothing_recorded_is_nothing_known():
    facts = facts_for(a_patient(), on=DAY)
    assert facts.model_dump(exclude_none=True) == {"index_date": DAY, "age_years": 78, "sex": "female"}


def test_the_latest_value_on_or_before_the_day_counts():
    patient = a_patient()
    recorded(patient, on=date(2026, 11, 1), frail=True)
    recorded(patient, on=date(2026, 11, 10), frail=False)
    recorded(patient, on=date(2026, 11, 23), frail=True)
    assert facts_for(patient, on=date(2026, 11, 9)).frail is True
    assert facts_for(patient, on=DAY).frail is False


def test_a_cleared_fact_is_not_recorded_and_what_stood_before_is_kept():
    patient = a_patient()
    recorded(patient, on=date(2026, 11, 1), frail=True)
    recorded(patient, on=date(2026, 11, 10), frail=None)
    assert facts_for(patient, on=DAY).frail is None
    assert patient.clinical_records.count() == 2


def test_a_retracted_record_is_passed_over():
    patient = a_patient()
    recorded(patient, on=date(2026, 11, 1), frail=False)
    recorded(patient, on=date(2026, 11, 10), frail=True)
    patient.clinical_records.filter(value=True).update(retracted_at="2026-11-11T00:00Z")
    assert facts_for(patient, on=DAY).frail is False


@pytest.mark.parametrize("days", [13, 14, 15])
def test_a_negative_alarm_answer_grows_old_after_fourteen_days(days):
    patient = a_patient()
    recorded(patient, on=DAY - timedelta(days=days), fever=False)
    sheet = fact_sheet(patient, on=DAY)
    assert sheet.facts.fever is (None if days > 14 else False)
    assert [stale.fact for stale in sheet.stale] == (["fever"] if days > 14 else [])


def test_an_alarm_sign_that_is_present_never_grows_old():
    patient = a_patient()
    recorded(patient, on=date(2025, 1, 1), fever=True, infection_status="suspected", cancer_history=True)
    facts = facts_for(patient, on=DAY)
    assert (facts.fever, facts.infection_status, facts.cancer_history) == (True, "suspected", True)


def test_every_freshness_limit_names_a_fact():
    assert set(LIMITS) <= set(FACTS)


def test_a_fact_without_a_limit_never_grows_old():
    assert not is_stale("vertebral_fracture", "confirmed", date(1990, 1, 1), DAY)


def test_weeks_are_counted_from_the_recorded_day():
    patient = a_patient()
    recorded(patient, pain_started_on="2026-11-08")
    assert facts_for(patient, on=DAY).pain_weeks == 2.0


def test_a_month_gives_the_middle_and_both_ends():
    patient = a_patient()
    recorded(patient, on=date(2026, 10, 1), pain_started_on="2026-09")
    sheet = fact_sheet(patient, on=date(2026, 10, 31))
    least, most = (31 / 7, 60 / 7)  # 30 September and 1 September
    assert sheet.month_only == {"pain_weeks": (least, most)}
    assert sheet.facts.pain_weeks == pytest.approx((least + most) / 2)


def test_a_month_that_is_still_running_ends_today():
    patient = a_patient()
    recorded(patient, pain_started_on="2026-11")
    assert fact_sheet(patient, on=DAY).month_only == {"pain_weeks": (0.0, 3.0)}


def test_a_day_still_to_come_is_not_known_yet():
    patient = a_patient()
    recorded(patient, pain_started_on="2026-12-01")
    assert facts_for(patient, on=DAY).pain_weeks is None


def test_the_episode_dates_a_fracture_that_is_recorded_and_no_other():
    patient = an_episode(onset_on=date(2026, 11, 8)).patient
    assert facts_for(patient, on=DAY).vertebral_fracture_weeks is None
    recorded(patient, vertebral_fracture="confirmed")
    assert facts_for(patient, on=DAY).vertebral_fracture_weeks == 2.0
    recorded(patient, vertebral_fracture_on="2026-11-15")
    assert facts_for(patient, on=DAY).vertebral_fracture_weeks == 1.0


def test_cement_counts_from_our_procedure():
    episode = an_episode(onset_on=date(2026, 10, 1))
    record_procedure(
        episode=episode, version=1, kind="vertebroplasty", performed_on=date(2026, 11, 1), by=None
    )
    assert facts_for(episode.patient, on=DAY).cement_weeks == 3.0


def test_a_pain_score_typed_for_the_registry_is_the_fact_the_pathway_reads():
    episode = an_episode()
    Assessment.objects.create(
        patient=episode.patient, episode=episode, instrument="vas_rest", timepoint="visit", observed_on=DAY,
        responses={"vas": 0}, score=0.0, scoring_rule="vas",
    )  # fmt: skip
    facts = facts_for(episode.patient, on=DAY)
    assert (facts.pain_rest_vas, facts.pain_activity_vas) == (0.0, None)


def test_of_two_facts_that_exclude_each_other_the_later_stands():
    patient = a_patient()
    recorded(patient, on=date(2026, 11, 1), tug_s=14.0)
    recorded(patient, on=date(2026, 11, 10), tug_unable=True)
    facts = facts_for(patient, on=DAY)
    assert (facts.tug_s, facts.tug_unable) == (None, True)


def test_a_record_the_contract_no_longer_allows_is_left_out_and_named():
    patient = a_patient()
    recorded(patient, frail="perhaps", fever=False)
    sheet = fact_sheet(patient, on=DAY)
    assert (sheet.facts.frail, sheet.facts.fever) == (None, False)
    assert [error.fact for error in sheet.refused] == ["frail"]
