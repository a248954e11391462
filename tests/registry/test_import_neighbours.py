"""An import beside what else happens to patients: merged records, a death, a locked year."""

from datetime import date

import pytest
from django.utils import timezone

from registry.models import Assessment, Patient, PeriodLock
from tests.factories import a_department, a_user
from tests.registry.exchange.made_files import blank
from tests.registry.test_imports import checked, store

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_answers_under_the_id_of_a_merged_record_go_to_the_one_that_stands():
    store({}, {"id": "2", **blank("mo", "sc", "ua", "pd", "ad")})
    stands, merged = Patient.objects.get(source_id="1"), Patient.objects.get(source_id="2")
    merged.assessments.all().delete()
    merged.episodes.all().delete()
    Patient.objects.filter(pk=merged.pk).update(merged_into=stands)
    outcome = store({"id": "2"})
    assert (outcome.patients, outcome.rows_stored) == (0, 0)  # the same answers stand in the record already
    assert set(Assessment.objects.values_list("patient", flat=True)) == {stands.pk}


def test_an_answer_after_the_death_is_refused():
    store()
    Patient.objects.update(died_on=date(2026, 3, 2))
    later = checked({"o1": "3"}, timepoint="y1", observed_on=date(2026, 6, 1))
    assert [problem.code for problem in later.problems] == ["after_death"]


def test_a_row_of_a_locked_year_is_refused_unless_it_changes_nothing():
    department, by = a_department("made-up-study"), a_user()
    store()
    PeriodLock.objects.create(
        department=department, year=2026, signed_off_by=by, locked_by=by, locked_on=timezone.localdate()
    )
    assert checked().problems == []
    assert [problem.code for problem in checked({"id": "2"}).problems] == ["locked_year"]
