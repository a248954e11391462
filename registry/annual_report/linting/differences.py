"""An unpaired difference is that of the two means beside it, with its sign."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from registry.annual_report.linting.finding import Finding, found
from registry.annual_report.measures import measure, shown, step_of
from registry.annual_report.report import Cell, Kind, Part, Report, Rule
from registry.instruments.translate import _

CLOSE = 1e-6
ROUNDED_THREE_TIMES = Decimal("1.5")  # both means and the difference itself, by half a step each


def check(report: Report) -> Iterator[Finding]:
    for part, cell in report.cells([Kind.CHANGE]):
        if cell.n is None:
            yield from _unpaired(part, cell)
        elif cell.before is not None and cell.after is not None and cell.value is not None:
            yield from _paired(part, cell, cell.before, cell.after)


def _paired(part: Part, cell: Cell, before: float, after: float) -> Iterator[Finding]:
    """Unrounded, so that not even rounding can part them."""
    improvement = (after - before) * (measure(cell.measure).better or 1)
    if cell.value is not None and abs(improvement - cell.value) > CLOSE:
        text = _("Pairs from {first} to {second} differ by {difference}, not {said}.")
        values = {"first": before, "second": after, "difference": improvement, "said": cell.value}
        yield found(Rule.DIFFERENCE, part.place(cell), text=text, **values)


def _unpaired(part: Part, cell: Cell) -> Iterator[Finding]:
    before, after = (part.at(cell.measure, timepoint, cell.row) for timepoint in cell.ends)
    if before is None or after is None:
        return
    first, second, said = shown(before), shown(after), shown(cell)
    if first is None or second is None or said is None:
        return
    improvement = (second - first) * (measure(cell.measure).better or 1)
    places = [part.place(one) for one in (cell, before, after)]
    values = {"first": first, "second": second, "difference": improvement, "said": said}
    if said == -improvement != 0:
        text = _("From {first} to {second} is an improvement of {difference}; it stands as {said}.")
        yield found(Rule.SIGN, *places[:1], text=text, **values)
    elif abs(said - improvement) > ROUNDED_THREE_TIMES * step_of(cell):
        text = _("From {first} to {second} is {difference}, not {said}.")
        yield found(Rule.DIFFERENCE, *places, text=text, **values)
    elif said != improvement and not part.says(Rule.ROUNDING):
        text = _(
            "From {first} to {second} is {difference}, and {said} stands there: rounding, which is not said."
        )
        yield found(Rule.ROUNDING, *places[:1], text=text, **values)
