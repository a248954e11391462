"""Small counts are not shown, nor what is left of a base when they are taken away."""

from __future__ import annotations

from collections.abc import Iterator

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.linting.sums import column
from registry.annual_report.report import Absent, Cell, Kind, Part, Report, Rule
from registry.instruments.translate import _
from registry.suppression import SMALLEST_SHOWN, is_small


def check(report: Report) -> Iterator[Finding]:
    for part, cell in report.cells():
        number = _small_in(cell)
        if number is not None:
            text = _("{number} can be read from it; from 1 to {most} is not shown.")
            yield found(Rule.SMALL, part.place(cell), text=text, number=number, most=SMALLEST_SHOWN - 1)
        if part.total and cell.row == part.total and cell.kind is Kind.COUNT:
            yield from _what_is_left(part, cell)


def _small_in(cell: Cell) -> int | None:
    """The small number that a cell tells, if it tells any."""
    if cell.value is None:
        return None
    told = [cell.n, cell.of, None if cell.n is None or cell.of is None else cell.of - cell.n]
    if cell.kind is Kind.COUNT:
        told = [int(cell.value), *told]
    return next((number for number in told if number is not None and is_small(number)), None)


def _what_is_left(part: Part, total: Cell) -> Iterator[Finding]:
    """A reader takes the rows that are shown from the total: what is left must not tell of any row that is hidden."""
    rows = [cell for cell in column(part, total) if cell.row != part.total]
    hidden = sum(cell.absent is Absent.SUPPRESSED for cell in rows)
    if not hidden or total.value is None:
        return
    left = int(total.value) - sum(int(cell.value or 0) for cell in rows)
    if left > 0 and (hidden == 1 or left == hidden or is_small(left)):
        text = _("{left} are left of the total for {hidden} hidden rows, which tells what they are.")
        yield found(Rule.SMALL, part.place(total), text=text, left=left, hidden=hidden)
