"""A figure as a chart: one specification for screen and print (docs/adr/0040); the table beside it says the same."""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import gettext as _

from registry.annual_report.populations import NO_REGION
from registry.annual_report.report import Cell, Kind, Part
from registry.annual_report.specification import BY_NAME, Shape
from registry.annual_report.text.notes import FEW, coding_breaks
from registry.exchange.annual import words
from registry.reports.charts import Break, Chart, Labels, TrendPoint, trend
from registry.reports.charts.bars import Bar, bars

UPRIGHT = frozenset({Shape.YEARS, Shape.WEEKDAYS, Shape.AGES, Shape.SCORES})
OVER_YEARS = frozenset({Shape.MEAN_BY_YEAR})
SHORT_DAY = 2


def chart_of(part: Part, described: str) -> Chart | None:
    """None where there is nothing to draw: the page says so in words instead."""
    if part.kind != "figure" or not any(cell.value for cell in _drawn(part)):
        return None
    shape = BY_NAME[part.name].shape
    return _line(part, described) if shape in OVER_YEARS else _bars(part, described, upright=shape in UPRIGHT)


def _labels(part: Part, described: str, *, x: str, y: str) -> Labels:
    return Labels(
        title="", surname="", description=described, x=x, y=y, decimal=formats.get_format("DECIMAL_SEPARATOR")
    )


def _line(part: Part, described: str) -> Chart:
    [code] = {cell.measure for cell in part.cells}
    known = [cell for cell in part.cells if cell.value is not None]
    name = words.title_of(code, known[0].surname)
    points = [
        TrendPoint(int(cell.timepoint), name, cell.value or 0, cell.low, cell.high, few=(cell.n or 0) < FEW)
        for cell in known
    ]
    labels = _labels(part, described, x=_("year"), y=words.with_unit(code, name))
    return _without_legend(trend(labels, points, breaks=_breaks(part)))


def _breaks(part: Part) -> list[Break]:
    return [Break(year, _("coding changed")) for year in coding_breaks(part)]


def _without_legend(chart: Chart) -> Chart:
    """Of one line: the axis says what it is."""
    config = chart["config"]
    return {**chart, "config": {**config, "legend": {**config["legend"], "disable": True}}}


def _bars(part: Part, described: str, *, upright: bool) -> Chart:
    """The numbers a figure is of: changes rather than the means behind them, shares rather than counts."""
    cells = _drawn(part)
    many = len({cell.timepoint for cell in cells}) > 1
    given = [
        Bar(_category(part, cell), _series(part, cell, many), cell.value, words.main(cell)) for cell in cells
    ]
    y = _line_of(part, cells[0])
    breaks = _breaks(part) if BY_NAME[part.name].shape is Shape.YEARS else []
    return bars(_labels(part, described, x="", y=y), given, upright=upright, breaks=breaks)


def _drawn(part: Part) -> list[Cell]:
    rows = [cell for cell in part.cells if cell.row != (part.total or None)]
    shape = BY_NAME[part.name].shape
    wanted = {
        Shape.REGIONS: [cell for cell in rows if cell.measure == "change" and cell.row != NO_REGION],
        Shape.PROCEDURES: [cell for cell in rows if cell.measure == "share"],
        Shape.DIAGNOSES: [cell for cell in rows if cell.measure == "share"],
        Shape.BANDS: [cell for cell in rows if cell.measure == "share"],
        Shape.SATISFACTION: [cell for cell in rows if cell.measure == "share"],
        Shape.GAIN_BY_DURATION: [cell for cell in rows if cell.is_change],
        Shape.MEAN_BY_DURATION: [cell for cell in rows if cell.kind is Kind.MEAN],
        Shape.WAVES: [cell for cell in rows if cell.kind is Kind.MEAN],
    }
    return wanted.get(shape, rows)


def _category(part: Part, cell: Cell) -> str:
    name = _(cell.row) if cell.row else words.timepoint(cell.timepoint)
    return name[:3] if BY_NAME[part.name].shape is Shape.WEEKDAYS and len(name) > SHORT_DAY else name


def _series(part: Part, cell: Cell, many: bool) -> str:
    """Where a category has a bar for each timepoint, the timepoint; else they are all of one series."""
    return words.timepoint(cell.timepoint) if many and cell.row else words.title_of(cell.measure)


def _line_of(part: Part, cell: Cell) -> str:
    title = words.title_of(cell.measure, cell.surname)
    return f"{title}, %" if cell.kind is Kind.SHARE else words.with_unit(cell.measure, title)
