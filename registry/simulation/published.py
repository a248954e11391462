"""The numbers of the annual report that a simulated registry is calibrated to, read from the files beside this one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Published:
    """One cell of a table: what a group answered at a timepoint. None where the report prints nothing."""

    table: str
    group: str
    measure: str  # the code of an instrument, or age (years) or women (per cent)
    timepoint: str
    mean: float
    sd: float | None
    n: int | None


@dataclass(frozen=True)
class Unit:
    """One unit's year: operations registered, and those with answers before the operation."""

    unit: int
    area: str  # lumbar, cervical or cement
    years: str
    operations: int
    answered_before: int | None

    @property
    def completeness(self) -> float:
        """Share with answers before; a cell that was not printed counts as none, as in the report's own total."""
        return (self.answered_before or 0) / self.operations if self.operations else 0.0


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("registry.simulation") / name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def scores() -> tuple[Published, ...]:
    return tuple(
        Published(
            row["table"],
            row["group"],
            row["measure"],
            row["timepoint"],
            mean=float(row["mean"]),
            sd=float(row["sd"]) if row["sd"] else None,
            n=int(row["n"]) if row["n"] else None,
        )
        for row in _rows("published_scores.csv")
    )


@cache
def units() -> tuple[Unit, ...]:
    return tuple(
        Unit(
            int(row["unit"]),
            row["area"],
            row["years"],
            operations=int(row["operations"] or 0),
            answered_before=int(row["answered_before"]) if row["answered_before"] else None,
        )
        for row in _rows("published_units.csv")
    )


@cache
def answered_n(group: str, timepoint: str) -> int:
    """How many of a group answered at a timepoint, as printed; 0 where the report has no such timepoint."""
    found = (cell.n for cell in scores() if (cell.group, cell.timepoint) == (group, timepoint))
    return next((n for n in found if n is not None), 0)


def instruments_of(group: str) -> tuple[str, ...]:
    """The instruments a group's table prints, in its order."""
    codes = (cell.measure for cell in scores() if cell.group == group and cell.timepoint == "baseline")
    return tuple(code for code in codes if code not in {"age", "women"})


@cache
def groups() -> frozenset[str]:
    """The groups that a table prints scores of."""
    return frozenset(cell.group for cell in scores())
