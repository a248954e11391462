"""A mean has a spread, named for what it is; an index names its value set."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import measure
from registry.annual_report.report import Cell, Kind, Part, Report, Rule
from registry.instruments import INSTRUMENTS
from registry.instruments.translate import _


def check(report: Report) -> Iterator[Finding]:
    for part, cell in report.cells([Kind.MEAN]):
        if cell.value is not None and part.kind == "table":
            yield from _spread(part, cell)
    for part in report.parts:
        yield from _value_sets(part)


def _spread(part: Part, cell: Cell) -> Iterator[Finding]:
    if cell.spread is None:
        yield found(Rule.SPREAD, part.place(cell), text=_("A mean without its SD."))
    elif not cell.spread_is:
        text = _("{spread}: SD or SE is not said.")
        yield found(Rule.SPREAD_NAME, part.place(cell), text=text, spread=cell.spread)
    elif _is_too_wide(cell):
        text = _("{spread} is called {name}, and of {n} answers on this scale it can only be the SD.")
        values = {"spread": cell.spread, "name": cell.spread_is, "n": cell.n or 0}
        yield found(Rule.SPREAD_NAME, part.place(cell), text=text, **values)


def _is_too_wide(cell: Cell) -> bool:
    """No SD is wider than half the scale."""
    known = measure(cell.measure)
    if known.highest is None or cell.spread is None:
        return False
    sd = cell.spread * sqrt(cell.n or 1) if cell.spread_is == "SE" else cell.spread
    return sd > (known.highest - known.lowest) / 2


def _value_sets(part: Part) -> Iterator[Finding]:
    """Once a part and instrument."""
    seen: set[str] = set()
    for cell in part.cells:
        instrument = INSTRUMENTS.get(cell.measure)
        if instrument is None or not instrument.value_sets or cell.measure in seen or cell.value is None:
            continue
        seen.add(cell.measure)
        if not cell.surname:
            yield found(Rule.SURNAME, part.place(cell), text=_("An index without its value set."))
