"""Every number of a report as a row, as CSV, workbook or Parquet, with a dictionary: the writers are those of an export."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.annual_report.followed import followed
from registry.annual_report.measures import measure
from registry.annual_report.report import Cell, Part, Report
from registry.exchange.annual import words
from registry.exchange.outgoing.files import write_file
from registry.exchange.outgoing.layout import Head, Row
from registry.exchange.outgoing.request import ExportRequest
from registry.exchange.outgoing.variable import Missing, Type, Variable

FORMATS = ("csv", "xlsx", "parquet")
WHY_MISSING = (
    ("suppressed", _("From 1 to 4, or could be worked out from what is shown.")),
    ("nobody", _("Nobody answered, or nothing was registered.")),
    ("not_collected", _("The registry keeps no statistics of it.")),
)
KINDS = (
    ("count", _("A number of operations or patients.")),
    ("share", _("Per cent: n of base.")),
    ("mean", _("Mean of n patients.")),
    ("change", _("Mean change of the n patients who answered both times; improvement is positive.")),
)


def _column(name: str, label: Any, type: Type = Type.TEXT, note: str = "", codes: Any = ()) -> Head:
    missing = (Missing.NOT_APPLICABLE,) if type in (Type.NUMBER, Type.WHOLE) else ()
    variable = Variable(
        name=name, group="annual report", label=label, type=type, read=lambda _cell: None, note=note,
        codes=codes, missing=missing,
    )  # fmt: skip
    return Head(name, type, variable)


HEADS: tuple[Head, ...] = (
    _column("part", _("Table or figure")),
    _column("title", _("What it shows")),
    _column("population", _("Whom it is of"), note="registry/annual_report/populations.py"),
    _column("first_year", _("First year"), Type.WHOLE),
    _column(
        "last_year",
        _("Last year; of a follow-up the last whose whole follow-up the report covers"),
        Type.WHOLE,
    ),
    _column("row", _("Row: a unit, a diagnosis, a band")),
    _column("measure", _("Code of the measure")),
    _column("measure_title", _("Measure")),
    _column("timepoint", _("Wave, year or period; baseline-y1 is the change from the one to the other")),
    _column("kind", _("What the number is"), Type.CODE, codes=KINDS),
    _column("value", _("The number, unrounded"), Type.NUMBER, note="the unit is in the column unit"),
    _column("unit", _("Unit")),
    _column("spread", _("Spread of the patients"), Type.NUMBER),
    _column("spread_is", _("What the spread is"), note="SD: standard deviation"),
    _column("low", _("Lower end of the 95 % interval of the mean"), Type.NUMBER),
    _column("high", _("Upper end of the 95 % interval of the mean"), Type.NUMBER),
    _column("n", _("How many: of a share those counted, of a change the pairs"), Type.WHOLE),
    _column("base", _("Of how many, where it is a share"), Type.WHOLE),
    _column("before", _("Mean before of the pairs, where it is a change"), Type.NUMBER),
    _column("after", _("Mean after of the pairs, where it is a change"), Type.NUMBER),
    _column("surname", _("Value set, or the threshold with its source")),
    _column("missing", _("Why there is no number"), Type.CODE, codes=WHY_MISSING),
)


def data_file(report: Report, format: str) -> bytes:
    request = ExportRequest((), (), "long", format, own_heads=HEADS)
    to = io.BytesIO()
    write_file(request, _rows(report), to)
    return to.getvalue()


def _rows(report: Report) -> Iterator[Row]:
    for part, cell in report.cells():
        yield _row(part, cell)


def _row(part: Part, cell: Cell) -> Row:
    numbers = (cell.spread, cell.low, cell.high, cell.n, cell.of, cell.before, cell.after)
    spread, low, high, n, of, before, after = (
        Missing.NOT_APPLICABLE if one is None else one for one in numbers
    )
    return [
        part.name,
        words.sentence(part.title),
        part.population,
        *followed(part.years, cell.timepoint),
        cell.row,
        cell.measure,
        words.title_of(cell.measure, cell.surname if cell.measure.endswith("_reached") else ""),
        cell.timepoint,
        cell.kind.value,
        Missing.NOT_APPLICABLE if cell.value is None else float(cell.value),
        "%" if cell.kind.value == "share" else str(measure(cell.measure).unit),
        spread,
        cell.spread_is,
        low,
        high,
        n,
        of,
        before,
        after,
        cell.surname,
        cell.absent.value if cell.absent else "",
    ]
