"""Storing an import: all or nothing, nothing twice, one audit entry."""

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError

from registry.actions import imports
from registry.models import Assessment, Department, Episode, Patient, PeriodLock
from tests.factories import a_department, a_user
from tests.registry.exchange.made_files import MAPPING, blank, planned

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def store(*rows, department=None, by=None, **mapping):
    """What was stored of rows, each a dict of changes to ROW, with those left out that are refused."""
    return stored(checked(*rows, department=department, **mapping), department, by)


def checked(*rows, department=None, **mapping):
    return planned(
        *rows, department=department or Department.objects.filter(code="made-up-study").first(), **mapping
    )


def stored(found, department=None, by=None, leave_out_refused=True):
    order = imports.Order(found.mapping, found.stage, found.checked, TODAY, by, leave_out_refused)
    return imports.store_import(
        order, department=department, file="made_up.csv", rows_read=found.summary.rows_read
    )


def counts():
    return Patient.objects.count(), Episode.objects.count(), Assessment.objects.count()


def test_a_row_is_stored_as_patient_episode_and_assessments():
    outcome = store()
    assert (outcome.rows_stored, outcome.patients, dict(outcome.assessments)) == (
        1,
        1,
        {"odi": 1, "eq5d_3l": 1},
    )
    patient = Patient.objects.get()
    assert (patient.source_id, patient.sex, patient.age_given_years) == ("1", "female", 71)
    assert (patient.age_given_on, patient.registered_on) == (date(2026, 3, 1), TODAY)
    episode = patient.episodes.get()
    assert (episode.kind, episode.care, episode.onset_on) == ("other", "conservative", date(2026, 3, 1))
    for model in (patient, episode, *patient.assessments.all()):
        model.full_clean()


def test_an_assessment_keeps_its_responses_its_score_and_their_surnames():
    store()
    index = Assessment.objects.get(instrument="eq5d_3l")
    assert (index.score, index.value_set, index.scoring_rule) == (0.092, "nl_tto", "eq5d-3l-additive")
    assert index.responses == {
        "mobility": 2,
        "self_care": 2,
        "usual_activities": 2,
        "pain_discomfort": 3,
        "anxiety_depression": 2,
    }
    assert (index.timepoint, index.observed_on, index.origin) == ("baseline", date(2026, 3, 1), "import")
    odi = Assessment.objects.get(instrument="odi")
    assert (odi.score, odi.band, odi.responses["sex_life"]) == (40, "moderate", None)
    assert odi.episode == index.episode == Episode.objects.get()


def test_the_files_own_score_is_never_stored():
    store({"own_odi": "44.4"})
    assert Assessment.objects.get(instrument="odi").score == 40


def test_what_cannot_be_scored_is_stored_with_the_reason():
    store(blank("o1", "o2"))
    odi = Assessment.objects.get(instrument="odi")
    assert (odi.score, odi.not_scorable) == (None, "3 of 10 sections are blank; at most 2 may be.")


def test_age_not_recorded_has_no_day_either():
    store({"age": ""})
    assert (Patient.objects.get().age_given_years, Patient.objects.get().age_given_on) == (None, None)


def test_the_mappings_department_is_made_once_and_another_can_be_named():
    store()
    store({"id": "2"})
    assert Department.objects.get().code == "made-up-study"
    other = a_department("ward")
    store(department=other)
    assert other.patients.get().source_id == "1"
    assert Department.objects.count() == 2


def test_a_refused_row_stops_everything():
    found = checked({}, {"id": "2", "o4": "6"})
    assert [problem.column for problem in found.problems] == ["o4"]
    with pytest.raises(imports.StillRefused):
        stored(found, leave_out_refused=False)
    assert counts() == (0, 0, 0)
    assert Department.objects.count() == LogEntry.objects.count() == 0


def test_with_leave_to_leave_them_out_the_other_rows_are_stored():
    found = checked({}, {"id": "2", "o4": "6"}, {"id": "3"})
    assert (found.summary.refused, stored(found).rows_stored) == (1, 2)
    assert set(Patient.objects.values_list("source_id", flat=True)) == {"1", "3"}


def test_a_second_run_stores_nothing_twice():
    store({}, {"id": "2"})
    before = counts(), LogEntry.objects.count()
    outcome = store({}, {"id": "2"})
    assert (outcome.rows_stored, outcome.rows_already_stored, outcome.patients) == (0, 2, 0)
    assert (counts(), LogEntry.objects.count()) == before


def test_a_grown_file_adds_only_its_new_rows():
    store()
    outcome = store({}, {"id": "2"})
    assert (outcome.rows_stored, outcome.rows_already_stored) == (1, 1)
    assert counts() == (2, 2, 4)


def test_an_instrument_answered_later_is_added_to_the_patient_and_the_episode():
    store(blank("mo", "sc", "ua", "pd", "ad"))
    outcome = store()
    assert (outcome.patients, dict(outcome.assessments)) == (0, {"eq5d_3l": 1})
    assert counts() == (1, 1, 2)


def test_the_next_timepoint_joins_the_same_patient_and_episode():
    store()
    store({"o1": "0"}, timepoint="y1", observed_on=date(2026, 11, 1))
    assert counts() == (1, 1, 4)
    assert set(Episode.objects.get().assessments.values_list("timepoint", flat=True)) == {"baseline", "y1"}


