"""Who patients are, diagnoses, operations and corrections, as an import stores them."""

from datetime import date, time

import pytest
from auditlog.models import LogEntry

from registry.encryption import keyed_hash
from registry.identity import number_hash
from registry.models import (
    Assessment,
    CorrectionAfterLock,
    Episode,
    Operation,
    Patient,
    PatientIdentity,
    PeriodLock,
    PossibleDuplicate,
)
from tests.factories import a_department, a_patient, a_user
from tests.registry.exchange.operated import INGA, JENS, KAREN, KAREN_LATER, codes, found, store

pytestmark = pytest.mark.django_db
ALL = KAREN, KAREN_LATER, JENS, INGA


@pytest.fixture
def ward():
    return a_department("ward")


def test_the_shipped_example_is_stored_as_a_registration_by_hand_would(ward):
    told = found(*ALL, department=ward).summary
    assert (told.rows_new, told.more) == (
        4,
        {"identity": 3, "diagnosis": 3, "operation": 3, "background": 3, "ends": 1},
    )
    outcome = store(*ALL, department=ward, by=a_user())
    assert (outcome.patients, outcome.rows_stored) == (3, 4)
    assert outcome.more == {"identity": 3, "diagnosis": 3, "operation": 3, "background": 3, "ends": 1}
    karen = Patient.objects.get(sex="female", identity__family_name_hash=keyed_hash("Testesen"))
    assert (karen.source_id, karen.identity.full_name) == ("", "Karen Testesen")
    assert (karen.identity.number, karen.identity.birth_date) == ("0102481234", date(1948, 2, 1))
    by_hand = a_patient(a_department(), number_kind="cpr", number="010248-1242", birth_date=date(1948, 2, 1))
    assert karen.identity.birth_date_hash == by_hand.identity.birth_date_hash
    (episode,) = karen.episodes.all()
    assert (episode.diagnosis, episode.kind, episode.care) == ("stenosis", "other", "operated")
    assert episode.index_date == date(2025, 3, 10)
    (operation,) = episode.operations.all()
    assert (operation.levels, operation.complications_during) == (["L3", "L4", "L5"], [])
    assert [one.kind for one in episode.procedures.all()] == ["decompression"]
    assert (karen.identity.email, operation.started_at) == ("karen@example.org", time(8, 15))
    (before,) = episode.backgrounds.all()
    assert (before.timepoint, before.observed_on, before.leg_pain) == (
        "baseline",
        date(2025, 3, 1),
        "12_to_24",
    )
    assert (before.smokes, before.bmi, before.sick_leave_days) == (False, 27.4, None)
    assert Operation.objects.get(episode__diagnosis="spondylolisthesis").complications_during is None
    for model in (karen.identity, episode, operation, before, *episode.procedures.all()):
        model.full_clean()
    again = store(*ALL, department=ward)
    assert (again.rows_stored, again.rows_already_stored) == (0, 4)


def test_no_number_name_or_birth_date_is_left_in_the_open(ward):
    store(*ALL, department=ward)
    told = str(list(LogEntry.objects.values_list("changes", "additional_data", "object_repr")))
    for secret in (
        "0102481234",
        "010248",
        "Testesen",
        "karen@example.org",
        "1948-02-01",
        number_hash("cpr", "0102481234"),
    ):
        assert secret not in told
    assert not Patient.objects.exclude(source_id="").exists()


def test_a_person_of_the_department_is_found_by_the_number_and_not_made_twice(ward):
    known = a_patient(
        ward,
        number_kind="cpr",
        number="010248-1234",
        birth_date=date(1948, 2, 1),
        given_name="Karen",
        family_name="Testesen",
    )
    outcome = store(KAREN, department=ward)
    assert (outcome.patients, Patient.objects.count()) == (0, 1)
    assert set(Assessment.objects.values_list("patient", flat=True)) == {known.pk}
    assert known.episodes.get().operations.count() == 1


def test_a_person_of_another_department_is_refused_and_nothing_is_told_of_them(ward):
    a_patient(number_kind="cpr", number="010248-1234", birth_date=date(1948, 2, 1), family_name="Fremmed")
    checked = found(KAREN, department=ward)
    (refused,) = [one for one in checked.problems if one.is_refused]
    assert (refused.code, refused.value, refused.params) == ("number_elsewhere", "•••", {})
    assert store(KAREN, department=ward).rows_stored == 0


def test_a_number_that_meets_another_person_is_refused(ward):
    known = {"number_kind": "cpr", "number": "010248-1234", "birth_date": date(1948, 2, 1)}
    patient = a_patient(ward, **known, given_name="Karen", family_name="Andersen")
    assert codes(found(KAREN, department=ward)) == ["other_name"]  # asked about: people change names
    assert codes(found(KAREN | {"SEX": "1"}, department=ward)) == ["other_name", "other_sex"]
    PatientIdentity.objects.filter(patient=patient).update(birth_date_hash="another")
    assert codes(found(KAREN, department=ward)) == ["other_birth_date"]


def test_id_and_number_have_to_be_of_one_patient(ward):
    both = {"patient": {"id": "ID", "identity": {"kind": "cpr", "number": "CPR"}}}
    store(KAREN | {"ID": "1"}, JENS | {"ID": "2"}, department=ward, **both)
    assert set(Patient.objects.values_list("source_id", flat=True)) == {"1", "2"}
    assert codes(found(KAREN | {"ID": "2"}, department=ward, **both))[0] == "two_people"
    assert codes(found(INGA | {"ID": "2"}, department=ward, **both))[0] == "other_number"


