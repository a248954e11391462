"""The funnel plot of the share that reached the threshold."""

from __future__ import annotations

from django.utils.translation import gettext as _

from registry.report_page import sentences
from registry.report_page.figure import Figure, Table, cells
from registry.report_page.labels import labels_of
from registry.report_page.numbers import percent
from registry.report_page.report import Report
from registry.reports.charts import FunnelMark, funnel_plot
from registry.reports.funnel import ACTION, WARNING, Funnel, Point, of_proportions
from registry.reports.judging import FEW, is_few

MARKED = (30, 100, 300)  # patients at which the table tells the limits


def funnel(report: Report) -> Figure:
    """The share that reached the threshold, of all years: single years could be subtracted from each other."""
    asked = report.asked
    ever = report.country_ever
    if asked.threshold is None or is_few(ever.n):
        said = (
            _("No threshold is known for this instrument.")
            if asked.threshold is None
            else _no_country_pairs()
        )
        labels = labels_of(report, _("Funnel plot"), said, "", "", period=False)
        return Figure("funnel", labels, Table((), ()), "", None)
    found = ever.pairs.share_over(asked.threshold.code)
    column = f"reached_{1 + [one.code for one in asked.measure.thresholds].index(asked.threshold.code)}"
    others = report.nation.others(asked.unit.pk, asked.procedure, column)
    own = report.own_ever.share_over(asked.threshold.code)
    mine = Point(own.of, own.share or 0.0) if own.of else None
    limits = of_proportions([*others, *([mine] if mine else [])], found.share or 0.0)
    return _funnel_of(report, limits, mine, others)


def _funnel_of(report: Report, limits: Funnel, mine: Point | None, others: list[Point]) -> Figure:
    marks = [FunnelMark(point) for point in others] + (
        [FunnelMark(mine, report.asked.unit.name)] if mine else []
    )
    centre = _("The country %(share)s") % {"share": percent(limits.centre)}
    names = (centre, _("95 % limits"), _("99.8 % limits"))
    labels = labels_of(
        report,
        _("Share that reached the threshold, by number of patients"),
        sentences.of_funnel(limits, mine, len(others)),
        _("Patients with baseline and follow-up"),
        _("Reached the threshold, %"),
        _("Diamond: your unit. Circles: other units, to the nearest ten patients."),
        threshold=True,
        period=False,
    )
    drawn = (lambda given: funnel_plot(given, limits, marks, scale=100, names=names)) if marks else None
    how = _(
        "All years together. Limits about the country's share: 95 % and 99.8 %, wider where units differ more than chance "
        "lets them (Spiegelhalter 2005). Unadjusted: units treat different patients. Other units have no names, and those "
        "with fewer than 30 patients are not drawn."
    )
    return Figure("funnel", labels, _table(report, limits, mine, others), how, drawn)


def _no_country_pairs() -> str:
    return _(
        "There is no funnel: fewer than %(few)d patients of the country can be told of who have both a baseline and a "
        "follow-up."
    ) % {"few": FEW}


def _table(report: Report, limits: Funnel, mine: Point | None, others: list[Point]) -> Table:
    """Every mark of the chart, as coarse as it is drawn, with the limits where it lies; and the limits at round numbers."""
    head = (_("Patients"), _("99.8 % lower"), _("95 % lower"), _("95 % upper"), _("99.8 % upper"), _("Share"))
    found = [(n, str(n), "") for n in MARKED]
    found += [(one.n, _("another unit, about %(n)d") % {"n": one.n}, percent(one.value)) for one in others]
    found += [(mine.n, f"{mine.n} ({report.asked.unit.name})", percent(mine.value))] if mine else []
    rows = (
        cells(name, *_edges(limits, n), share) for n, name, share in sorted(found, key=lambda row: row[0])
    )
    return Table(head, tuple(rows))


def _edges(limits: Funnel, n: int) -> list[str]:
    inner, outer = limits.limits(n, WARNING), limits.limits(n, ACTION)
    return [percent(edge) for edge in (outer.low, inner.low, inner.high, outer.high)]
