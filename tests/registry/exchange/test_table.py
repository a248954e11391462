"""A CSV file at fault as a whole gets one message that says what to do."""

from io import BytesIO

import pytest

from registry.exchange.row import UnreadableFile
from registry.exchange.table import Table, csv_rows, table_of
from tests.tables import every_row


def read(raw, needed=("a", "b"), encoding="utf-8", delimiter=","):
    raw = raw.encode() if isinstance(raw, str) else raw
    table = table_of(csv_rows(BytesIO(raw), encoding=encoding, delimiter=delimiter), list(needed))
    return Table(table.columns, list(table.rows))


def test_rows_know_the_line_they_stand_on():
    table = read("a,b\n1,2\n\n3,4\n")
    assert [(row.line, row.cells) for row in table.rows] == [(2, ["1", "2"]), (4, ["3", "4"])]


@every_row("text", ["a,b\r\n1,2\r\n", "\ufeffa,b\n1,2\n", " a , b \n1,2", "b,a,c\n2,1,9\n"])
def test_line_ends_byte_order_marks_spaces_and_other_columns_do_not_matter(text):
    table = read(text)
    assert [table.rows[0].cells[table.position(column)] for column in ("a", "b")] == ["1", "2"]


def test_a_quoted_cell_may_hold_a_delimiter_a_line_end_and_odd_separators():
    table = read('a,b\n"1,\n\u2028x\x0b",2\n')
    assert table.rows[0].cells == ["1,\n\u2028x\x0b", "2"]


def test_other_delimiters_and_encodings_are_read_as_named():
    table = read("a;b\né;2\n".encode("cp1252"), encoding="cp1252", delimiter=";")
    assert table.rows[0].cells == ["é", "2"]


@every_row(
    ("raw", "says"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        ("\ufeff", "The file is empty"),
        ("a,b\n", "a header line and no rows"),
        ("a,c\n1,2\n", "The file has no column b. It has a, c."),
        ("a;b\n1;2\n", "The file has no column a, b. It has a;b. Correct the mapping or the delimiter"),
        ("a,b,a\n1,2,3\n", "'a' stands in the header more than once"),
        ('a,b\n1,"2\n', "Line 2 is not CSV"),
        ('a,b\n1,"2"3\n', "Line 2 is not CSV"),
        ("a,b\n1,\x002\n", "The file holds NUL characters"),
        ("a,b\n1,2\n".encode("utf-16-le"), "The file holds NUL characters"),
        (b"a,b\n1,2\n\xe9,3\n", "Line 3 is not utf-8 (byte 0xe9); save the file as UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "Line 1 is not utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(raw, says):
    with pytest.raises(UnreadableFile) as refused:
        read(raw)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
