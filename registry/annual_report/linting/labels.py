"""Captions name what a part shows, its numbers are written one way, and nothing is simply left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import decimals_of
from registry.annual_report.report import Absent, Cell, Kind, Part, Place, Report, Rule
from registry.instruments.translate import _

NUMBER = re.compile(r"\d+(?:([.,])(\d+))?")


def check(report: Report) -> Iterator[Finding]:
    for part in report.parts:
        yield from _caption(part)
        yield from _empty(part)
    for part, cell in report.cells():
        yield from _blank(part, cell)
        yield from _form(part, cell)


def _caption(part: Part) -> Iterator[Finding]:
    if part.caption != part.heading:
        text = _("The caption says {caption}; the heading says {heading}.")
        values = {"caption": ", ".join(part.caption), "heading": ", ".join(part.heading)}
        yield found(Rule.CAPTION, Place(part.name), text=text, **values)


def _empty(part: Part) -> Iterator[Finding]:
    """A part says something; a figure has every point it is to draw, if only to say that there is nothing."""
    points = sum(cell.measure != "patients" and cell.row != (part.total or None) for cell in part.cells)
    if not part.cells and not part.notes:
        yield found(Rule.BLANK, Place(part.name), text=_("Nothing is shown, and nothing is said."))
    elif points < part.points:
        text = _("{points} of {all} points are there.")
        yield found(Rule.BLANK, Place(part.name), text=text, points=points, all=part.points)


def _blank(part: Part, cell: Cell) -> Iterator[Finding]:
    if cell.absent is Absent.BLANK or (cell.value is None and cell.absent is None):
        text = _("An empty cell: whether that is none, or not known, is not said.")
        yield found(Rule.BLANK, part.place(cell), text=text)


def _form(part: Part, cell: Cell) -> Iterator[Finding]:
    """Only where the text of the page is kept."""
    if not cell.as_printed:
        return
    said = cell.as_printed
    marks = {mark for mark, _decimals in NUMBER.findall(said) if mark}
    decimals = {len(digits) for _mark, digits in NUMBER.findall(said) if digits}
    run_together = cell.kind is Kind.COUNT and len(NUMBER.findall(said)) > 1
    if marks - {part.decimal_mark} or run_together or any(count != decimals_of(cell) for count in decimals):
        yield found(Rule.FORM, part.place(cell), text=_("Written {said}, unlike the others."), said=said)
    elif cell.kind is Kind.SHARE and "%" not in said:
        yield found(Rule.FORM, part.place(cell), text=_("Written {said}, without its unit."), said=said)
