"""What is hidden of a report so far, and the numbers that add up to one that readers may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from registry.annual_report.report import Cell, Kind, Part, Place, Report
from registry.annual_report.sums_over_years import Told


@dataclass
class Hiding:
    """What is hidden so far: places, and counts whatever the place."""

    parts: Sequence[Part]
    editions: Sequence[Report] = ()  # of the same year
    others: Sequence[Report] = ()  # of other years
    told: Told = field(default_factory=Told)  # by all of them
    places: set[Place] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def hides(self, part: Part, cell: Cell) -> bool:
        return part.place(cell) in self.places or (bool(cell.counts) and cell.counts in self.keys)

    def hide(self, part: Part, cell: Cell) -> None:
        self.places.add(part.place(cell))
        if cell.counts:
            self.keys.add(cell.counts)


def columns(part: Part) -> Iterator[list[Cell]]:
    """Numbers that add up to one that readers may know: counts, and means by how many they are of."""
    groups: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in part.cells:
        if part.adds and cell.row != (part.total or None) and cell.kind is not Kind.SHARE and number_of(cell):
            other = cell.timepoint if part.adds == "rows" else cell.row
            groups[cell.measure, cell.kind, other].append(cell)
    yield from groups.values()


def number_of(cell: Cell) -> int:
    return int(cell.value or 0) if cell.kind is Kind.COUNT else cell.n or 0
