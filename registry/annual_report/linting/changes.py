"""A change is of the same patients; where it lies at its threshold, or one measure goes its own way, that is said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import measure, shown, step_of
from registry.annual_report.report import Cell, Kind, Part, Report, Rule
from registry.instruments.translate import _

WAVES = ("w6", "y1", "y2", "y5", "y10")
FEWEST_MEASURES = 3
MOVED = 0.1  # of an SD


def check(report: Report) -> Iterator[Finding]:
    for part, cell in report.cells([Kind.CHANGE]):
        yield from _pairs(part, cell)
        yield from _edge(part, cell)
    for part in report.parts:
        yield from _more_after(part)
        yield from _at_odds(part)


def _pairs(part: Part, cell: Cell) -> Iterator[Finding]:
    if cell.value is None:
        return
    if cell.n is None:
        text = _("A change of whoever answered, not of the same patients: how many pairs is not said.")
        yield found(Rule.PAIRED, part.place(cell), text=text)
        return
    for timepoint in cell.ends:
        side = part.at(cell.measure, timepoint, cell.row)
        if side is not None and side.n is not None and cell.n > side.n:
            text = _("{pairs} pairs, and {answered} answered at {timepoint}.")
            values = {"pairs": cell.n, "answered": side.n, "timepoint": timepoint}
            yield found(Rule.PAIRED, part.place(cell), part.place(side), text=text, **values)


def _edge(part: Part, cell: Cell) -> Iterator[Finding]:
    """At a threshold the last decimal decides; inside a range of thresholds, which of them is meant."""
    if is_at_edge(cell) and not part.says(Rule.EDGE):
        low, high = measure(cell.measure).needs or (0, 0)
        text = _("{change} lies at the threshold ({low}-{high}), and the report does not say so.")
        values = {"change": shown(cell), "low": f"{low:g}", "high": f"{high:g}"}
        yield found(Rule.EDGE, part.place(cell), text=text, **values)


def is_at_edge(cell: Cell) -> bool:
    """Whether a change, as it is shown, lies at its threshold or within its range of them."""
    number, needs = shown(cell), measure(cell.measure).needs
    if number is None or needs is None:
        return False
    low, high = (Decimal(repr(end)) for end in needs)  # 0.12 as it is written, not as it is stored
    return low <= abs(number) <= high


def _more_after(part: Part) -> Iterator[Finding]:
    """Unless the change is of pairs: then who answered only once is in none of it."""
    before = part.at("patients", "baseline")
    unpaired = any(cell.is_change and cell.n is None and cell.value is not None for cell in part.cells)
    if before is None or before.value is None or not unpaired:
        return
    for wave in WAVES:
        after = part.at("patients", wave)
        if after is not None and after.value is not None and after.value > before.value:
            text = _("{after} answered at {wave}, and only {before} before.")
            values = {"after": int(after.value), "before": int(before.value), "wave": wave}
            yield found(Rule.MORE_AFTER, part.place(before), part.place(after), text=text, **values)


def _at_odds(part: Part) -> Iterator[Finding]:
    if part.says(Rule.AT_ODDS):
        return
    for odd in at_odds(part):
        text = _("It moves against every other measure since the wave before, and nothing is said of it.")
        yield found(Rule.AT_ODDS, part.place(odd), text=text)


def at_odds(part: Part) -> list[Cell]:
    """The means that got better since the wave before while all the others got worse, or the other way round."""
    found_odd = []
    for first, second in pairwise(WAVES):
        moves = {
            cell: moved for cell in part.cells if (moved := _moved(part, cell, first, second)) is not None
        }
        for cell, moved in moves.items():
            others = [other for one, other in moves.items() if one is not cell]
            against = all(other * moved < 0 for other in others)
            if len(moves) >= FEWEST_MEASURES and against and abs(moved) >= MOVED:
                found_odd.append(cell)
    return found_odd


def _moved(part: Part, cell: Cell, first: str, second: str) -> float | None:
    """By how many of its SDs a mean got better from one wave to the next, as they are shown."""
    before, better = part.at(cell.measure, first, cell.row), measure(cell.measure).better
    if cell.kind is not Kind.MEAN or cell.timepoint != second or before is None or not better:
        return None
    earlier, later = shown(before), shown(cell)
    if earlier is None or later is None:
        return None
    return better * float(later - earlier) / (cell.spread or float(step_of(cell)))
