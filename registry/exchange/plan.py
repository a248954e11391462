"""What an import would store, and what it refuses: every row of a file read through its mapping, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from registry.exchange.cells import Cells, RefusedCell
from registry.exchange.mapping import InstrumentPart, Mapping
from registry.exchange.table import Row, Table
from registry.instruments import NotScorable, Score

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a row is not stored. `column` is empty where the whole row is at fault."""

    line: int
    source_id: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedAssessment:
    """One instrument of one row, scored; `printed` is the file's own number for it, where it has one."""

    instrument: str
    responses: dict[str, int | None]
    value_set: str | None
    result: Score | NotScorable
    printed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlannedPatient:
    line: int
    source_id: str
    age_years: int | None
    sex: str
    assessments: tuple[PlannedAssessment, ...]


@dataclass
class Plan:
    """The rows of a file: those that can be stored, and every reason for those that cannot."""

    mapping: Mapping
    rows_read: int
    patients: list[PlannedPatient] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def plan_import(table: Table, mapping: Mapping) -> Plan:
    """Every row read and scored; rows that share an id are all refused, for which is right is not known."""
    plan = Plan(mapping, rows_read=len(table.rows))
    reader = RowReader(table, mapping)
    for row in table.rows:
        patient, refusals = reader.read(row)
        plan.refusals += refusals
        if patient is not None:
            plan.patients.append(patient)
    _refuse_shared_ids(plan, reader.lines_of)
    return plan


def _refuse_shared_ids(plan: Plan, lines_of: dict[str, list[int]]) -> None:
    shared = {source_id: lines for source_id, lines in lines_of.items() if len(lines) > 1}
    plan.patients = [patient for patient in plan.patients if patient.source_id not in shared]
    for source_id, lines in shared.items():
        told = f"found the id on the lines {', '.join(map(str, lines))}; give each patient one row."
        plan.refusals += [Refusal(line, source_id, plan.mapping.patient.id, told) for line in lines]
    plan.refusals.sort(key=lambda refusal: refusal.line)


class RowReader:
    """Reads rows of one table; remembers on which lines each id stands."""

    def __init__(self, table: Table, mapping: Mapping):
        self.mapping = mapping
        self.cells = Cells(mapping)
        self.width = len(table.columns)
        self.positions = {column: table.position(column) for column in mapping.columns}
        self.lines_of: dict[str, list[int]] = {}

    def read(self, row: Row) -> tuple[PlannedPatient | None, list[Refusal]]:
        """The patient of a row, or every reason why there is none."""
        if len(row.cells) != self.width:
            found = (
                f"found {len(row.cells)} values under {self.width} columns; check its delimiters and quotes."
            )
            return None, [Refusal(row.line, "", "", found)]
        reading = Reading(row, self.positions)
        patient = self._patient(reading)
        if patient.source_id:
            self.lines_of.setdefault(patient.source_id, []).append(row.line)
        refusals = [
            Refusal(row.line, patient.source_id, column, reason) for column, reason in reading.refused
        ]
        return (None if refusals else patient), refusals

    def _patient(self, reading: Reading) -> PlannedPatient:
        part = self.mapping.patient
        sex = part.sex
        return PlannedPatient(
            line=reading.row.line,
            source_id=reading.take(part.id, self.cells.identifier) or "",
            age_years=reading.take(part.age_years, self.cells.age_years),
            sex=(reading.take(sex.column, lambda cell: self.cells.sex(sex, cell)) if sex else None) or "",
            assessments=tuple(
                filter(None, (self._assessment(reading, one) for one in self.mapping.instruments))
            ),
        )

    def _assessment(self, reading: Reading, part: InstrumentPart) -> PlannedAssessment | None:
        """One instrument of the row, scored; None where all of it is blank: then it was not answered."""
        instrument, columns = part.known, part.columns
        responses = {
            item.code: reading.take(
                columns.get(item.code), lambda cell, item=item: self.cells.response(item, cell)
            )
            for item in instrument.items
        }
        printed = reading.take(part.check.column if part.check else None, self.cells.number)
        if all(response is None for response in responses.values()):
            return None
        result = instrument.score(responses, value_set=part.value_set)
        return PlannedAssessment(part.instrument, responses, part.value_set, result, printed)


class Reading:
    """One row being read: what could not be taken from it is kept, so that all of it can be told at once."""

    def __init__(self, row: Row, positions: dict[str, int]):
        self.row = row
        self.positions = positions
        self.refused: list[tuple[str, str]] = []

    def take(self, column: str | None, read: Callable[[str], Value]) -> Value | None:
        """The value of a column; None where there is no such column or its cell is refused."""
        if column is None:
            return None
        try:
            return read(self.row.cells[self.positions[column]])
        except RefusedCell as refused:
            self.refused.append((column, str(refused)))
            return None
