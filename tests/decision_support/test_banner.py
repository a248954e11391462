"""Who this is never leaves the screen."""

from datetime import date

import pytest

from decision_support.banner import banner
from guidelines.models import Standing
from registry.models import Patient
from tests.factories import DAY, a_department, a_patient

pytestmark = pytest.mark.django_db


def test_the_id_is_masked_and_the_age_is_counted_to_the_day():
    patient = a_patient(given_name="Karen", family_name="Testesen", number="TEST-123456")
    shown = banner(patient, on=date(2026, 2, 1))
    assert (shown["name"], shown["age_years"]) == ("Karen Testesen", 78)
    assert shown["masked_id"] == "TEST-12••••"


def test_without_a_standing_the_alarm_questions_are_open():
    assert banner(a_patient(), on=DAY)["alarm"] == "open"


def test_the_standing_gives_the_alarm_state_unless_it_is_given():
    patient = a_patient()
    Standing.objects.create(patient=patient, department=patient.department, alarm="present", evaluated_on=DAY)
    assert banner(patient, on=DAY)["alarm"] == "present"
    assert banner(patient, on=DAY, alarm="clear")["alarm"] == "clear"


def test_an_imported_patient_is_known_by_the_id_in_its_file():
    patient = Patient.objects.create(department=a_department(), source_id="P-17", registered_on=DAY)
    assert banner(patient, on=DAY)["name"] == "P-17"
