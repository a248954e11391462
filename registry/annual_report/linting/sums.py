"""Rows add up to their total."""

from __future__ import annotations

from collections.abc import Iterator

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.report import Absent, Cell, Kind, Part, Report, Rule
from registry.instruments.translate import _


def check(report: Report) -> Iterator[Finding]:
    for part in report.parts:
        for cell in part.cells:
            if part.total and cell.row == part.total and cell.kind is Kind.COUNT:
                yield from _column(part, cell)


def _column(part: Part, total: Cell) -> Iterator[Finding]:
    """A hidden row leaves room for itself; a blank one is counted as none, as the report itself counts it."""
    rows = [cell for cell in column(part, total) if cell.row != part.total]
    hidden = sum(cell.absent is Absent.SUPPRESSED for cell in rows)
    added = sum(int(cell.value or 0) for cell in rows)
    if not rows or total.value is None:
        return
    if added <= total.value if hidden else added == total.value:
        return
    left_out = [cell for cell in rows if cell.value and cell.value == added - total.value]
    text = _("The total is {total}; the rows add up to {added}.")
    if left_out:
        text = _("The total is {total}; the rows add up to {added}: one of {apart} is left out of it.")
    values = {"total": int(total.value), "added": added, "apart": added - int(total.value)}
    yield found(Rule.SUM, *map(part.place, (total, *left_out)), text=text, **values)


def column(part: Part, like: Cell) -> list[Cell]:
    """The cells of the same measure at the same timepoint."""
    return [cell for cell in part.cells if (cell.measure, cell.timepoint) == (like.measure, like.timepoint)]
