"""Rows read through a mapping: values, blanks and every reason for refusing a row. No database."""

from decimal import Decimal

import pytest

from registry.exchange.checks import CheckResult, agrees
from registry.exchange.report import check_line, problem_line
from registry.instruments import NotScorable
from tests.registry.exchange.made_files import blank, csv_text, found_in, planned
from tests.tables import every_row


def only(found):
    assert found.problems == []
    return found.rows[0]


def check_results(found):
    return [CheckResult(**result) for result in found.summary.checks]


def test_a_row_becomes_a_patient_with_scored_assessments():
    patient = only(planned())
    assert (patient.source_id, patient.age_years, patient.sex, patient.line) == ("1", 71, "female", 2)
    odi, eq5d = patient.assessments
    assert (odi.instrument, odi.result.value, odi.result.answered) == ("odi", 40, 9)
    assert odi.responses["sex_life"] is None
    assert (eq5d.result.value, eq5d.result.state, eq5d.value_set) == (0.092, "22232", "nl_tto")


@every_row(("code", "sex"), [("f", "female"), ("m", "male"), ("x", ""), ("", "")])
def test_sex_is_read_by_its_codes_and_never_guessed(code, sex):
    assert only(planned({"sex": code})).sex == sex


@every_row(("age", "years"), [("71", 71), ("71.99", 71), ("0", 0), ("120", 120), ("", None)])
def test_age_is_whole_years_lived(age, years):
    assert only(planned({"age": age})).age_years == years


def test_a_blank_item_is_blank_and_nought_is_an_answer():
    odi = only(planned({"o1": "", "o2": "0"})).assessments[0]
    assert (odi.responses["pain_intensity"], odi.responses["personal_care"]) == (None, 0)
    assert (odi.result.value, odi.result.answered) == (100 * 14 / 40, 8)


def test_too_many_blanks_are_stored_with_the_reason_and_no_score():
    odi = only(planned(blank("o1", "o2"))).assessments[0]
    assert isinstance(odi.result, NotScorable)
    assert str(odi.result.reason) == "3 of 10 sections are blank; at most 2 may be."


def test_an_instrument_with_nothing_answered_was_not_answered():
    patient = only(planned(blank("mo", "sc", "ua", "pd", "ad")))
    assert [one.instrument for one in patient.assessments] == ["odi"]


def test_words_for_a_blank_are_those_the_mapping_names():
    assert only(planned({"o1": "NA", "age": "NA"}, blank=["", "NA"])).age_years is None
    assert planned({"o1": "NA"}).problems[0].column == "o1"


def test_whole_numbers_written_as_floats_are_taken_only_where_declared():
    row = {"id": "7.0", "o1": "3.0", "o2": " 3. "}
    patient = only(planned(row, whole_numbers_as_floats=True))
    assert patient.source_id == "7"
    assert patient.assessments[0].responses["pain_intensity"] == 3
    assert [refusal.column for refusal in planned(row).problems] == ["o1", "o2"]


@every_row(
    ("column", "value", "says"),
    [
        ("o4", "6", 'Walking: found "6"; give a whole number from 0 to 5'),
        ("o4", "-1", 'Walking: found "-1"'),
        ("o4", "3.5", 'Walking: found "3.5"'),
        ("o4", "three", 'Walking: found "three"'),
        ("o4", "1e0", 'Walking: found "1e0"'),
        ("o4", "٣", "Walking: found"),
        ("o4", "9" * 30, "Walking: found"),
        ("mo", "0", 'Mobility: found "0"; give a whole number from 1 to 3'),
        ("mo", "4", 'Mobility: found "4"'),
        ("age", "-1", "give an age of 0 to 120 years"),
        ("age", "121", "give an age of 0 to 120 years"),
        ("age", "old", 'found "old"; give a number'),
        ("age", "nan", 'found "nan"; give a number'),
        ("age", "1e400", "give an age of 0 to 120 years"),
        ("sex", "2", 'found "2"; the mapping knows the codes f, m, x'),
        ("id", "", "the id is blank; give every patient an id"),
        ("id", "x" * 65, "at most 64 printable characters"),
        ("id", "a\x07b", "printable characters"),
        ("own_odi", "high", 'found "high"; give a number'),
    ],
)
@every_row("floats", [False, True])
def test_a_bad_cell_is_refused_with_its_column_its_value_and_what_to_give(column, value, says, floats):
    plan = planned({}, {"id": "2", column: value}, whole_numbers_as_floats=floats)
    (refusal,) = plan.problems
    assert (refusal.line, refusal.column) == (3, column)
    assert says in f"{refusal.why}; {refusal.todo}"
    assert [patient.source_id for patient in plan.rows] == ["1"]


