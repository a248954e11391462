"""An Excel file is read as the same file in CSV would be, and what Excel does to data behind one's back is refused."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from registry.exchange import workbook
from registry.exchange.row import UnreadableFile
from tests.registry.exchange.made_files import HEADER, ROW, found_in
from tests.tables import every_row

COLUMNS = HEADER.split(",")
PAGE = "xl/worksheets/sheet1.xml"


def sheet(*rows, header=COLUMNS, also=lambda _book, _sheet: None):
    """A workbook of rows, each a dict of changes to ROW with its numbers as numbers; `also` does what else is wanted."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as made:
        page = made.add_worksheet("answers")
        page.write_row(0, 0, header)
        for line, changes in enumerate(rows or ({},), start=1):
            for place, column in enumerate(header):
                _write(made, page, line, place, changes.get(column, _number(ROW.get(column, ""))))
        also(made, page)
    return written.getvalue()


def _number(text):
    return float(text) if text.replace(".", "").isdigit() else text


def _write(made, page, line, place, value):
    if isinstance(value, tuple):  # a number and the format it is shown in
        page.write_number(line, place, value[0], made.add_format({"num_format": value[1]}))
    elif isinstance(value, date):
        page.write_datetime(line, place, value, made.add_format({"num_format": "dd-mm-yyyy"}))
    elif value != "":
        page.write(line, place, value)


def unreadable(raw, **mapping):
    with pytest.raises(UnreadableFile) as refused:
        found_in(raw, **mapping)
    return str(refused.value)


def test_a_workbook_is_read_as_the_same_file_in_csv():
    found = found_in(sheet({}, {"id": "A 2", "own_odi": 44.4, "o1": ""}))
    assert found.problems == []
    one, other = found.rows
    assert (one.source_id, one.age_years, other.source_id, other.line) == ("1", 71, "A 2", 3)
    assert (one.assessments[0].result.value, other.assessments[0].responses["pain_intensity"]) == (40, None)
    assert [check["compared"] - check["agree"] for check in found.summary.checks] == [1, 0]


def test_leading_zeros_are_kept_where_the_sheet_shows_them_or_the_id_is_text():
    found = found_in(sheet({"id": (101501234, "0000000000")}, {"id": "0007"}, {"id": 8}))
    assert [row.source_id for row in found.rows] == ["0101501234", "0007", "8"]


def test_cells_are_read_in_their_order_where_the_sheet_does_not_say_where_they_stand():
    told = sheet({"id": (7, "000"), "o1": 2.0}, {"id": "8", "o1": 3.0})
    with zipfile.ZipFile(io.BytesIO(told)) as packed:
        page = packed.read(PAGE)
    untold = _changed(told, PAGE, page, re.sub(rb'<(c|row) r="\w+"', rb"<\1", page))
    assert found_in(untold).rows == found_in(told).rows
    assert [row.source_id for row in found_in(untold).rows] == ["007", "8"]


DAYS = {"observed_on": {"column": "note", "format": "DD-MM-YYYY"}}


def test_a_true_date_needs_no_form_a_text_has_the_declared_one_and_a_bare_serial_is_told():
    rows = (
        {"note": date(2026, 3, 9)},
        {"id": 2.0, "note": "10-03-2026"},
        {"id": 3.0, "note": 46090},
        {"id": 4.0, "note": ""},
    )
    found = found_in(sheet(*rows), **DAYS, not_read=[])
    assert [row.observed_on for row in found.rows] == [date(2026, 3, 9), date(2026, 3, 10)]
    assert [(problem.line, problem.code) for problem in found.problems] == [
        (4, "date_form"),
        (5, "date_blank"),
    ]
    serial = {"observed_on": {"column": "note", "format": "excel"}}
    assert found_in(sheet(rows[2]), **serial, not_read=[]).rows[0].observed_on == date(2026, 3, 9)


def test_what_excel_made_of_a_cell_is_refused_where_it_stands_with_what_to_do():
    rows = (
        {"o1": date(2026, 2, 1)},
        {"id": 2.0, "o2": "=NA()"},
        {"id": 123456789012345678},
        {"id": 4.0, "o3": True},
        {"id": 5.0, "o4": 2.5},
    )
    error = sheet(*rows, also=lambda _made, page: page.write_formula(2, 4, "=NA()", None, "#N/A"))
    found = found_in(error)
    assert [(one.line, one.column, one.code) for one in found.problems] == [
        (2, "o1", "a_date"),
        (3, "o2", "formula_error"),
        (4, "id", "id_rounded"),
        (5, "o3", "no_answer"),
        (6, "o4", "no_answer"),
    ]
    assert found.problems[0].value == "2026-02-01"
    assert found.rows == []


