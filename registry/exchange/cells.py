"""One cell of a file as a value, or the reason it is refused."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, datetime
from decimal import Decimal

from registry.exchange.date_form import DateForm, NoSuchDay, NotThisForm
from registry.exchange.mapping import Mapping
from registry.exchange.mapping_parts import NOT_RECORDED, CodedColumn, DateColumn
from registry.instruments import Item
from registry.instruments.responses import echo
from registry.partial_date import PartialDate
from registry.value_rules import bounds

# What a reader of files hands over: text; or, of a sheet, a number that is not whole, or a date.
Cell = str | Decimal | date

WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
WHOLE_AS_FLOAT = re.compile(r"([+-]?\d{1,18})[.,]0*", re.ASCII)
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?", re.ASCII)
ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+\d+", re.ASCII)  # 1.23457E+11
MOST_KEPT = 100  # answers of an item as they are written, of which there are a few: the same is read once
LONGEST_ID = 64
LONGEST_FOUND = 200
_YOUNGEST, OLDEST_YEARS = map(int, bounds("age_years"))
USUAL_MISSING = {"8", "9", "-9", "-1", "88", "99", "-99", "888", "999", "9999"}
# As Excel shows them in English, Danish and Swedish.
ERRORS = {
    *(
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#DIV/0!",
        "#NUM!",
        "#NAME?",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ),
    *("#I/T", "#VÆRDI!", "#REFERENCE!", "#DIVISION/0!", "#NAVN?", "#SAKNAS!", "#VÄRDEFEL!", "#REFERENS!"),
    *("#OGILTIGT!", "#NAMN?", "#SKÄRNING!"),
}


class RefusedCell(ValueError):
    """A reason (registry/exchange/reasons.py) and what is said with it; where it stands is added by the reader of the row."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, {name: str(value) for name, value in params.items()}
        super().__init__(code)


class Cells:
    """Reads cells as one mapping says they are written; counts in `missing_taken` what was declared to be missing."""

    def __init__(self, mapping: Mapping):
        self.blank = mapping.blank
        self.floats = mapping.whole_numbers_as_floats
        self.decimal = mapping.decimal
        self.missing = mapping.missing
        self.missing_taken: Counter[tuple[str, str]] = Counter()
        self._answers: defaultdict[tuple[str, Item], dict[Cell, int]] = defaultdict(dict)

    def text(self, column: str, cell: Cell) -> str:
        """The cell without spaces around it; empty where it is blank or holds a code declared to be missing.

        A whole number written 3.0 is 3 where that is declared.
        """
        if isinstance(cell, date):
            raise RefusedCell("a_date", found=as_found(cell))
        text = str(cell).strip()
        if not text or text in self.blank:
            return ""
        as_float = WHOLE_AS_FLOAT.fullmatch(text) if self.floats else None
        text = as_float[1] if as_float else text
        if text in self.missing.get(column, ()):
            self.missing_taken[column, text] += 1
            return ""
        if text in ERRORS:
            raise RefusedCell("formula_error", found=text)
        return text

    def answers_to(self, column: str, item: Item) -> dict[Cell, int]:
        """Cells that were read as answers to the item before, as they are written; more of them as they are read."""
        return self._answers[column, item]

    def response(self, column: str, item: Item, cell: Cell) -> float | None:
        """The answer to an item; blank is None."""
        if item.measured:
            return self.measure(column, item, cell)
        text = self.text(column, cell)
        if not text:
            return None
        if WHOLE.fullmatch(text) and int(text) in item.allowed:
            if isinstance(cell, str) and len(known := self.answers_to(column, item)) < MOST_KEPT:
                known[cell] = int(text)
            return int(text)
        code = "undeclared_missing" if text in USUAL_MISSING else "no_answer"
        raise RefusedCell(code, item=item.name, found=echo(text), lowest=item.lowest, highest=item.highest)

    def measure(self, column: str, item: Item, cell: Cell) -> float | None:
        """What was measured, with its decimals; blank is None."""
        number = self.number(column, cell)
        if number is not None and not item.lowest <= number <= item.highest:
            raise RefusedCell(
                "no_measure", item=item.name, found=echo(str(cell)), lowest=item.lowest, highest=item.highest
            )
        return None if number is None else float(number)

    def identifier(self, column: str, cell: Cell) -> str:
        text = self.text(column, cell)
        if not text:
            raise RefusedCell("id_blank")
        if ROUNDED.fullmatch(text):
            raise RefusedCell("id_rounded", found=echo(text))
        if len(text) > LONGEST_ID or not text.isprintable():
            raise RefusedCell("id_form", found=echo(text), longest=LONGEST_ID)
        return text

    def age_years(self, column: str, cell: Cell) -> int | None:
        """Whole years lived; a part of a year is cut off, as ages are."""
        number = self.number(column, cell)
        if number is not None and not 0 <= number <= OLDEST_YEARS:
            raise RefusedCell("age", found=echo(str(cell)), highest=OLDEST_YEARS)
        return None if number is None else int(number)

    def number(self, column: str, cell: Cell) -> Decimal | None:
        text = self.text(column, cell)
        if not text:
            return None
        if isinstance(cell, str) and self.decimal == ",":
            if "." in text:
                raise RefusedCell("other_decimal", found=echo(text), mark=self.decimal)
            text = text.replace(",", ".")
        if not NUMBER.fullmatch(text):
            other = self.decimal == "." and NUMBER.fullmatch(text.replace(",", "."))
            code = "other_decimal" if other else "number"
            raise RefusedCell(code, found=echo(text), mark=self.decimal)
        return Decimal(text)

    def coded(self, part: CodedColumn, cell: Cell, *, needed: bool = False) -> str:
        """What the code stands for; "" where it stands for nothing recorded, unless that is `needed`."""
        code = self.text(part.column, cell)
        known = ", ".join(part.codes)
        if code and code not in part.codes:
            raise RefusedCell("code", found=echo(code), codes=known)
        meaning = part.codes[code] if code else NOT_RECORDED
        if meaning == NOT_RECORDED and needed:
            raise RefusedCell("code_blank", codes=known)
        return "" if meaning == NOT_RECORDED else meaning

    def day(self, part: DateColumn, cell: Cell) -> PartialDate:
        """The date in a column where every line needs one. A cell that is a date needs no form."""
        if isinstance(cell, date):
            return PartialDate(cell.date() if isinstance(cell, datetime) else cell)
        text = self.text(part.column, cell)
        if not text:
            raise RefusedCell("date_blank", form=part.format)
        try:
            return DateForm(part.format).read(text)
        except NotThisForm:
            raise RefusedCell("date_form", found=echo(text), form=part.format) from None
        except NoSuchDay:
            raise RefusedCell("no_such_day", found=echo(text)) from None

    def day_or_none(self, part: DateColumn, cell: Cell) -> date | None:
        """The day in a column that may be blank."""
        blank = not isinstance(cell, date) and not self.text(part.column, cell)
        return None if blank else self.day(part, cell).day


def as_found(cell: Cell) -> str:
    """The cell as a report shows it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)[:LONGEST_FOUND]
