"""What a file tells of deaths and of how patients were: stored as by hand, filled in, corrected, or refused."""

from datetime import date

import pytest
from auditlog.models import LogEntry

from registry.models import Background, Patient, PendingWave, PeriodLock
from tests.factories import a_department, a_user
from tests.registry.exchange.operated import INGA, JENS, KAREN, KAREN_LATER, codes, found, store

pytestmark = pytest.mark.django_db
DIED = {"DIED": "01-06-2025"}


@pytest.fixture
def ward():
    return a_department("ward")


def test_the_dead_of_a_file_are_not_asked_any_more(ward):
    outcome = store(KAREN | DIED, JENS, department=ward)
    dead, alive = Patient.objects.get(died_on=date(2025, 6, 1)), Patient.objects.get(died_on=None)
    assert outcome.more["ends"] == 1
    assert not PendingWave.objects.filter(episode__patient=dead).exists()
    assert PendingWave.objects.filter(episode__patient=alive).exists()


def test_a_death_that_a_later_file_tells_is_filled_in_and_ends_the_following(ward):
    store(KAREN, department=ward)
    patient = Patient.objects.get()
    assert PendingWave.objects.exists()
    outcome = store(KAREN | DIED, department=ward)
    assert (outcome.patients, outcome.rows_stored, outcome.more) == (0, 1, {"ends": 1})
    patient.refresh_from_db()
    assert (patient.died_on, patient.version) == (date(2025, 6, 1), 2)
    assert not PendingWave.objects.exists()
    assert store(KAREN | DIED, department=ward).rows_already_stored == 1
    assert codes(found(KAREN_LATER, department=ward)) == ["after_death"]


@pytest.mark.parametrize(
    ("rule", "code", "stands"),
    [
        ("refuse", "value_otherwise", ("2025-06-01", "over_24", 27.4)),
        ("keep", "value_kept", ("2025-06-01", "over_24", 27.4)),
        ("update", "value_corrected", ("2025-06-02", "under_3", 30.0)),
    ],
)
def test_another_death_or_background_than_is_stored_follows_the_rule_of_the_mapping(ward, rule, code, stands):
    by, rules = a_user(), {"duplicates": {"stored": rule}}
    store(KAREN | DIED, department=ward)
    other = KAREN | {"DIED": "02-06-2025", "BACK_MONTHS": "1", "BMI": "30", "WORK": "", "WALK": "1"}
    checked = found(other, department=ward, **rules)
    assert codes(checked) == [code] * 3
    told = {(one.column, one.value) for one in checked.problems if one.code == code}
    assert told == {("DIED", "2025-06-02"), ("BACK_MONTHS", "under_3"), ("BMI", "30.0")}
    outcome = store(other, department=ward, by=by, **rules)
    patient, background = Patient.objects.get(), Background.objects.get()
    assert (patient.died_on.isoformat(), background.back_pain, background.bmi) == stands
    assert background.work == "retired"  # a blank changes nothing
    if rule == "update":
        assert checked.summary.corrected == outcome.corrected == {"background": 1, "ends": 1}
        entry = LogEntry.objects.get_for_object(patient).first()
        assert (entry.actor, entry.changes["died_on"]) == (by, ["2025-06-01", "2025-06-02"])
        assert store(other, department=ward, **rules).rows_corrected == 0


def test_what_is_blank_of_a_background_is_filled_in_and_days_go_with_the_leave(ward):
    store(JENS | {"BMI": ""}, department=ward)
    assert found(JENS, department=ward).summary.more == {"background": 1}
    store(JENS, department=ward, by=a_user())
    background = Background.objects.get()
    assert (background.bmi, background.sick_leave_days) == (24.8, 21)
    store(JENS | {"WORK": "1", "LEAVE_DAYS": ""}, department=ward, by=a_user())
    background.refresh_from_db()
    assert (background.work, background.sick_leave_days) == ("working", None)


def test_a_locked_year_takes_neither_a_death_within_it_nor_a_background(ward):
    store(KAREN | {"BMI": ""}, department=ward)
    by = a_user()
    PeriodLock.objects.create(
        department=ward, year=2025, signed_off_by=by, locked_by=by, locked_on=date(2026, 4, 1)
    )
    assert codes(found(KAREN | {"BMI": ""} | DIED, department=ward)) == ["locked_year"]
    assert codes(found(KAREN, department=ward)) == ["locked_year"]
    news = KAREN | {"BMI": "", "DIED": "02-04-2026"}  # after the lock, which does not hold it
    assert codes(found(news, department=ward)) == []


def test_a_death_before_an_onset_that_is_stored_is_refused(ward):
    store(KAREN, department=ward)
    early = INGA | {"CPR": KAREN["CPR"], "FORENAME": "Karen", "SURNAME": "Testesen", "DIED": "01-01-2025"}
    early |= {"OPERATED": "02-12-2024", "ANSWERED": "01-12-2024"}
    assert "impossible_date" in codes(found(early, department=ward))
