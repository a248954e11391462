"""A sheet of an Excel file as numbered rows, a row at a time; what Excel does to data behind one's back is refused.

Values come as they stand in the file: a date is a date, 3 and 3.0 are "3", a number shown with leading zeros keeps them,
an error of a formula is its text (#N/A). Nothing is calculated.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _

from registry.exchange.mapping import Mapping
from registry.exchange.row import Row, UnreadableFile
from registry.exchange.sheet_cells import numbered_cells

MIB = 2**20
LARGEST_WHOLE, LARGEST_PART = (
    1024 * MIB,
    48 * MIB,
)  # unpacked: all of it; any part but a sheet, which is held in memory
MOST_PARTS = 2_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Only the parts of a sheet that matter here, in the raw text: openpyxl's way of reading row by row passes over them.
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+(\d+))"')
# A formula with no value, or a value with nothing in it, as openpyxl writes; Excel tells an empty text by t="str".
NEVER_CALCULATED = re.compile(
    rb"""<(?:\w+:)?c\b(?P<cell>[^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?P<value><(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"""
)
TEXT = re.compile(rb"""\st=["']str["']""")
LONGEST_CELL = (
    2**16
)  # in bytes of the raw text: a formula has at most 8,192 characters, some of them as entities
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    OSError,
    LookupError,
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    NotImplementedError,
)


def sheet_rows(file: IO[bytes], mapping: Mapping) -> Iterator[Row]:
    """The rows of the sheet that the mapping names, or of the only one that holds anything."""
    try:
        with zipfile.ZipFile(file) as packed:
            _check_parts(packed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that no row needs
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheet = _sheet(book, mapping.sheet)
            _check_sheet(book, sheet)
            yield from _rows(book, sheet)
    except UnreadableFile:
        raise
    except FAULTS as error:
        raise UnreadableFile(
            _(
                "This is not an Excel file that can be read (%(why)s); open it in Excel and save it as .xlsx, or as CSV."
            )
            % {"why": type(error).__name__}
        ) from None


def _check_parts(packed: zipfile.ZipFile) -> None:
    """A few kilobytes can unpack to gigabytes: sizes are looked at before anything is unpacked."""
    parts = packed.infolist()
    if "xl/workbook.xml" not in packed.namelist():
        raise UnreadableFile(_("This zip file is no Excel workbook; save the sheet as .xlsx, or as CSV."))
    unpacked = sum(part.file_size for part in parts)
    swollen = [part for part in parts if part.file_size > LARGEST_PART and not SHEET.fullmatch(part.filename)]
    if unpacked > LARGEST_WHOLE or swollen or len(parts) > MOST_PARTS:
        raise UnreadableFile(
            _(
                "Unpacked, this workbook takes %(size)s MiB in %(parts)s parts, more than an import takes; save the one sheet as CSV."
            )
            % {"size": unpacked // MIB, "parts": len(parts)}
        )
    for part in parts:
        with packed.open(part) as opened:
            if DOCTYPE.search(opened.read(2048)):
                raise UnreadableFile(
                    _(
                        "This workbook defines entities of its own, as Excel never does; save the sheet as CSV."
                    )
                )


def _sheet(book: Any, named: str | None) -> Any:
    titles = [sheet.title for sheet in book.worksheets]
    if named is not None:
        if named not in titles:
            raise UnreadableFile(
                _("There is no sheet '%(named)s'. There are: %(titles)s. Correct sheet in the mapping.")
                % {"named": named, "titles": ", ".join(titles)}
            )
        return book[named]
    filled = [sheet for sheet in book.worksheets if _holds_anything(sheet)]
    if len(filled) > 1:
        told = ", ".join(sheet.title for sheet in filled)
        raise UnreadableFile(
            _("Several sheets hold something: %(sheets)s. Name the one to import in the mapping: sheet.")
            % {"sheets": told}
        )
    if not filled:
        raise UnreadableFile(_("The file is empty; give a file with a header line and a row a patient."))
    return filled[0]


def _holds_anything(sheet: Any) -> bool:
    sheet.reset_dimensions()  # a file may tell them wrong
    return any(cell.value is not None for row in sheet.iter_rows() for cell in row)


def _check_sheet(book: Any, sheet: Any) -> None:
    """Merged cells have one value for several rows; a formula that was never calculated has none, which is no blank."""
    merged, uncalculated = [], 0
    with book._archive.open(sheet._worksheet_path) as raw:
        for piece in _overlapping(raw):
            if b"mergeCell" in piece:
                merged += [ref.decode() for ref, row in MERGED.findall(piece) if int(row) > 1]
            # most sheets have no formula, and looking closely takes longer
            if b"<f" in piece or b":f" in piece:
                uncalculated += sum(map(_is_no_text, NEVER_CALCULATED.finditer(piece)))
    if merged:
        raise UnreadableFile(
            _(
                "Cells are merged (%(cells)s), and only the first of each has the value; unmerge them and fill every row."
            )
            % {"cells": ", ".join(sorted(set(merged))[:5])}
        )
    if uncalculated:
        raise UnreadableFile(
            _(
                "The sheet holds formulas that were never calculated; open it in Excel, save it, and take it again."
            )
        )


def _is_no_text(cell: re.Match[bytes]) -> bool:
    """Whether nothing was calculated: an empty value of the kind text is the empty text."""
    return not (cell["value"] and TEXT.search(cell["cell"]))


def _overlapping(raw: IO[bytes]) -> Iterator[bytes]:
    """Pieces of a text, each with the end of the one before, so that nothing is cut in two."""
    end = b""
    while piece := raw.read(MIB):
        yield end + piece
        end = piece[-LONGEST_CELL:]


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    """As wide as the header, so that a stray cell far to the right costs nothing."""
    columns: range | None = None
    for line, cells in numbered_cells(book, sheet):
        if columns is None:
            if Row(line, list(cells.values())).is_blank:
                continue
            columns = range(1, max(column for column, cell in cells.items() if cell != "") + 1)
        yield Row(line, [cells.get(column, "") for column in columns])
