"""Numbers as sentences quote them, each with its claim, so that the linter holds the text against the table."""

from __future__ import annotations

from registry.annual_report.measures import measure, shown
from registry.annual_report.report import Cell, Claim, Of, Part
from registry.instruments.translate import _

TIMES = {
    "baseline": _("before the operation"),
    "w6": _("at 6 weeks"),
    "y1": _("at 1 year"),
    "y2": _("at 2 years"),
    "y5": _("at 5 years"),
    "y10": _("at 10 years"),
}


def said(cell: Cell) -> str:
    """As it is shown; the edge writes it in the reader's way."""
    return str(shown(cell))


INDEX_UNITS = {"index, 1 is full health": _("on the index, where 1 is full health")}


def unit_of(code: str) -> str:
    """As a sentence has it after a number."""
    unit = measure(code).unit
    return INDEX_UNITS.get(unit, unit)


def quoted(part: Part, *cells: Cell) -> tuple[Claim, ...]:
    claims = []
    for cell in cells:
        number = shown(cell)
        if number is not None:
            claims.append(Claim(Of.VALUE, (part.place(cell),), float(number), float(number)))
    return tuple(claims)


def whole(cell: Cell | None) -> int | None:
    return None if cell is None or cell.value is None else int(cell.value)
