"""One cell of a file as a value, or the reason it is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from registry.exchange.mapping import NOT_RECORDED, Mapping, SexPart
from registry.instruments import Item
from registry.instruments.responses import echo

WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
WHOLE_AS_FLOAT = re.compile(r"([+-]?\d{1,18})\.0*", re.ASCII)
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?", re.ASCII)
LONGEST_ID = 64
OLDEST_YEARS = 120


class RefusedCell(ValueError):
    """What was found in a cell and what to do; where it stands is added by the reader of the row."""


class Cells:
    """Reads cells as one mapping says they are written."""

    def __init__(self, mapping: Mapping):
        self.blank = mapping.blank
        self.floats = mapping.whole_numbers_as_floats

    def text(self, cell: str) -> str:
        """The cell without spaces around it; a blank is empty; a whole number written 3.0 is 3 where that is declared."""
        text = cell.strip()
        if text in self.blank:
            return ""
        as_float = WHOLE_AS_FLOAT.fullmatch(text) if self.floats else None
        return as_float[1] if as_float else text

    def response(self, item: Item, cell: str) -> int | None:
        """The answer to an item; blank is None."""
        text = self.text(cell)
        if not text:
            return None
        if WHOLE.fullmatch(text) and int(text) in item.allowed:
            return int(text)
        raise RefusedCell(
            f"{item.name}: found {echo(cell)}; give a whole number from {item.lowest} to {item.highest}, "
            "or leave it blank if it was not answered."
        )

    def identifier(self, cell: str) -> str:
        text = self.text(cell)
        if not text:
            raise RefusedCell("the id is blank; give every patient an id.")
        if len(text) > LONGEST_ID or not text.isprintable():
            raise RefusedCell(f"found {echo(text)}; give an id of at most {LONGEST_ID} printable characters.")
        return text

    def age_years(self, cell: str) -> int | None:
        """Whole years lived; a part of a year is cut off, as ages are."""
        number = self.number(cell)
        if number is not None and not 0 <= number <= OLDEST_YEARS:
            raise RefusedCell(
                f"found {echo(cell)}; give an age of 0 to {OLDEST_YEARS} years, or leave it blank."
            )
        return None if number is None else int(number)

    def number(self, cell: str) -> Decimal | None:
        text = self.text(cell)
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise RefusedCell(f"found {echo(cell)}; give a number, or leave it blank.")
        return Decimal(text)

    def sex(self, part: SexPart, cell: str) -> str:
        """female, male, or "" for not recorded."""
        code = self.text(cell)
        if code and code not in part.codes:
            raise RefusedCell(
                f"found {echo(cell)}; the mapping knows the codes {', '.join(part.codes)}. Add it there, or correct the cell."
            )
        meaning = part.codes.get(code, NOT_RECORDED)
        return "" if meaning == NOT_RECORDED else meaning
