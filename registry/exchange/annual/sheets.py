"""A part as a table of words: a head and rows, the same on the page and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.annual_report.report import Cell, Kind, Part
from registry.annual_report.specification import BY_NAME, Shape
from registry.exchange.annual import words

BY_MEASURE = frozenset({Shape.OUTCOME, Shape.WAVES})
BY_TIME = frozenset({Shape.YEARS, Shape.MEAN_BY_YEAR})


@dataclass(frozen=True)
class Entry:
    """What stands in one cell of the page: the number, and what must be known of it."""

    main: str
    more: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Row:
    title: str
    entries: tuple[Entry, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Sheet:
    corner: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def sheet_of(part: Part) -> Sheet:
    shape = BY_NAME[part.name].shape
    if shape in BY_MEASURE:
        return _by_measure(part)
    if shape in BY_TIME:
        return _by_time(part)
    return _by_row(part)


def _by_measure(part: Part) -> Sheet:
    """A row a measure, a column a timepoint; the share over the threshold under its wave."""
    times = list(dict.fromkeys(cell.timepoint for cell in part.cells))
    times.sort(key=lambda code: code.startswith("baseline-"))
    lines = dict.fromkeys((cell.measure, cell.row) for cell in part.cells)
    rows = [
        Row(_line(part, measure), tuple(_entry(part.at(measure, time, row)) for time in times))
        for measure, row in lines
    ]
    return Sheet(_("measure"), tuple(map(words.timepoint, times)), tuple(rows))


def _line(part: Part, measure: str) -> str:
    """With its unit, where the numbers do not carry it."""
    cells = [cell for cell in part.cells if cell.measure == measure]
    title = words.title_of(measure, next((cell.surname for cell in cells if cell.surname), ""))
    is_measured = any(cell.kind in (Kind.MEAN, Kind.CHANGE) for cell in cells)
    return words.with_unit(measure, title) if is_measured else title


def _by_time(part: Part) -> Sheet:
    measures = list(dict.fromkeys(cell.measure for cell in part.cells))
    times = list(dict.fromkeys(cell.timepoint for cell in part.cells))
    rows = [
        Row(words.timepoint(time), tuple(_entry(part.at(one, time)) for one in measures)) for time in times
    ]
    return Sheet(_("year"), tuple(_line(part, one) for one in measures), tuple(rows))


def _by_row(part: Part) -> Sheet:
    """A row a unit, a diagnosis, a band; a column a measure at a timepoint."""
    columns = part.columns()
    many = len({timepoint for _measure, timepoint in columns}) > 1
    head = [
        f"{_line(part, measure)}, {words.timepoint(timepoint)}" if many else _line(part, measure)
        for measure, timepoint in columns
    ]
    rows = [
        Row(
            _(row) if row else "",
            tuple(_entry(part.at(measure, timepoint, row)) for measure, timepoint in columns),
            is_total=bool(part.total) and row == part.total,
        )
        for row in part.rows()
    ]
    return Sheet("", tuple(head), tuple(rows))


def _entry(cell: Cell | None) -> Entry:
    if cell is None:
        return Entry("")
    return Entry(words.main(cell), words.surname(cell), missing=cell.value is None)