def test_blank_rows_are_passed_over_and_lines_keep_their_numbers():
    found = found_in(sheet({}, dict.fromkeys(HEADER.split(","), ""), {"id": "3", "o1": 7}))
    assert (found.summary.rows_read, [problem.line for problem in found.problems]) == (2, [4])


def test_a_title_over_no_column_and_columns_far_to_the_right_do_not_matter():
    found = found_in(sheet(also=lambda _made, page: page.write(1, 16_000, "a stray remark")))
    assert (found.problems, len(found.rows)) == ([], 1)


def test_a_second_sheet_with_something_on_it_is_asked_about():
    both = sheet(also=lambda made, _page: made.add_worksheet("more").write(0, 0, "x"))
    assert "Several sheets hold something: answers, more" in unreadable(both)
    assert len(found_in(both, sheet="answers").rows) == 1
    assert "There is no sheet 'moer'. There are: answers, more" in unreadable(both, sheet="moer")
    assert len(found_in(sheet(also=lambda made, _page: made.add_worksheet("Sheet2"))).rows) == 1


def test_merged_cells_and_formulas_never_calculated_are_no_blanks():
    merged = sheet({}, {"id": "2"}, also=lambda _made, page: page.merge_range(1, 3, 2, 3, 2))
    assert "Cells are merged (D2:D3)" in unreadable(merged)
    empty = sheet(also=lambda _made, page: page.write_formula(1, 3, "=1+1", None, ""))
    for never in (b"", b"<v></v>", b"<v/>", b"<v />", b"<v> </v>"):
        raw = _changed(empty, PAGE, b"<v></v>", never)
        assert "formulas that were never calculated" in unreadable(raw), never
    text = _changed(empty, PAGE, b'<c r="D2">', b'<c r="D2" t="str">')
    assert found_in(text).problems == []  # calculated: the empty text, as Excel tells it
    assert found_in(sheet(also=lambda _made, page: page.write_formula(1, 3, "=1+1", None, 2))).problems == []


def test_a_formula_that_openpyxl_wrote_was_never_calculated():
    made = openpyxl.load_workbook(io.BytesIO(sheet({}, {"id": "2"})))
    assert found_in(_saved(made)).problems == []
    made.active["D3"] = "=1+" + "1+" * 3_000 + "1"  # longer than what used to lie over two pieces
    assert "formulas that were never calculated" in unreadable(_saved(made))


def _saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _changed(raw, name, old, new):
    """The workbook with something replaced in one of its parts."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new) if part == name else content)
    return written.getvalue()


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(monkeypatch):
    swelling = _changed(sheet(), "xl/styles.xml", b"</styleSheet>", b" " * 50 * 2**20 + b"</styleSheet>")
    assert len(swelling) < 100_000
    assert "Unpacked, this workbook takes" in unreadable(swelling)
    monkeypatch.setattr(workbook, "LARGEST_WHOLE", 1_000)
    assert "Unpacked, this workbook takes" in unreadable(sheet())


def test_entities_of_its_own_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    assert "defines entities" in unreadable(_changed(sheet(), PAGE, b"<worksheet", bomb))


@every_row(
    ("raw", "says"),
    [
        (b"\xd0\xcf\x11\xe0old", "old Excel file (.xls), or one with a password"),
        (b"PK\x03\x04cut short", "not an Excel file that can be read"),
        (sheet()[:-200], "not an Excel file that can be read"),
        (
            _changed(sheet(), PAGE, b"<sheetData>", b"<sheetData"),
            "not an Excel file that can be read",
        ),
        (_changed(sheet(), "xl/sharedStrings.xml", b"<si>", b""), "not an Excel file that can be read"),
    ],
)
def test_what_is_no_workbook_is_told_in_one_line(raw, says):
    assert says in unreadable(raw)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    said = unreadable(sheet(header=["id", "age"]))
    assert said.startswith("The file has no column sex, o1")
    assert "It has id, age." in said


def test_a_zip_that_is_no_workbook():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("data.csv", "id,age")
    assert "This zip file is no Excel workbook" in unreadable(written.getvalue())
