"""`manage.py reassess_registry`: whose advice changes under another version, or other thresholds."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command

from guidelines import reassessment
from guidelines.adapters import facts_for
from guidelines.models import ThresholdOverride
from guidelines.pathway.building import is_true
from guidelines.pathway.engine import evaluate
from guidelines.pathway.releases import ruleset
from guidelines.pathway.rulebook import CURRENT, RULESET
from guidelines.pathway.thresholds import DEFAULT
from guidelines.reassessment import BEGINNING, Comparison, Side, chunks, next_chunk
from registry.models import Patient, Role
from tests.factories import DAY, a_department, a_patient, a_user, recorded
from tests.reassessments import started

pytestmark = pytest.mark.django_db

OLD = "2025.9"


@pytest.fixture
def an_old_version(monkeypatch):
    """Rules under which a frail patient with a fracture had no NSAID at all, and calcium was not spoken of."""
    nsaid = CURRENT.by_code["drug.nsaid"]
    stricter = replace(nsaid, when=nsaid.when & ~is_true("frail"))
    actions = tuple(
        stricter if action is nsaid else action
        for action in CURRENT.actions
        if action.code != "osteoporosis.calcium_vitamin_d"
    )
    old = replace(CURRENT, version=OLD, actions=actions)
    monkeypatch.setattr(reassessment, "ruleset", lambda version: old if version == OLD else ruleset(version))


def a_frail_patient(department=None, **facts):
    patient = a_patient(department)
    recorded(
        patient, **{"vertebral_fracture": "confirmed", "calcium_vitamin_d": True, "frail": True, **facts}
    )
    return patient


def told(*arguments):
    out = StringIO()
    call_command("reassess_registry", *arguments, on=DAY, stdout=out)
    return out.getvalue()


def test_what_changes_is_counted_by_action_and_by_department(an_old_version):
    north, south = a_department("north"), a_department("south")
    a_frail_patient(north)
    a_frail_patient(north)
    a_frail_patient(south)
    a_frail_patient(south, frail=False, calcium_vitamin_d=False)
    Patient.objects.create(department=south, registered_on=DAY)
    said = told("--against", OLD)
    assert "4 patients judged, 4 told something else, 1 not judged" in said
    assert "drug.nsaid: 3\n  absent -> caution: 3\n  departments: north 2, south 1" in said
    assert "osteoporosis.calcium_vitamin_d: 1\n  absent -> recommend: 1\n  departments: south 1" in said
    assert "Not for clinical use" in said


def test_each_patient_is_told_what_the_verdict_reading_tells():
    """The same rules under other thresholds, held against one patient at a time."""
    patients = [a_frail_patient(tug_s=seconds, t_score=-3.2) for seconds in (11.0, 12.0, 15.5, 20.0)]
    Patient.objects.filter(pk=patients[0].pk).update(died_on=DAY)
    values = {"tug_amber_s": 10, "tug_red_s": 12.5, "tug_very_red_s": 15.5}
    comparison = Comparison(Side(RULESET), Side(RULESET, values), DAY)
    found = {patient: told for chunk in chunks(comparison) for patient, told in chunk.changed.items()}
    for patient in patients[1:]:
        facts = facts_for(patient, DAY)
        before = evaluate(facts).as_json()
        after = evaluate(facts, DEFAULT.with_overrides(overrides(values))).as_json()
        assert found.get(patient.pk, {}) == difference(before, after)
    assert found[patients[2].pk] == {
        "functional_category": ["everyday_active_with_consideration", "function_limited"]
    }
    assert patients[0].pk not in found


def overrides(values):
    return {name: reassessment.Override(value, "a test", DAY) for name, value in values.items()}


def difference(before, after):
    first, second = ({**verdicts(told), "functional_category": category(told)} for told in (before, after))
    codes = {*first, *second}
    pairs = {code: [first.get(code, "absent"), second.get(code, "absent")] for code in codes}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}


def verdicts(told):
    return {code: finding["verdict"] for code, finding in told["actions"].items()}


def category(told):
    suggested = told["functional_category"]
    return suggested["category"] or suggested["status"]


def test_each_department_is_judged_by_its_own_thresholds_of_the_day():
    own, other = a_department("own"), a_department("other")
    for value, day in ((40, date(2026, 1, 1)), (69, date(2026, 12, 1))):
        ThresholdOverride.objects.create(
            department=own, name="malignancy_age_years", value=value, valid_from=day, source="ours"
        )
    for department in (own, other):
        a_patient(department, birth_date=date(1981, 1, 1))  # 45: over 40, not over 50
    said = told("--thresholds", "national")
    assert "review.malignancy: 1\n  consider -> absent: 1\n  departments: own 1" in said
    said = told("--thresholds", "other")  # that department has none of its own
    assert "departments: own 1" in said


def test_values_in_a_file_are_tried_out(tmp_path):
    a_patient(birth_date=date(1981, 1, 1))
    path = tmp_path / "values.json"
    path.write_text(json.dumps({"malignancy_age_years": 40}))
    assert "review.malignancy: 1\n  absent -> consider: 1" in told("--thresholds", str(path))


def test_the_patients_are_written_to_a_file_by_their_keys_and_the_audit_table_says_so(
    an_old_version, tmp_path
):
    patient = a_frail_patient(a_department("north"))
    out = tmp_path / "changed.csv"
    assert f"1 patients are listed in {out}." in told("--against", OLD, "--out", str(out))
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert rows == [
        {
            "department": "north",
            "patient": str(patient.key),
            "action": "drug.nsaid",
            "before": "absent",
            "after": "caution",
        }
    ]
    entry = LogEntry.objects.get(additional_data__event="registry reassessed")
    assert entry.additional_data["before"] == {"version": OLD, "thresholds": "own"}
    assert (entry.additional_data["changed"], entry.additional_data["listed"]) == (1, 1)


def test_two_released_versions_that_promise_no_change_make_none():
    a_frail_patient()
    assert "1 patients judged, 0 told something else" in told("--against", "2026.1")


def test_chunks_miss_nobody_and_take_nobody_twice(an_old_version, monkeypatch):
    monkeypatch.setattr(reassessment, "PATIENTS_AT_A_TIME", 2)
    departments = [a_department(), a_department()]
    patients = [a_frail_patient(departments[place % 2]) for place in range(5)]
    found = list(chunks(Comparison(Side(OLD), Side(RULESET), DAY)))
    assert sorted(pk for chunk in found for pk in chunk.changed) == sorted(patient.pk for patient in patients)
    assert [chunk.tally.patients for chunk in found] == [2, 1, 2]
    assert next_chunk(Comparison(Side(OLD), Side(RULESET), DAY), found[-1].reached) is None


def test_as_many_queries_for_many_as_for_few(an_old_version, django_assert_max_num_queries):
    for _ in range(6):
        a_frail_patient()
    department = Patient.objects.get(pk=a_frail_patient().pk).department
    for _ in range(5):
        a_frail_patient(department)
    with django_assert_max_num_queries(8):
        next_chunk(Comparison(Side(OLD), Side(RULESET), DAY), (department.pk, 0))
    assert next_chunk(Comparison(Side(OLD), Side(RULESET), DAY), BEGINNING) is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--against", "2019.1"), "--against: found rule-set version 2019.1; there are 2026.1"),
        (("--against", "../2026.1"), "--against: found rule-set version ../2026.1; there are"),
        ((), "Nothing to compare"),
        (("--against", RULESET), "Nothing to compare"),
        (("--thresholds", "nowhere"), "--thresholds: found nowhere; allowed: own, national, the code of a department"),
        (("--thresholds", "own", "--thresholds", "national", "--thresholds", "own"), "found 3 sets"),
        (("--against", "2026.1", "--out", "/nowhere/at/all.csv"), "--out: found /nowhere/at/all.csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_one_clear_line(arguments, message):
    with pytest.raises(CommandError) as refused:
        told(*arguments)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"tug_red": 14}', "tug_red: not a threshold"),
        ('{"tug_red_s": 11}', "tug_red_s: found 11; allowed: a number from 12 to 20"),
        ('{"tug_red_s": "14"}', "tug_red_s: found '14'"),
        ('{"sts_amber_s": 14, "sts_red_s": 13}', "allowed: sts_amber_s below sts_red_s"),
        ("[14]", "found list"),
        ("{", "allowed: a JSON object"),
    ],
)
def test_a_file_of_thresholds_that_cannot_be_used_is_one_clear_line(text, message, tmp_path):
    path = tmp_path / "values.json"
    path.write_text(text)
    with pytest.raises(CommandError) as refused:
        told("--thresholds", str(path))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_one_started_on_the_page_is_worked_to_its_end():
    a_frail_patient()
    run = started(a_user(Role.COORDINATOR))
    assert "done, 1 of 1 patients judged." in told("--continue")
    run.refresh_from_db()
    assert run.state == "done"
    with pytest.raises(CommandError, match="found none that is running"):
        told("--continue")
