"""The diagnosis and the operation of a line: codes by their tables, what is blank not reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from registry.diagnoses import CODES, DIAGNOSES, resolve
from registry.diagnoses.coding import sks_of
from registry.exchange.cells import Cell, Cells, RefusedCell
from registry.exchange.mapping_care import DiagnosisPart, ListColumn, OperationPart
from registry.exchange.mapping_parts import CodedColumn, DateColumn
from registry.free_text import personal_number_in
from registry.instruments.responses import echo
from registry.operations import levels

if TYPE_CHECKING:
    from registry.exchange.reading import Reading

DAYS = ("admitted_on", "discharged_on")
WRITTEN = {**dict.fromkeys(DAYS, date.fromisoformat), "started_at": time.fromisoformat}  # as text, put aside
TIME = re.compile(r"(\d{1,2})[:.]([0-5]\d)(?:[:.][0-5]\d)?", re.ASCII)
LAST_HOUR = 23
LONGEST_TYPE = 80


@dataclass(frozen=True, slots=True)
class PlannedOperation:
    """The procedures of one day, and what is told of them: None or "" is not reported, [] is none."""

    performed_on: date
    kinds: tuple[str, ...]
    details: dict[str, Any] = field(default_factory=dict)  # only what is reported; days as dates

    def differs_from(self, told: PlannedOperation) -> bool:
        """Whether something told is another than what stands here; what is blank on either side is not."""
        if set(self.kinds) != set(told.kinds):
            return True
        both = self.details.keys() & told.details.keys()
        return any(_bare(self.details[name]) != _bare(told.details[name]) for name in both)

    def lacks(self, told: PlannedOperation) -> bool:
        """Whether something told is blank here."""
        return bool(told.details.keys() - self.details.keys())

    def packed(self) -> list[Any]:
        told = {name: value.isoformat() if name in WRITTEN else value for name, value in self.details.items()}
        return [self.performed_on.isoformat(), self.kinds, told]

    @classmethod
    def unpacked(cls, values: list[Any]) -> PlannedOperation:
        day, kinds, told = values
        details = {name: WRITTEN.get(name, _same)(value) for name, value in told.items()}
        return cls(date.fromisoformat(day), tuple(kinds), details)


def _same(value: Any) -> Any:
    return value


def _bare(value: Any) -> Any:
    """A list of codes without its order."""
    return sorted(value) if isinstance(value, list) else value


class OperationReader:
    """Reads the operation of a row."""

    def __init__(self, part: OperationPart, cells: Cells) -> None:
        self.part, self.cells = part, cells

    def read(self, reading: Reading) -> PlannedOperation | None:
        """None where the row has none, or where it is refused."""
        before = len(reading.refused)
        day = self._day(reading, self.part.performed_on)
        kinds = self._list(reading, self.part.procedures)
        if len(reading.refused) > before:
            return None
        if day is None or not kinds:
            self._refuse_half(reading, day, kinds)
            return None
        return PlannedOperation(day, tuple(kinds), dict(self._details(reading)))

    def _refuse_half(self, reading: Reading, day: date | None, kinds: list[str] | None) -> None:
        """A day without a procedure, or a procedure without its day."""
        if day is not None:
            reading.refuse(self.part.procedures[0].column, "operation_without_kind")
        elif kinds:
            reading.refuse(self.part.performed_on.column, "operation_without_day")

    def _details(self, reading: Reading) -> Iterator[tuple[str, Any]]:
        found = {name: self._list(reading, part) for name, part in self.part.lists.items()}
        found |= {name: self._choice(reading, part) for name, part in self.part.choices.items()}
        found |= {name: self._day(reading, getattr(self.part, name)) for name in DAYS}
        found["levels"] = reading.take(self.part.levels, self._levels)
        found["started_at"] = reading.take(self.part.started_at, self._time)
        found["implant_type"] = reading.take(self.part.implant_type, self._implant_type)
        yield from ((name, value) for name, value in found.items() if value not in (None, ""))

    def _day(self, reading: Reading, part: DateColumn | None) -> date | None:
        if part is None:
            return None
        return reading.take(part.column, lambda _column, cell: self.cells.day_or_none(part, cell))

    def _choice(self, reading: Reading, part: CodedColumn) -> str | None:
        return reading.take(part.column, lambda _column, cell: self.cells.coded(part, cell))

    def _levels(self, column: str, cell: Cell) -> list[str] | None:
        text = self.cells.text(column, cell)
        try:
            return levels.read(text) or None
        except ValueError as refused:
            raise RefusedCell("levels", found=echo(str(refused))) from None

    def _time(self, column: str, cell: Cell) -> time | None:
        """Hours and minutes; a cell of a sheet that is a time has seconds too."""
        text = self.cells.text(column, cell)
        found = TIME.fullmatch(text)
        if text and (found is None or int(found[1]) > LAST_HOUR):
            raise RefusedCell("time", found=echo(text))
        return time(int(found[1]), int(found[2])) if found else None

    def _implant_type(self, column: str, cell: Cell) -> str:
        text = " ".join(self.cells.text(column, cell).split())
        if len(text) > LONGEST_TYPE or not text.isprintable() or personal_number_in(text):
            raise RefusedCell("implant_type", longest=LONGEST_TYPE)
        return text

    def _list(self, reading: Reading, parts: tuple[ListColumn, ...]) -> list[str] | None:
        """The codes of several columns. None where none is told: of one left blank nobody knows that it is none."""
        told = [
            reading.take(part.column, lambda column, cell, part=part: self._codes(part, cell))
            for part in parts
        ]
        found = list(dict.fromkeys(code for codes in told if codes for code in codes))
        return None if not found and None in told else found

    def _codes(self, part: ListColumn, cell: Cell) -> list[str] | None:
        text = self.cells.text(part.column, cell)
        given = [one.strip() for one in text.split(part.between)] if part.between else [text]
        given = [one for one in given if one]
        if strange := [one for one in given if one not in part.codes]:
            raise RefusedCell("code", found=echo(strange[0]), codes=", ".join(part.codes))
        return [meant for one in given for meant in part.codes[one]] if given else None


class DiagnosisReader:
    """Reads the diagnosis of a row, on the day from which its follow-up counts."""

    def __init__(self, part: DiagnosisPart, cells: Cells) -> None:
        self.part, self.cells = part, cells
        self.normal = sks_of if part.system == "icd10" else str
        self.codes = {self.normal(code): meant for code, meant in part.codes.items()}

    def read(self, reading: Reading, on: date) -> str:
        """ "" where it is blank or refused."""
        return reading.take(self.part.column, lambda column, cell: self._diagnosis(column, cell, on)) or ""

    def _diagnosis(self, column: str, cell: Cell, on: date) -> str:
        code = self.cells.text(column, cell)
        listed = self.codes.get(self.normal(code)) if code else ""
        if listed is not None:
            return listed
        if self.part.system == "own":
            raise RefusedCell("code", found=echo(code), codes=", ".join(self.part.codes))
        meant = _resolved(code, on)
        if len(meant) > 1:
            raise RefusedCell("diagnosis_shared", found=echo(code), diagnoses=", ".join(meant))
        if not meant:
            raise _unknown(code, on)
        return meant[0]


@lru_cache(maxsize=4096)
def _resolved(code: str, on: date) -> tuple[str, ...]:
    return tuple(one.code for one in resolve(code, on))


def _unknown(code: str, on: date) -> RefusedCell:
    """A code that is not ours, or one of another time."""
    sks = sks_of(code)
    rows = [row for row in CODES if row.sks and sks.startswith(row.sks)]
    if not rows:
        return RefusedCell("diagnosis_unknown", found=echo(code))
    times = ", ".join(f"{row.first} – {row.last or ''}".strip() for row in rows)
    return RefusedCell("diagnosis_not_then", found=echo(code), day=on, times=times)


def kind_of(diagnosis: str) -> str:
    """The kind of episode a diagnosis makes; "" of none."""
    return DIAGNOSES[diagnosis].kind if diagnosis else ""
