"""How many operations had answers before, unit by unit, in the last two years."""

from __future__ import annotations

from registry.annual_report.making.asking import Asking
from registry.annual_report.making.cells import TOTAL, count, operations_key, share
from registry.annual_report.making.part import part_of
from registry.annual_report.report import Cell, Part
from registry.annual_report.specification import Spec
from registry.statistics import Answer


def by_unit(spec: Spec, asking: Asking) -> Part:
    """A unit that operated in one of the years has a row; in a year without operations it says so."""
    first, last = asking.years_of(spec)
    found = {year: asking.by("department", spec.population, (year, year)) for year in (first, last)}
    units = sorted(
        {unit for answers in found.values() for unit, one in answers.items() if one.n_due},
        key=lambda unit: asking.units.get(unit, unit),
    )
    cells: list[Cell] = []
    for year, answers in found.items():
        for unit in units:
            cells += _row(spec, year, asking.units.get(unit, unit), answers.get(unit))
        cells += _row(spec, year, TOTAL, asking.ask(spec.population, (year, year)))
    return part_of(spec, asking, cells, total=TOTAL, adds="rows")


def _row(spec: Spec, year: int, row: str, one: Answer | None) -> list[Cell]:
    operations, answered = (one.n_due or 0, one.n_answered) if one else (0, 0)
    when, of = str(year), "" if row == TOTAL else row
    operated = operations_key(spec.population, (year, year), of)
    return [
        count("operations", when, operations, row=row, counts=operated),
        count("answered_before", when, answered, row=row, counts=f"answered/{operated}"),
        share("completeness", when, answered, operations, row=row, counts=f"answered/{operated}"),
    ]
