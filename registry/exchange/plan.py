"""What the lines of a file would store: each read through its mapping, or every reason why it cannot be. Nothing written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from registry.exchange.background import BackgroundReader
from registry.exchange.care import DiagnosisReader, OperationReader, kind_of
from registry.exchange.cells import Cell, Cells, RefusedCell
from registry.exchange.mapping import Mapping
from registry.exchange.mapping_parts import AS_DIAGNOSED, CodedColumn, DateColumn, InstrumentPart
from registry.exchange.person import PersonReader
from registry.exchange.planned import PlannedAssessment, PlannedRow, ReadRow
from registry.exchange.reading import HIDDEN, Reading
from registry.exchange.reasons import Problem
from registry.exchange.row import Row
from registry.exchange.table import Table
from registry.instruments import Item
from registry.partial_date import PartialDate

# A CPR number or a personnummer as it is written with its mark: no file has such ids of its own.
NUMBER_LIKE = re.compile(r"(\d\d)?\d\d[01]\d[0-9]\d[-+]\d{4}|[0-3]\d[01]\d\d\d-\d{4}", re.ASCII)


class RowReader:
    """Reads the rows of one table, `on` a day."""

    def __init__(self, table: Table, mapping: Mapping, on: date | None = None):
        self.mapping = mapping
        self.cells = Cells(mapping)
        self.width = len(table.columns)
        self.positions = {column: table.position(column) for column in mapping.columns}
        identity, diagnosis, operation = (
            mapping.patient.identity,
            mapping.episode.diagnosis,
            mapping.operation,
        )
        self.person = PersonReader(identity, self.cells, on) if identity else None
        self.diagnosis = DiagnosisReader(diagnosis, self.cells) if diagnosis else None
        self.operation = OperationReader(operation, self.cells) if operation else None
        self.background = BackgroundReader(mapping.background, self.cells) if mapping.background else None
        self.ends = mapping.patient.ends
        self.asked = {part.instrument: list(self._asked(part)) for part in mapping.instruments}
        self.reads_more = bool(identity or diagnosis or operation or self.background or self.ends)

    def read(self, row: Row) -> ReadRow:
        if len(row.cells) != self.width:
            params = {"found": str(len(row.cells)), "width": str(self.width)}
            return ReadRow(row.line, "", "", None, (Problem(row.line, "", "", "", "width", params),), {})
        reading = Reading(row, self.positions)
        planned, printed = self._planned(reading), self._printed(reading)
        if self.reads_more:
            planned = self._with_more(planned, reading)
        problems = tuple(reading.problems(planned.source_id, self.mapping.sealed_columns))
        kept = None if any(problem.is_refused for problem in problems) else planned
        return ReadRow(
            row.line, planned.source_id, planned.timepoint, kept, problems, printed, planned.person
        )

    def _with_more(self, planned: PlannedRow, reading: Reading) -> PlannedRow:
        """With who the patient is, the operation, the background and the diagnosis; the kind of episode may follow from it."""
        identity = self.person.read(reading) if self.person else None
        if identity and identity.is_unusual:
            reading.refuse(self.mapping.patient.identity.number, "number_unusual")
        operation = self.operation.read(reading) if self.operation else None
        background = self.background.read(reading) if self.background else {}
        planned = planned._replace(
            identity=identity, operation=operation, ends=self._ends(reading), background=background
        )
        if self.diagnosis is None:
            return planned
        return self._diagnosed(planned, reading, self.diagnosis.read(reading, planned.begins_on))

    def _ends(self, reading: Reading) -> dict[str, date]:
        """What ended the following of the patient; what is blank is not told."""
        found = {
            name: reading.take(
                part.column, lambda _column, cell, part=part: self.cells.day_or_none(part, cell)
            )
            for name, part in self.ends.items()
        }
        return {name: day for name, day in found.items() if day}

    def _diagnosed(self, planned: PlannedRow, reading: Reading, diagnosis: str) -> PlannedRow:
        part, kind = self.mapping.episode, kind_of(diagnosis)
        if part.kind == AS_DIAGNOSED:
            if not kind and part.diagnosis.column not in dict(reading.refused):
                reading.refuse(part.diagnosis.column, "diagnosis_blank")
            return planned._replace(diagnosis=diagnosis, kind=kind)
        if kind and planned.kind and kind != planned.kind:
            reading.refuse(part.diagnosis.column, "diagnosis_kind", diagnosis=diagnosis, kind=planned.kind)
        return planned._replace(diagnosis=diagnosis)

    def _planned(self, reading: Reading) -> PlannedRow:
        patient, cells = self.mapping.patient, self.cells
        sex = patient.sex
        # what is refused stands as a blank here; the row is not used then
        return PlannedRow(
            line=reading.row.line,
            source_id=reading.take(patient.id, self._id) or "",
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

    def _id(self, column: str, cell: Cell) -> str:
        """Never a national number: ids are shown and kept as they are."""
        found = self.cells.identifier(column, cell)
        if NUMBER_LIKE.fullmatch(found):
            raise RefusedCell("id_is_number", found=HIDDEN)
        return found

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
        cells = reading.row.cells
        answers = tuple(
            before[cells[at]] if cells[at] in before else self._answer(reading, column, item)
            for item, column, at, before in self.asked[part.instrument]
        )
        if answers.count(None) == len(answers):
            return None
        return PlannedAssessment(part.instrument, answers, part.value_set)

    def _asked(self, part: InstrumentPart) -> Iterator[tuple[Item, str | None, int, dict[Cell, int]]]:
        """Each item, its column and where that is, and how its cells were read before; a column of none is not asked."""
        for item in part.known.items:
            column = part.columns.get(item.code)
            at, before = (self.positions[column], self.cells.answers_to(column, item)) if column else (0, {})
            yield item, column, at, before

    def _answer(self, reading: Reading, column: str | None, item: Item) -> float | None:
        return reading.take(column, lambda column, cell: self.cells.response(column, item, cell))

    def _printed(self, reading: Reading) -> dict[str, Decimal]:
        """The file's own scores by instrument, where it has any."""
        found = {
            part.instrument: reading.take(part.check.column, self.cells.number)
            for part in self.mapping.instruments
            if part.check
        }
        return {instrument: printed for instrument, printed in found.items() if printed is not None}