def test_other_answers_at_the_same_timepoint_are_refused_and_never_overwrite():
    store()
    found = checked({"o1": "0"}, {"id": "2"})
    (problem,) = found.problems
    assert (problem.line, problem.source_id, problem.code) == (2, "1", "other_answers")
    assert problem.why.startswith("odi is already stored at baseline with other answers")
    assert stored(found).rows_stored == 1
    assert Assessment.objects.get(patient__source_id="1", instrument="odi").score == 40


def test_where_the_mapping_says_so_stored_answers_stay_and_the_rest_of_the_row_is_stored():
    store(blank("mo", "sc", "ua", "pd", "ad"))
    found = checked({"o1": "0"}, duplicates={"stored": "keep"})
    assert [(one.code, one.is_refused) for one in found.problems] == [("stored_kept", False)]
    assert dict(stored(found).assessments) == {"eq5d_3l": 1}
    assert Assessment.objects.get(instrument="odi").score == 40


def test_an_index_of_another_value_set_is_not_taken_for_the_stored_one():
    store()
    instruments = [MAPPING["instruments"][0], MAPPING["instruments"][1] | {"value_set": "dk_tto"}]
    assert [problem.code for problem in checked(instruments=instruments).problems] == ["other_answers"]


def test_what_was_stored_since_the_check_stops_everything():
    found = checked({"id": "2"}, {"o1": "0"})
    store()
    with pytest.raises(imports.RegistryChanged):
        stored(found)
    assert counts() == (1, 1, 2)


def test_a_known_patient_of_another_sex_is_refused():
    store()
    assert [problem.code for problem in checked({"sex": "m"}).problems] == ["other_sex"]


def test_rows_may_tell_day_timepoint_kind_and_onset_each():
    columns = {
        "observed_on": {"column": "o1", "format": "DD.MM.YYYY"},
        "timepoint": {"column": "o2", "codes": {"0": "baseline", "12": "y1"}},
        "episode": {
            "kind": {"column": "o3", "codes": {"v": "vertebral_fracture"}},
            "onset_on": {"column": "o4", "format": "MM/YYYY"},
        },
        "instruments": [MAPPING["instruments"][1]],
    }
    first = {"o1": "01.03.2026", "o2": "0", "o3": "v", "o4": "02/2026"}
    outcome = store(first, first | {"o1": "15.03.2026", "o2": "12", "mo": "1"}, **columns)
    assert (outcome.patients, outcome.rows_stored, counts()) == (1, 2, (1, 1, 2))
    episode = Episode.objects.get()
    assert (episode.kind, str(episode.onset_on), episode.onset_precision) == (
        "vertebral_fracture",
        "2026-02-01",
        "month",
    )
    assert sorted(Assessment.objects.values_list("timepoint", "observed_on")) == [
        ("baseline", date(2026, 3, 1)),
        ("y1", date(2026, 3, 15)),
    ]
    early = checked(
        first | {"id": "3", "o1": "01.01.2026", "o2": "12"},
        first | {"id": "4", "o1": "01.01.2027"},
        **columns,
    )
    assert [problem.code for problem in early.problems] == ["before_question", "impossible_date"]


def test_the_same_id_in_another_department_is_another_patient():
    store(department=a_department("east"))
    store(department=a_department("west"))
    assert Patient.objects.filter(source_id="1").count() == 2


def test_one_entry_in_the_audit_table_sums_up_the_import():
    by = a_user()
    department = a_department("ward")
    LogEntry.objects.all().delete()
    store({}, {"id": "2"}, {"id": "3", "o4": "9"}, department=department, by=by)
    entry = LogEntry.objects.get()
    assert entry.actor == by
    assert entry.additional_data == {
        "event": "assessments.imported",
        "file": "made_up.csv",
        "mapping": "made-up",
        "timepoint": "baseline",
        "observed_on": "2026-03-01",
        "department": "ward",
        "rows_read": 3,
        "patients": 2,
        "assessments": {"odi": 2, "eq5d_3l": 2},
    }


def test_when_storing_fails_half_way_nothing_is_stored(monkeypatch):
    def fail(*_args, **_kwargs):
        raise IntegrityError("the disk is full")

    monkeypatch.setattr(imports.audit, "record_bulk", fail)
    with pytest.raises(IntegrityError):
        store()
    assert counts() == (0, 0, 0)


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries):
    rows = [{"id": str(number)} for number in range(1, 41)]
    store({"id": "0"})
    with django_assert_max_num_queries(60):  # forty rows or four hundred
        store(*rows)


def test_a_row_of_a_locked_year_is_refused_and_the_same_again_is_not():
    """What is stored already changes nothing; a new person, or an answer that is lacking, does."""
    store()
    department = Department.objects.get()
    by = a_user(department=department)
    PeriodLock.objects.create(
        department=department, year=2026, signed_off_by=by, locked_by=by, locked_on=date(2027, 2, 1)
    )
    assert checked().problems == []
    [problem] = checked({"id": "2"}).problems
    assert (problem.code, problem.value) == ("locked_year", "2026-03-01")
    assert store({"id": "2"}).rows_stored == 0
    PeriodLock.objects.update(year=2025)
    assert store({"id": "2"}).rows_stored == 1
