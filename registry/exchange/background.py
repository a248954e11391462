"""How the patient of a line was at its timepoint: bands by their codes, numbers within what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from registry.exchange.cells import Cell, Cells, RefusedCell
from registry.exchange.mapping_background import YES, BackgroundPart, DurationPart
from registry.exchange.mapping_parts import NOT_RECORDED, CodedColumn
from registry.instruments.responses import echo
from registry.operations.background import duration_band
from registry.value_rules import value_findings
from registry.value_words import value_said

if TYPE_CHECKING:
    from registry.exchange.reading import Reading

ON_LEAVE = "sick_leave"
# Column of a background to what is told of it; what is not told is not there.
Background = Mapping[str, Any]


def differing(stands: Background, told: Background) -> list[str]:
    """What is told on both sides, and otherwise."""
    return [name for name, value in told.items() if name in stands and stands[name] != value]


class BackgroundReader:
    """Reads the background of a row."""

    def __init__(self, part: BackgroundPart, cells: Cells) -> None:
        self.part, self.cells, self.places = part, cells, part.places

    def read(self, reading: Reading) -> dict[str, Any]:
        """Only what is told."""
        told = {name: value for name, value in self._read(reading) if value not in (None, "")}
        if told.get("work") != ON_LEAVE and (days := told.pop("sick_leave_days", 0)):
            reading.refuse(self.places["sick_leave_days"], "days_without_leave", found=days)
        return told

    def _read(self, reading: Reading) -> Iterator[tuple[str, Any]]:
        for name, part in self.part.choices.items():
            yield name, reading.take(part.column, lambda _column, cell, part=part: self._choice(part, cell))
        if smokes := self.part.smokes:
            coded = reading.take(smokes.column, lambda _column, cell: self.cells.coded(smokes, cell))
            yield "smokes", coded == YES if coded else None
        for name, column in self.part.numbers.items():
            yield name, self._number(reading, name, column)

    def _choice(self, part: DurationPart | CodedColumn, cell: Cell) -> str:
        if isinstance(part, CodedColumn):
            return self.cells.coded(part, cell)
        code = self.cells.text(part.column, cell)
        if not code or code in part.codes:
            meant = part.codes.get(code, NOT_RECORDED)
            return "" if meant == NOT_RECORDED else meant
        if part.unit is None:
            raise RefusedCell("code", found=echo(code), codes=", ".join(part.codes))
        return self._band(part.column, cell)

    def _band(self, column: str, cell: Cell) -> str:
        months = self.cells.number(column, cell)
        if months is None or months < 0:
            raise RefusedCell("months", found=echo(str(cell)))
        return duration_band(float(months))

    def _number(self, reading: Reading, name: str, column: str) -> float | int | None:
        """Impossible is refused, unlikely is asked about: by the one table."""
        number = reading.take(column, self.cells.number)
        if number is None:
            return None
        if name != "bmi" and number != int(number):
            reading.refuse(column, "whole_number", found=number)
            return None
        for finding in value_findings({name: float(number)}):
            code = "impossible_value" if finding.is_impossible else "unlikely_value"
            reading.refuse(column, code, said=value_said(finding))
        return float(number) if name == "bmi" else int(number)