def test_every_bad_cell_of_a_row_is_told():
    plan = planned({"o1": "9", "mo": "9", "age": "x"})
    assert [refusal.column for refusal in plan.problems] == ["age", "o1", "mo"]


@pytest.mark.parametrize("damage", [lambda row: row + ",more", lambda row: row.rsplit(",", 1)[0]])
def test_a_row_with_too_many_or_too_few_values_is_refused(damage):
    good = csv_text().splitlines()[1]
    (refusal,) = found_in(csv_text() + damage(good)).problems
    assert (refusal.line, refusal.column) == (3, "")
    assert "under 20 columns" in f"{refusal.why}; {refusal.todo}"


def test_an_id_that_stands_twice_is_refused_on_every_line_it_stands_on():
    plan = planned({}, {"id": "2"}, {"o1": "3"})
    assert [(refusal.line, refusal.column) for refusal in plan.problems] == [(2, "id"), (4, "id")]
    assert "lines 2, 4" in plan.problems[0].why
    assert [patient.source_id for patient in plan.rows] == ["2"]


def test_an_id_that_stands_twice_is_refused_even_where_one_of_its_rows_is_bad():
    plan = planned({"o1": "9"}, {})
    assert [(refusal.line, refusal.column) for refusal in plan.problems] == [(2, "o1"), (2, "id"), (3, "id")]
    assert plan.rows == []


def test_a_refusal_reads_as_one_line():
    (refusal,) = planned({"o4": "6"}).problems
    assert problem_line(refusal).startswith(
        '  line 2, ID 1, column o4: Walking: found "6"; give a whole number'
    )


def test_the_files_own_scores_are_compared_with_ours():
    plan = planned({}, {"id": "2", "own_odi": "44.4"}, {"id": "3", "own_odi": ""})
    odi, eq5d = check_results(plan)
    assert (odi.compared, odi.agree, odi.disagree) == (2, 1, 1)
    assert odi.largest_difference == pytest.approx(4.4)
    assert (eq5d.compared, eq5d.disagree) == (3, 0)
    assert (
        "disagrees with the score of its items in 1 of 2 rows and agrees in 1; largest difference 4.4"
        in check_line(odi)
    )
    assert check_line(eq5d) == (
        "eq5d_3l (nl_tto): the file's own own_eq5d agrees with the score of its items in all 3 rows."
    )


def test_a_number_for_a_score_that_cannot_be_computed_is_not_compared():
    (odi, _eq5d) = check_results(planned(blank("o1", "o2")))
    assert (odi.compared, odi.disagree) == (0, 0)


@every_row(
    ("printed", "ours", "same"),
    [
        ("62.2", "62.2222222", True),
        ("62.3", "62.2222222", False),
        ("40.0", "40", True),
        ("12.5", "12.55", True),
        ("12.6", "12.55", True),
        ("12.4", "12.4501", False),
    ],
)
def test_printed_numbers_agree_when_ours_rounds_to_them(printed, ours, same):
    assert agrees(Decimal(printed), Decimal(ours), 1) is same
