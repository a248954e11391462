"""What files from elsewhere do: codes for a missing answer, decimal commas, encodings, rounded ids, scores printed wrong."""

from io import BytesIO

import pytest

from registry.actions import check_import
from registry.exchange.mapping import InvalidMapping, read_mapping
from tests.registry.exchange.made_files import (
    EXAMPLE,
    TODAY,
    Kept,
    csv_text,
    found_in,
    mapping_text,
    planned,
)
from tests.tables import every_row


def codes(found):
    return [(problem.line, problem.column, problem.code) for problem in found.problems]


def test_a_declared_missing_code_is_a_blank_in_its_column_alone():
    found = planned({"o1": "9", "age": "999"}, {"id": "2", "o2": "9"}, missing={"o1": [9, 99], "age": [999]})
    assert (found.rows[0].age_years, found.rows[0].assessments[0].responses["pain_intensity"]) == (None, None)
    assert codes(found) == [(3, "o2", "undeclared_missing")]
    assert "declare it in the mapping under missing" in found.problems[0].todo
    assert sorted(found.summary.missing_taken) == [["age", "999", 1], ["o1", "9", 1]]


def test_a_missing_code_is_never_an_answer_even_where_it_could_be_one():
    instruments = [{"instrument": "nrs_pain", "items": {"pain": "o1"}}]
    found = planned({"o1": "9"}, {"id": "2", "o1": "8"}, missing={"o1": [9]}, instruments=instruments)
    assert [row.assessments and row.assessments[0].answers for row in found.rows] == [(), (8,)]
    assert planned({"o1": "9"}, instruments=instruments).rows[0].assessments[0].answers == (9,)


def test_missing_names_only_columns_that_are_read():
    with pytest.raises(
        InvalidMapping, match="missing names the column 'o11', which the mapping does not read"
    ):
        read_mapping(mapping_text(missing={"o11": [9]}))


def test_a_decimal_comma_is_read_where_it_is_declared_and_told_where_it_is_not():
    text = csv_text({"age": '"71,5"', "own_odi": '"40,0"'})
    found = found_in(text, decimal=",")
    assert codes(found) == [(2, "own_eq5d", "other_decimal")]
    assert found_in(text.replace("0.092", '"0,092"'), decimal=",").rows[0].age_years == 71
    assert codes(found_in(text)) == [(2, "age", "other_decimal"), (2, "own_odi", "other_decimal")]


def test_an_id_that_a_spreadsheet_rounded_is_not_an_id_and_zeros_in_front_stay():
    found = planned({"id": "1.01502E+09"}, {"id": "007"}, {"id": "1E23"})
    assert codes(found) == [(2, "id", "id_rounded")]
    assert [row.source_id for row in found.rows] == ["007", "1E23"]


@every_row("error", ["#N/A", "#I/T", "#VÄRDEFEL!"])
def test_an_error_of_a_formula_is_not_an_id_nor_an_answer(error):
    assert codes(planned({"id": error}, {"id": "2", "o1": error})) == [
        (2, "id", "formula_error"),
        (3, "o1", "formula_error"),
    ]
    assert planned({"o1": error}, blank=["", error]).problems == []


def test_lines_of_delimiters_alone_are_blank():
    found = found_in(csv_text() + "," * 19 + "\n" + csv_text({"id": "2", "o1": "7"}).splitlines()[1] + "\n")
    assert (found.summary.rows_read, codes(found)) == (2, [(4, "o1", "no_answer")])


def test_latin_1_and_semicolons_as_declared():
    semicolons = csv_text({"id": "Åse"}).replace(",", ";").encode("latin-1")
    assert found_in(semicolons, encoding="latin-1", delimiter=";").rows[0].source_id == "Åse"


def test_of_a_patient_on_several_lines_the_first_is_taken_where_the_mapping_says_so():
    found = planned({}, {"id": "2"}, {"o1": "3"}, {"o2": "7"}, duplicates={"in_file": "take_first"})
    assert [row.line for row in found.rows] == [2, 3]
    assert codes(found) == [(4, "id", "later_line"), (5, "o2", "no_answer"), (5, "id", "later_line")]
    assert (found.summary.refused, found.summary.left_out, found.summary.rows_already_stored) == (1, 1, 0)


