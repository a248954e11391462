"""What the lines of a file would store: each read through its mapping, or every reason why it cannot be. Nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from registry.exchange.cells import Cell, Cells, RefusedCell, as_found
from registry.exchange.mapping import Mapping
from registry.exchange.mapping_parts import CodedColumn, DateColumn, InstrumentPart
from registry.exchange.reasons import Problem
from registry.exchange.table import Row, Table
from registry.instruments import INSTRUMENTS, NotScorable, Score
from registry.partial_date import PartialDate

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PlannedAssessment:
    """One instrument of one line: its answers in the order of its items."""

    instrument: str
    answers: tuple[int | None, ...]
    value_set: str | None

    @property
    def responses(self) -> dict[str, int | None]:
        codes = (item.code for item in INSTRUMENTS[self.instrument].items)
        return dict(zip(codes, self.answers, strict=True))

    @property
    def result(self) -> Score | NotScorable:
        return _scored(self.instrument, self.answers, self.value_set)


@lru_cache(maxsize=20_000)
def _scored(instrument: str, answers: tuple[int | None, ...], value_set: str | None) -> Score | NotScorable:
    known = INSTRUMENTS[instrument]
    return known.score(known.in_order(answers), value_set=value_set)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One line as it would be stored."""

    line: int
    source_id: str
    age_years: int | None
    sex: str
    timepoint: str
    observed_on: date
    kind: str
    onset: PartialDate
    assessments: tuple[PlannedAssessment, ...]

    def packed(self) -> list[Any]:
        """As plain values, to be put aside."""
        return [
            self.line,
            self.source_id,
            self.age_years,
            self.sex,
            self.timepoint,
            self.observed_on.isoformat(),
            self.kind,
            str(self.onset),
            [[one.instrument, one.answers, one.value_set] for one in self.assessments],
        ]

    @classmethod
    def unpacked(cls, values: list[Any]) -> PlannedRow:
        *head, observed_on, kind, onset, assessments = values
        return cls(
            *head,
            _day(observed_on),
            kind,
            _partial(onset),
            tuple(
                PlannedAssessment(instrument, tuple(answers), value_set)
                for instrument, answers, value_set in assessments
            ),
        )


_day = lru_cache(maxsize=4096)(date.fromisoformat)
_partial = lru_cache(maxsize=4096)(PartialDate.parse)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A line of the file: what it would store, None where it is refused; and the file's own scores by instrument."""

    line: int
    source_id: str
    timepoint: str
    planned: PlannedRow | None
    problems: tuple[Problem, ...]
    printed: dict[str, Decimal]


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, mapping: Mapping):
        self.mapping = mapping
        self.cells = Cells(mapping)
        self.width = len(table.columns)
        self.positions = {column: table.position(column) for column in mapping.columns}

    def read(self, row: Row) -> ReadRow:
        if len(row.cells) != self.width:
            params = {"found": str(len(row.cells)), "width": str(self.width)}
            return ReadRow(row.line, "", "", None, (Problem(row.line, "", "", "", "width", params),), {})
        reading = Reading(row, self.positions)
        planned, printed = self._planned(reading), self._printed(reading)
        problems = tuple(reading.problems(planned.source_id))
        return ReadRow(
            row.line, planned.source_id, planned.timepoint, None if problems else planned, problems, printed
        )

    def _planned(self, reading: Reading) -> PlannedRow:
        patient, cells = self.mapping.patient, self.cells
        sex = patient.sex
        # what is refused stands as a blank here; the row is not used then
        return PlannedRow(
            line=reading.row.line,
            source_id=reading.take(patient.id, cells.identifier) or "",
            age_years=reading.take(patient.age_years, cells.age_years),
            sex=(reading.take(sex.column, lambda _column, cell: cells.coded(sex, cell)) if sex else None)
            or "",
            timepoint=self._code(reading, self.mapping.timepoint),
            observed_on=self._day(reading, self.mapping.observed_on).day,
            kind=self._code(reading, self.mapping.episode.kind),
            onset=self._day(reading, self.mapping.episode.onset_on),
            assessments=tuple(
                filter(None, (self._assessment(reading, one) for one in self.mapping.instruments))
            ),
        )

    def _code(self, reading: Reading, part: str | CodedColumn) -> str:
        if isinstance(part, str):
            return part
        return (
            reading.take(part.column, lambda _column, cell: self.cells.coded(part, cell, needed=True)) or ""
        )

    def _day(self, reading: Reading, part: date | DateColumn) -> PartialDate:
        if isinstance(part, date):
            return PartialDate(part)
        return reading.take(part.column, lambda _column, cell: self.cells.day(part, cell)) or PartialDate(
            date.min
        )

    def _assessment(self, reading: Reading, part: InstrumentPart) -> PlannedAssessment | None:
        """One instrument of the row; None where all of it is blank: then it was not answered."""
        columns = part.columns
        answers = tuple(
            reading.take(
                columns.get(item.code),
                lambda column, cell, item=item: self.cells.response(column, item, cell),
            )
            for item in part.known.items
        )
        if answers.count(None) == len(answers):
            return None
        return PlannedAssessment(part.instrument, answers, part.value_set)

    def _printed(self, reading: Reading) -> dict[str, Decimal]:
        """The file's own scores by instrument, where it has any."""
        found = {
            part.instrument: reading.take(part.check.column, self.cells.number)
            for part in self.mapping.instruments
            if part.check
        }
        return {instrument: printed for instrument, printed in found.items() if printed is not None}


class Reading:
    """One row being read: what could not be taken from it is kept, so that all of it can be told at once."""

    def __init__(self, row: Row, positions: dict[str, int]):
        self.row = row
        self.positions = positions
        self.refused: list[tuple[str, RefusedCell]] = []

    def take(self, column: str | None, read: Callable[[str, Cell], Value]) -> Value | None:
        """The value of a column; None where there is no such column or its cell is refused."""
        if column is None:
            return None
        try:
            return read(column, self.row.cells[self.positions[column]])
        except RefusedCell as refused:
            self.refused.append((column, refused))
            return None

    def problems(self, source_id: str) -> Iterator[Problem]:
        for column, refused in self.refused:
            found = as_found(self.row.cells[self.positions[column]])
            yield Problem(self.row.line, source_id, column, found, refused.code, refused.params)
