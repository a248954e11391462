"""A share is its count of its base, and the shares of a whole are 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import shown, step_of
from registry.annual_report.report import Cell, Kind, Part, Report, Rule
from registry.instruments.translate import _

WHOLE = Decimal(100)


def check(report: Report) -> Iterator[Finding]:
    for part, cell in report.cells([Kind.SHARE]):
        yield from _share(part, cell)
    for part in report.parts:
        if part.shares_add:
            yield from _columns(part)


def _share(part: Part, cell: Cell) -> Iterator[Finding]:
    number = shown(cell)
    if number is None or cell.n is None or cell.of is None:
        return
    if not cell.of:
        text = _("{share} % of nobody: a share needs somebody.")
        yield found(Rule.SHARE, part.place(cell), text=text, share=number)
        return
    exact = WHOLE * cell.n / cell.of
    if abs(number - exact) > step_of(cell) / 2:
        text = _("{n} of {of} is {exact} %, not {share} %.")
        values = {"n": cell.n, "of": cell.of, "exact": round(exact, 1), "share": number}
        yield found(Rule.SHARE, part.place(cell), text=text, **values)


def _columns(part: Part) -> Iterator[Finding]:
    for measure, timepoint in part.columns():
        cells = [
            cell
            for cell in part.cells
            if (cell.measure, cell.timepoint, cell.kind) == (measure, timepoint, Kind.SHARE)
            and cell.row != part.total
        ]
        numbers = [shown(cell) for cell in cells]
        added = sum((number for number in numbers if number is not None), Decimal(0))
        if cells and None not in numbers and added != WHOLE:
            yield from _apart(part, cells, added)


def _apart(part: Part, cells: list[Cell], added: Decimal) -> Iterator[Finding]:
    """Where rounding alone can explain it, it is enough that the report says so."""
    total = part.at(cells[0].measure, cells[0].timepoint, part.total) if part.total else None
    places = [part.place(cell) for cell in ([total] if total else []) + cells]
    if abs(added - WHOLE) > len(cells) * step_of(cells[0]) / 2:
        yield found(Rule.SHARES, *places, text=_("The shares add up to {added} %."), added=added)
    elif not part.says(Rule.ROUNDING):
        text = _("The shares add up to {added} %, which rounding explains and the report does not say.")
        yield found(Rule.ROUNDING, *places, text=text, added=added)
