"""Rows as a file with its dictionary inside, written a row (Parquet: some thousand rows) at a time, so that memory stays flat."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from registry.exchange.outgoing.dictionary import DICTIONARY_HEAD, dictionary
from registry.exchange.outgoing.layout import Head, Row, heads
from registry.exchange.outgoing.request import ExportRequest, InvalidExport
from registry.exchange.outgoing.variable import Missing, Type

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
ROWS_A_PART = 5_000


def write_file(request: ExportRequest, rows: Iterable[Row], to: IO[bytes]) -> int:
    """The number of rows written to an open file, in the format asked for."""
    return WRITERS[request.format](request, rows, to)


def safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; a number stays a number."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, Missing):
        return value.value
    return value.isoformat() if isinstance(value, (date, time)) else safe(value)


def _csv(request: ExportRequest, rows: Iterable[Row], to: IO[bytes]) -> int:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        _csv_into(packed, "dictionary.csv", [list(DICTIONARY_HEAD), *dictionary(request)])
        return _csv_into(packed, "data.csv", _with_head(request, rows)) - 1


def _csv_into(packed: zipfile.ZipFile, name: str, rows: Iterable[Row]) -> int:
    with packed.open(name, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        writer, written = csv.writer(text, lineterminator="\r\n"), 0
        for row in rows:
            writer.writerow(map(_cell, row))
            written += 1
    return written


def _with_head(request: ExportRequest, rows: Iterable[Row]) -> Iterator[Row]:
    yield [head.name for head in heads(request)]
    yield from rows


def workbook(to: IO[bytes]) -> Any:
    """Every row goes to disk as it is written; nothing that looks like a formula, link or number is made one."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(to, options)


def _xlsx(request: ExportRequest, rows: Iterable[Row], to: IO[bytes]) -> int:
    if len(heads(request)) > SHEET_COLUMNS:
        raise InvalidExport(
            _("A sheet holds 16,384 columns. Choose fewer variables, or the long layout as CSV.")
        )
    with workbook(to) as book:
        written = _sheet(book.add_worksheet("data", _kept_sheet()), _with_head(request, rows))
        _sheet(book.add_worksheet("dictionary"), [list(DICTIONARY_HEAD), *dictionary(request)])
    return written - 1


@cache
def _kept_sheet() -> type[Any]:
    """A sheet that looks at each text once for what XML cannot hold: most cells of an export hold one of a few codes."""
    from xlsxwriter.worksheet import Worksheet

    class Kept(Worksheet):  # were the method another one day, nothing would be lost but the time
        _escape_control_characters = staticmethod(
            lru_cache(maxsize=4096)(Worksheet._escape_control_characters)
        )

    return Kept


def _sheet(sheet: Any, rows: Iterable[Row]) -> int:
    written = 0
    for number, row in enumerate(rows):
        if number >= SHEET_ROWS:
            raise InvalidExport(
                _(
                    "A sheet holds 1,048,576 rows, and this export has more. Choose CSV or Parquet, or fewer variables."
                )
            )
        for place, value in enumerate(map(_cell, row)):
            # what nearly all cells are, past the questions that `write` asks of each
            if value and type(value) is str:
                sheet.write_string(number, place, value)
            elif type(value) in (int, float):
                sheet.write_number(number, place, value)
            else:
                sheet.write(number, place, value)
        written += 1
    return written


def _parquet(request: ExportRequest, rows: Iterable[Row], to: IO[bytes]) -> int:
    """A zip of data.parquet and dictionary.csv; the dictionary is in the file's metadata too.

    A column is typed, so a missing value is null, and the column beside it (`_missing`) says which of the codes it is.
    """
    import polars as pl

    named = heads(request)
    read = iter(rows)
    written = 0
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder) / "parts"
        parts.mkdir()
        while (part := list(islice(read, ROWS_A_PART))) or (not written and not any(parts.iterdir())):
            _frame(pl, named, part).write_parquet(parts / f"{written:012}.parquet")
            written += len(part)
        whole = Path(folder) / "data.parquet"
        told = json.dumps([dict(zip(DICTIONARY_HEAD, line, strict=True)) for line in dictionary(request)])
        # several groups of rows are on their way at once: as large as Polars makes them, they are the whole file
        pl.scan_parquet(parts / "*.parquet").sink_parquet(
            whole, row_group_size=ROWS_A_PART, metadata={"dictionary": told}
        )
        with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as packed:
            _csv_into(packed, "dictionary.csv", [list(DICTIONARY_HEAD), *dictionary(request)])
            packed.write(whole, "data.parquet")
    return written


def _frame(pl: Any, named: list[Head], rows: list[Row]) -> Any:
    types = {Type.WHOLE: pl.Int64, Type.NUMBER: pl.Float64, Type.DATE: pl.Date}
    columns = {}
    for place, head in enumerate(named):
        values = [row[place] for row in rows]
        given, kind = _given(values, head), types.get(head.type, pl.String)
        columns[head.name] = pl.Series(head.name, given, dtype=kind, strict=True)
        if head.variable.missing or head.name == "value":
            told = [value.value if isinstance(value, Missing) else None for value in values]
            columns[f"{head.name}_missing"] = pl.Series(f"{head.name}_missing", told, dtype=pl.String)
    return pl.DataFrame(columns)


def _given(values: list[Any], head: Head) -> list[Any]:
    """The values with null for what is missing, as the type of the column asks."""
    as_number = float if head.type is Type.NUMBER else None
    as_written = str if head.type not in (Type.WHOLE, Type.NUMBER, Type.DATE) else None
    read = as_number or as_written or (lambda value: value)
    return [None if isinstance(value, Missing) else read(value) for value in values]


WRITERS: dict[str, Callable[[ExportRequest, Iterable[Row], IO[bytes]], int]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
}
