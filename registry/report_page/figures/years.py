"""Year by year: how much the patients improved, and how many answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from registry.report_page import sentences
from registry.report_page.coding import coding_breaks
from registry.report_page.figure import Cell, Figure, Table, cells
from registry.report_page.labels import labels_of
from registry.report_page.links import linked, of_year
from registry.report_page.numbers import mean_of, percent
from registry.report_page.report import Report
from registry.reports.behind import Group, number_in
from registry.reports.blocks import PERCENT_FROM
from registry.reports.charts import Target, TrendPoint, trend
from registry.reports.judging import FOLLOW_UP_TARGET, is_few
from registry.statistics import Moments

SCALED_FROM = 5  # patients: the interval of fewer is so wide that the axis would flatten every other year


def by_year(report: Report) -> Figure:
    asked, unit = report.asked, _(report.own.measure.scale.unit)
    points = [
        *_changes(_("Your unit"), _own(report)),
        *_changes(_("The country"), _country(report)),
    ]
    shown = [found for by in (_own(report), _country(report)) for found in by.values() if found.n]
    low, high = report.own.measure.scale.ends
    farthest = high - low  # nobody changes by more
    breaks = coding_breaks(asked.diagnosis, [point.year for point in points])
    said = sentences.joined((_told_years(report), *(f"{one.year}: {one.label}." for one in breaks)))
    return Figure(
        code="years",
        labels=labels_of(
            report,
            _("Mean improvement by year of the operation or fracture"),
            said,
            _("Year"),
            unit,
            _("Hollow: fewer than 30 patients. Upright lines: 95 % intervals."),
        ),
        table=_yearly(report),
        how=_(
            "Paired, by the year of the index date. An interval that reaches the edge goes on: the table says how far. "
            "The line is cut where a year has nobody, and where codes changed. A year of the country is left out where "
            "it would tell of fewer than five patients."
        ),
        drawn=(lambda labels: trend(labels, points, breaks=breaks, domain=axis_of(shown, farthest)))
        if points
        else None,
    )


def completeness(report: Report) -> Figure:
    shares = [
        (
            _("Your unit"),
            {year: (one.completeness, one.n_due or 0) for year, one in report.own_by_year.items()},
        ),
        (
            _("The country"),
            {year: (one.completeness, PERCENT_FROM) for year, one in report.country_by_year.items()},
        ),
    ]
    points = [
        TrendPoint(year, name, 100 * share, few=is_few(due))
        for name, by in shares
        for year, (share, due) in by.items()
        if share is not None
    ]
    target = [Target(100 * FOLLOW_UP_TARGET, _("target %(target)s") % {"target": percent(FOLLOW_UP_TARGET)})]
    own = report.own
    said = _("%(answered)d of %(due)d answered in your unit.") % {
        "answered": own.answered_of_due,
        "due": own.n_due or 0,
    }
    if own.completeness is not None:
        said = f"{said} {percent(own.completeness)}."
    head = (_("Year"), _("Your unit, answered"), _("due"), _("completeness"), _("The country, completeness"))
    rows = tuple(_completeness_row(report, year) for year in _years(report))
    return Figure(
        code="completeness",
        labels=labels_of(
            report,
            _("Completeness of the follow-up by year"),
            said,
            _("Year of the index date"),
            _("Answered of those due, %"),
            _("Hollow: fewer than 30 due."),
        ),
        table=Table(head, rows),
        how=_(
            "Due: the target day has passed by the beginning of this month, the patient alive, not withdrawn, not excused. "
            "Answered: this instrument has a score, of those due; who answers before the target day counts when it has come."
        ),
        drawn=(lambda labels: trend(labels, points, targets=target, domain=(0, 100))) if points else None,
    )


def _changes(name: str, by: Mapping[int, Moments]) -> list[TrendPoint]:
    points = []
    for year, found in by.items():
        if found.mean is not None:
            between = found.interval()
            edges = (between.low, between.high) if between else (None, None)
            points.append(TrendPoint(year, name, found.mean, *edges, few=is_few(found.n)))
    return points


def axis_of(shown: Sequence[Moments], farthest: float) -> tuple[float, float]:
    """Holds every mean and the intervals of not too few, as far as a change can go; a wider interval is drawn to its edge."""
    means = [found.mean for found in shown if found.mean is not None]
    intervals = [(found.n, between) for found in shown if (between := found.interval())]
    wide = [between for n, between in intervals if n >= SCALED_FROM] or [between for _n, between in intervals]
    edges = [edge for between in wide for edge in (between.low, between.high)]
    edges = [*means, *(min(max(edge, -farthest), farthest) for edge in edges)]
    room = 0.05 * (max(edges) - min(edges)) or 1.0
    return min(edges) - room, max(edges) + room


def _own(report: Report) -> dict[int, Moments]:
    return {year: found.change for year, found in report.own_by_year.items()}


def _country(report: Report) -> dict[int, Moments]:
    return {year: told.pairs.change for year, told in report.country_by_year.items() if told.n}


def _years(report: Report) -> list[int]:
    country = {
        year for year, told in report.country_by_year.items() if told.n or told.completeness is not None
    }
    return sorted({*report.own_by_year, *country})


def _told_years(report: Report) -> str:
    years = [year for year, found in report.own_by_year.items() if found.change.n]
    if not years:
        return _("No year of your unit has anybody with both a baseline and a follow-up.")
    found = {
        "first": min(years),
        "last": max(years),
        "n": sum(report.own_by_year[year].change.n for year in years),
    }
    return _("Your unit from %(first)d to %(last)d, n %(n)d in all.") % found


def _yearly(report: Report) -> Table:
    head = (
        _("Year"),
        _("Your unit"),
        _("95 % interval"),
        _("n"),
        _("The country"),
        _("95 % interval"),
        _("n"),
    )
    return Table(head, tuple(_year_row(report, year) for year in _years(report)))


def _year_row(report: Report, year: int) -> tuple[Cell, ...]:
    row: list[object] = [str(year)]
    for by in (_own(report), _country(report)):
        number = mean_of(report.own.measure, by[year]) if year in by else None
        row += [number.value, number.interval, number.n or ""] if number else ["", "", ""]
    if row[3]:
        row[3] = linked(report.asked, _own(report)[year].n, Group.PAIRED, **of_year(year))
    return cells(*row)


def _completeness_row(report: Report, year: int) -> tuple[Cell, ...]:
    own, country = report.own_by_year.get(year), report.country_by_year.get(year)
    share = percent(own.completeness) if own and own.completeness is not None else ""
    theirs = percent(country.completeness) if country and country.completeness is not None else ""
    counts = [
        linked(report.asked, number_in(own, group, None), group, **of_year(year)) if own and own.n_due else ""
        for group in (Group.ANSWERED_DUE, Group.DUE)
    ]
    return cells(str(year), *counts, share, theirs)