@every_row(
    ("form", "text", "read"),
    [
        ("DD-MM-YYYY", "09-03-2026", "2026-03-09"),
        ("D.M.YYYY", "9.3.2026", "2026-03-09"),
        ("YYYY/MM/DD", "2026/03/09", "2026-03-09"),
        ("YYYYMMDD", "20260309", "2026-03-09"),
        ("excel", "46090", "2026-03-09"),
        ("DD-MM-YYYY", "2026-03-09", "date_form"),
        ("DD-MM-YYYY", "9-3-2026", "date_form"),
        ("DD-MM-YYYY", "03-09-26", "date_form"),
        ("DD-MM-YYYY", "31-02-2026", "no_such_day"),
        ("MM-DD-YYYY", "13-01-2026", "no_such_day"),
        ("DD-MM-YYYY", "09-03-2027", "impossible_date"),
        ("excel", "9-3-2026", "date_form"),
        ("excel", "60", "date_form"),
    ],
)
def test_a_date_is_read_as_declared_and_never_guessed(form, text, read):
    found = planned({"note": text}, observed_on={"column": "note", "format": form}, not_read=[])
    assert [str(row.observed_on) for row in found.rows] + [problem.code for problem in found.problems] == [
        read
    ]


@every_row("form", ["DD-MM-YY", "dd-mm-yyyy", "DD-MM", "", "DD-DD-YYYY", "YYYY-MM-DD hh", "MM-YYYY"])
def test_a_form_that_is_none_is_refused_with_the_mapping(form):
    with pytest.raises(InvalidMapping, match="observed_on"):
        read_mapping(mapping_text(observed_on={"column": "note", "format": form}, not_read=[]))


def test_the_mappings_own_day_cannot_be_to_come_and_one_long_ago_is_asked_about_once():
    with pytest.raises(InvalidMapping, match="observed_on: Found"):
        planned({}, {"id": "2"}, observed_on=TODAY.replace(year=2027))
    ago = {
        "observed_on": TODAY.replace(year=2000),
        "episode": {"kind": "other", "onset_on": TODAY.replace(year=2000)},
    }
    found = planned({}, {"id": "2"}, **ago)
    assert [(one.line, one.code) for one in found.problems] == [(1, "unlikely_date")]
    assert (found.summary.unlikely, len(found.rows)) == (1, 2)


# A file like the one in the example: section 8 of ODI not asked, and its printed score corrected for that twice.
REAL = """ID,age,sex,educ,marital,type_lbp,post_op,setting,NRS,ODI1,ODI2,ODI3,ODI4,ODI5,ODI6,ODI7,ODI9,ODI10,MO,SC,UA,PD,AD,utility,ODI_score,ODI_pct_recalc_9items
1.0,45.98,2.0,1.0,1.0,1.0,0.0,1.0,8.0,3.0,3.0,4.0,3.0,3.0,3.0,3.0,3.0,3.0,2.0,2.0,2.0,3.0,2.0,0.092,69.1,62.2
2.0,30.0,1.0,1.0,1.0,1.0,0.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,1.0,1.0,1.0,1.0,0.0,0.0
3.0,30.0,1.0,1.0,1.0,1.0,0.0,1.0,11.0,5.0,5.0,5.0,5.0,5.0,5.0,5.0,5.0,5.0,1.0,1.0,1.0,1.0,1.0,1.0,111.1,100.0
"""


def test_a_printed_score_is_held_against_the_items_and_nought_to_ten_is_not_nought_to_hundred():
    mapping, stage = read_mapping(EXAMPLE.read_text("utf-8")), Kept()
    checked = check_import(BytesIO(REAL.encode()), mapping, department=None, stage=stage, on=TODAY)
    assert [(code, count) for code, count in checked.summary.reasons.items()] == [("no_answer NRS", 1)]
    inflated, index = checked.summary.checks
    assert (inflated["compared"], inflated["agree"], inflated["agree_at_zero"]) == (2, 1, 1)
    assert inflated["largest_difference"] == pytest.approx(69.1 - 100 * 28 / 45)
    assert (index["value_set"], index["compared"], index["agree"]) == ("nl_tto", 2, 2)
    pain = checked.shown[0].assessments[0]
    assert (pain.instrument, pain.result.value, checked.shown[0].sex) == ("nrs_pain", 8, "")
