"""The cells of a sheet as values, a row at a time: by openpyxl's reader, but for what needs nothing of it.

Nearly every cell of a file of answers is a whole number in no format that says more: it is its own text. To make a number,
a record and a cell object of each, and a text of that again, takes longer than all else that is done to read a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser

from registry.exchange.cells import Cell

EXACT_BELOW = 10**15  # a sheet keeps fifteen digits
ITS_OWN_TEXT = re.compile(r"0|[1-9][0-9]{0,14}")
DIGITS = "0123456789"


def numbered_cells(book: Any, sheet: Any) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The number of each row that the sheet tells, rising, and its cells by their column, both from 1."""
    before = 0
    with book._archive.open(sheet._worksheet_path) as source:
        for number, cells in SheetCells(book, sheet, source).parse():
            if number > before:  # as openpyxl has it: what goes back is passed over
                before = number
                yield number, dict(cells)


class SheetCells(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's, whose cells are told as their column and value."""

    def __init__(self, book: Any, sheet: Any, source: Any) -> None:
        super().__init__(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.zeros = [0, *(_zeros(sheet, style) for style in range(1, len(book._cell_styles)))]
        told = (style for style, zeros in enumerate(self.zeros) if not zeros)
        self.plain = {str(style) for style in told if style not in book._date_formats}

    def parse_cell(self, element: Any) -> tuple[int, Cell]:
        if element.get("t", "n") == "n" and element.get("s", "0") in self.plain:
            text = element.findtext(VALUE_TAG)
            if text and ITS_OWN_TEXT.fullmatch(text):
                return self._column(element.get("r")), text
        cell = super().parse_cell(element)
        return cell["column"], self._value(cell["value"], cell["style_id"])

    def _column(self, place: str | None) -> int:
        self.col_counter = column_index_from_string(place.rstrip(DIGITS)) if place else self.col_counter + 1
        return self.col_counter

    def _value(self, found: Any, style: int) -> Cell:
        if found is None:
            return ""
        if isinstance(found, str | date):
            return found
        if isinstance(found, bool):
            return str(found).upper()
        if isinstance(found, int | float) and found == int(found):
            return self._whole(int(found), style)
        return Decimal(repr(found)) if isinstance(found, float) else str(found)

    def _whole(self, found: int, style: int) -> str:
        """With the leading zeros that the sheet shows; more digits than a sheet keeps are told as the sheet tells them."""
        if abs(found) >= EXACT_BELOW:
            return f"{found:.5E}"
        return f"{found:0{self.zeros[style] or 1}}"


def _zeros(sheet: Any, style: int) -> int:
    """How many digits a style shows at least, where it is a format of zeros alone; else 0."""
    form = ReadOnlyCell(sheet, None, None, None, style_id=style).number_format
    return len(form) if form and not form.strip("0") else 0
