"""A CSV file as numbered rows, with one clear message where the file itself is at fault."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; nothing is known of its rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it ends, and its cells in the order of the columns."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def position(self, column: str) -> int:
        return self.columns.index(column)


def read_table(raw: bytes, *, encoding: str, delimiter: str, needed: Sequence[str]) -> Table:
    """The rows of a CSV file that has all the columns in `needed`; UnreadableFile says what to do."""
    text = _decoded(raw, encoding)
    if "\0" in text:
        raise UnreadableFile(
            "The file holds NUL characters, as UTF-16 and binary files do; save it as CSV in UTF-8."
        )
    if not text.strip():
        raise UnreadableFile("The file is empty; give a CSV file with a header line and a row a patient.")
    header, *rows = _parsed(text, delimiter)
    columns = tuple(name.strip() for name in header.cells)
    _check_columns(columns, needed)
    if not rows:
        raise UnreadableFile("The file has a header line and no rows; give a row a patient.")
    return Table(columns, tuple(rows))


def _decoded(raw: bytes, encoding: str) -> str:
    """The text, without the byte-order mark that spreadsheets put before it."""
    try:
        return raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"Line {line} is not {encoding} (byte {raw[error.start]:#04x}); save the file as UTF-8, "
            "or name its encoding in the mapping."
        ) from None


def _parsed(text: str, delimiter: str) -> list[Row]:
    """The lines that are not blank."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [Row(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise UnreadableFile(
            f"Line {reader.line_num} is not CSV: {error}. Mend its quotes, or save the file as CSV again."
        ) from None


def _check_columns(columns: tuple[str, ...], needed: Sequence[str]) -> None:
    repeated = [name for name, count in Counter(columns).items() if count > 1]
    if repeated:
        raise UnreadableFile(
            f"The column {repeated[0]!r} stands in the header more than once; name each once."
        )
    missing = [name for name in needed if name not in columns]
    if missing:
        raise UnreadableFile(
            f"The file has no column {', '.join(missing)}. It has {', '.join(columns)}. "
            "Correct the mapping or the delimiter, or take the file as it was exported."
        )
