"""A file as numbered rows, read one at a time, with one clear message where the file itself is at fault."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from registry.exchange.mapping import Mapping
from registry.exchange.row import Row, UnreadableFile

BOM = b"\xef\xbb\xbf"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Table:
    """`rows` can be walked once. A column without a name is never asked for, and there may be several."""

    columns: tuple[str, ...]
    rows: Iterator[Row]

    def position(self, column: str) -> int:
        return self.columns.index(column)


def open_table(file: IO[bytes], mapping: Mapping) -> Table:
    """The rows of an open CSV or Excel file that has all the columns of the mapping; UnreadableFile says what to do.

    Which of the two it is, the content says. What is wrong further down is raised while the rows are walked.
    """
    first = file.read(4)
    file.seek(0)
    if first == OLE:
        raise UnreadableFile(
            _(
                "This is an old Excel file (.xls), or one with a password; save it as .xlsx without a password, or as CSV."
            )
        )
    if first == ZIP:
        from registry.exchange.workbook import sheet_rows  # its library is loaded for a workbook alone

        return table_of(sheet_rows(file, mapping), mapping.columns)
    rows = csv_rows(file, encoding=mapping.encoding, delimiter=mapping.delimiter)
    return table_of(rows, mapping.columns)


def table_of(rows: Iterator[Row], needed: Sequence[str]) -> Table:
    """The first row with anything in it is the header."""
    filled = (row for row in rows if not row.is_blank)
    header = next(filled, None)
    if header is None:
        raise UnreadableFile(_("The file is empty; give a file with a header line and a row a patient."))
    columns = tuple(str(name).strip() for name in header.cells)
    _check_columns(columns, needed)
    return Table(columns, _with_one_at_least(filled))


def _with_one_at_least(rows: Iterator[Row]) -> Iterator[Row]:
    first = next(rows, None)
    if first is None:
        raise UnreadableFile(_("The file has a header line and no rows; give a row a patient."))
    yield first
    yield from rows


def csv_rows(file: Iterable[bytes], *, encoding: str, delimiter: str) -> Iterator[Row]:
    """The lines of a CSV file; those with nothing at all on them are left out."""
    reader = csv.reader(_lines(file, encoding), delimiter=delimiter, strict=True)
    try:
        yield from (Row(reader.line_num, cells) for cells in reader if cells)
    except csv.Error as error:
        raise UnreadableFile(
            _("Line %(line)s is not CSV: %(why)s. Mend its quotes, or save the file as CSV again.")
            % {"line": reader.line_num, "why": error}
        ) from None


def _lines(file: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Each line as text, without the byte-order mark that spreadsheets put before the first."""
    for number, line in enumerate(file, start=1):
        raw = line.removeprefix(BOM) if number == 1 and encoding == "utf-8" else line
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                _(
                    "Line %(line)s is not %(encoding)s (byte %(byte)s); save the file as UTF-8, or name its encoding in "
                    "the mapping."
                )
                % {"line": number, "encoding": encoding, "byte": f"{raw[error.start]:#04x}"}
            ) from None
        if "\0" in text:
            raise UnreadableFile(
                _("The file holds NUL characters, as UTF-16 and binary files do; save it as CSV in UTF-8.")
            )
        yield text


def _check_columns(columns: tuple[str, ...], needed: Sequence[str]) -> None:
    repeated = [name for name, count in Counter(filter(None, columns)).items() if count > 1]
    if repeated:
        raise UnreadableFile(
            _("The column '%(column)s' stands in the header more than once; name each once.")
            % {"column": repeated[0]}
        )
    missing = [name for name in needed if name not in columns]
    if missing:
        raise UnreadableFile(
            _(
                "The file has no column %(missing)s. It has %(there)s. "
                "Correct the mapping or the delimiter, or take the file as it was exported."
            )
            % {"missing": ", ".join(missing), "there": ", ".join(filter(None, columns))}
        )
