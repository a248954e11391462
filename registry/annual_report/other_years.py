"""Beside the published reports of other years: one subtracts, and what is left may be one patient.

What is hidden: a number that would tie years with few patients between them (sums_over_years.py), the sum over years
rather than the single year; and of rows that add up, as many as it takes that what is left of the total for the rows
that are not known tells of no few either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry.annual_report.followed import followed
from registry.annual_report.hidden import Hiding, columns, number_of
from registry.annual_report.report import Cell, Part, Report
from registry.annual_report.sums_over_years import PERIOD, Told, sums_in
from registry.suppression import is_small


def in_other_years(others: Sequence[Report], part: Part, cell: Cell) -> Iterator[Cell]:
    """What the reports of other years have of the same: of the same years, or of the same first year to their own last."""
    for report in others:
        then = report.part(part.name)
        found = then and _same(part, then, cell)
        if found:
            yield found


def _same(part: Part, then: Part, cell: Cell) -> Cell | None:
    if _is_over_years(part, cell):
        when = then.period if cell.timepoint == part.period else cell.timepoint
        return then.at(cell.measure, when, cell.row) if then.years[0] == part.years[0] else None
    return then.at(cell.measure, cell.timepoint, cell.row)


def _is_over_years(part: Part, cell: Cell) -> bool:
    """Of all the years of its part: its timepoint is a wave, or the whole period."""
    return cell.timepoint == part.period or not PERIOD.fullmatch(cell.timepoint.partition("-")[0])


def follow_years(hiding: Hiding) -> None:
    told = hiding.told.copy()
    cells = [(part, cell) for part in hiding.parts for cell in part.cells]
    for part, cell in cells:
        if cell.value is not None and hiding.hides(part, cell):
            told.keep_apart(part, cell)
    for part, cell in sorted(cells, key=lambda pair: _width(*pair)):
        if cell.value is None or hiding.hides(part, cell):
            continue
        if told.tells(part, cell):
            hiding.hide(part, cell)
        else:
            told.add(part, cell)
    for report in hiding.others:
        for part in hiding.parts:
            _follow_rows(hiding, told, part, report.part(part.name))


def _width(part: Part, cell: Cell) -> int:
    """Single years stand before sums over years."""
    return max((one.until - one.since for one in sums_in(part, cell)), default=0)


def _follow_rows(hiding: Hiding, told: Told, part: Part, then: Part | None) -> None:
    """Rows that add up, of the years by which two reports differ."""
    if then is None or part.adds != "rows" or part.years[0] != then.years[0]:
        return
    for cells in columns(part):
        if _is_over_years(part, cells[0]):
            _follow_left(hiding, told, part, then, cells)


def _follow_left(hiding: Hiding, told: Told, part: Part, then: Part, cells: list[Cell]) -> None:
    """Hides the smallest of what is known of those years, until what is left for the others is not few."""
    since, until = sorted(followed(one.years, cells[0].timepoint)[1] for one in (part, then))
    apart = {place: _apart(part, then, cell) for place, cell in enumerate(cells)}
    known = {
        place for place, cell in enumerate(cells)
        if told.between(part, cell, since, until) is not None or _is_new(hiding, part, then, cell)
    }  # fmt: skip
    total = part.at(cells[0].measure, cells[0].timepoint, part.total) if part.total else None
    together = told.between(part, total, since, until) if total else None
    left = sum(apart.values()) if together is None else together
    left -= sum(apart[place] for place in known)
    for place in sorted(known, key=lambda each: apart[each]):
        if len(known) == len(cells) or not is_small(abs(left)):
            return
        if apart[place]:
            left += apart[place]
            hiding.hide(part, cells[place])
    if total is not None and is_small(abs(left)):
        hiding.hide(part, total)


def _apart(part: Part, then: Part, cell: Cell) -> int:
    """How many more the later report has; where the other does not show it, all of it."""
    was, sign = _same(part, then, cell), 1 if part.years[1] > then.years[1] else -1
    return sign * (number_of(cell) - (number_of(was) if was else 0))


def _is_new(hiding: Hiding, part: Part, then: Part, cell: Cell) -> bool:
    """A row that the other report does not have: there was nobody."""
    return not hiding.hides(part, cell) and _same(part, then, cell) is None