def test_a_patient_known_by_an_id_gets_a_number_from_a_later_file(ward):
    ids = {"patient": {"id": "ID"}}
    store(KAREN | {"ID": "1"}, department=ward, **ids)
    both = {"patient": {"id": "ID", "identity": {"kind": "cpr", "number": "CPR"}}}
    outcome = store(KAREN | {"ID": "1"}, department=ward, **both)
    assert (outcome.patients, outcome.more) == (0, {"identity": 1})
    assert Patient.objects.get().identity.number == "0102481234"


def test_who_may_be_one_person_is_noted_as_at_registration(ward):
    a_patient(ward, given_name="Karen", family_name="Testesen", birth_date=date(1948, 2, 1))
    store(KAREN, department=ward)
    assert PossibleDuplicate.objects.count() == 1


def test_an_operation_by_hand_after_onset_is_held_against_the_episode_that_stands(ward):
    onset = {"kind": "other", "onset_on": date(2025, 1, 1)}
    told = {"episode": onset | {"diagnosis": {"column": "DIAGNOSIS", "codes": {"DM480": "stenosis"}}}}
    store(KAREN | {"OPERATED": "", "PROCEDURE": ""}, department=ward, **told)
    Episode.objects.update(onset_on=date(2025, 2, 1), index_date=date(2025, 2, 1))
    early = KAREN | {"OPERATED": "15-01-2025"}
    assert "impossible_date" in codes(found(early, department=ward, **told))
    store(KAREN, department=ward, **told)
    episode = Episode.objects.get()
    assert (episode.care, episode.index_date, episode.version) == ("operated", date(2025, 3, 10), 3)


CHANGED = KAREN | {"VAS_BACK": "55", "VAS_LEG": "", "LEVELS": "L4-L5", "DIAGNOSIS": "M51.1"}


def test_what_is_stored_otherwise_is_corrected_and_its_history_stays(ward):
    by = a_user()
    store(*ALL, department=ward)
    whole = found(CHANGED, KAREN_LATER | {"LEVELS": "L4-L5", "DIAGNOSIS": "M51.1"}, department=ward)
    assert whole.summary.corrected == {"vas_back": 1, "diagnosis": 1, "operation": 1}  # once an episode
    checked = found(CHANGED, department=ward)
    assert (checked.summary.rows_new, checked.summary.rows_corrected) == (0, 1)
    assert checked.summary.corrected == {"vas_back": 1, "diagnosis": 1, "operation": 1}
    outcome = store(CHANGED, department=ward, by=by)
    assert (outcome.rows_stored, outcome.rows_corrected, outcome.rows_already_stored) == (0, 1, 0)
    episode = Patient.objects.get(
        sex="female", identity__family_name_hash=keyed_hash("Testesen")
    ).episodes.get()
    answers = episode.assessments.filter(timepoint="baseline")
    assert {one.instrument: one.score for one in answers} == {"vas_back": 55, "vas_leg": 71}  # blank stays
    assert (episode.diagnosis, episode.operations.get().levels) == ("disc_herniation", ["L4", "L5"])
    entry = LogEntry.objects.get_for_object(answers.get(instrument="vas_back")).first()
    assert (entry.actor, entry.changes["score"]) == (by, ["62.0", "55.0"])
    assert store(CHANGED, department=ward).rows_corrected == 0


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("refuse", {"other_answers", "value_otherwise"}),
        ("keep", {"stored_kept", "value_kept"}),
        ("update", {"answers_corrected", "value_corrected"}),
    ],
)
def test_each_rule_says_what_becomes_of_what_is_stored_otherwise(ward, rule, expected):
    store(*ALL, department=ward)
    checked = found(CHANGED, department=ward, duplicates={"stored": rule})
    assert set(codes(checked)) == expected
    store(CHANGED, department=ward, duplicates={"stored": rule})
    corrected = Assessment.objects.filter(instrument="vas_back", score=55).exists()
    assert corrected == (rule == "update")


def test_a_locked_year_is_corrected_by_no_file(ward):
    store(*ALL, department=ward)
    by = a_user()
    PeriodLock.objects.create(
        department=ward, year=2025, signed_off_by=by, locked_by=by, locked_on=date(2026, 4, 1)
    )
    assert codes(found(*ALL, department=ward)) == []  # nothing would change
    assert "locked_year" in codes(found(CHANGED, department=ward))
    later = KAREN_LATER | {"LEVELS": "L4-L5"}  # the follow-up goes on, the operation is of the year
    assert "locked_year" in codes(found(later, department=ward))
    assert "locked_year" not in codes(found(KAREN_LATER | {"VAS_BACK": "30"}, department=ward))
    store(CHANGED, department=ward)
    assert not Assessment.objects.filter(instrument="vas_back", score=55).exists()
    assert not CorrectionAfterLock.objects.exists()


def test_a_second_operation_moves_the_index_date_and_ends_the_chase_of_the_earlier_episode(ward):
    store(KAREN, department=ward)
    again = KAREN | {"OPERATED": "01-09-2025", "ANSWERED": "01-09-2025"}
    outcome = store(again, department=ward)
    assert (outcome.patients, outcome.more) == (0, {"diagnosis": 1, "operation": 1, "background": 1})
    first, second = Episode.objects.order_by("index_date")
    assert (first.reoperated_on, second.index_date) == (date(2025, 9, 1), date(2025, 9, 1))
