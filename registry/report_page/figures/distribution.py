"""How scores, and their changes, spread."""

from __future__ import annotations

from django.utils.translation import gettext as _

from registry.report_page import sentences
from registry.report_page.figure import Figure, Table, cells
from registry.report_page.labels import labels_of
from registry.report_page.named import value_words
from registry.report_page.numbers import mean_of, percent
from registry.report_page.report import Report
from registry.reports.charts import Bin, histogram
from registry.reports.charts.distribution import Marker
from registry.statistics import Histogram

OUTLINE_FROM = 100  # patients of the country: of fewer, the nearest five is too coarse for a bar


def distribution(report: Report) -> Figure:
    """Scores before and after, of the pairs' unit."""
    own, unit = report.own, _(report.own.measure.scale.unit)
    before, after = _bins(own.baseline_histogram), _bins(own.follow_up_histogram)
    said = sentences.joined(
        _("%(when)s: mean %(mean)s, n %(n)d.")
        % {"when": when, "mean": mean_of(own.measure, of).value, "n": of.n}
        for when, of in ((_("Baseline"), own.baseline), (_("Follow-up"), own.follow_up))
        if of.n
    )
    names = (_("Baseline"), _("Follow-up"))
    key = _("Bars: baseline. Dashed line: follow-up. Your unit.")
    return Figure(
        code="scores",
        labels=labels_of(
            report, _("Scores at baseline and at follow-up"), said or nobody(), unit, _("Patients, %"), key
        ),
        table=_binned(unit, names, own.baseline_histogram, own.follow_up_histogram),
        how=_(
            "Everybody who answered, paired or not. Each bar is the share of those who answered at that time."
        ),
        drawn=(lambda labels: histogram(labels, (names[0], before), (names[1], after), []))
        if before or after
        else None,
    )


def change(report: Report) -> Figure:
    own, country = report.own, report.country
    asked, unit = report.asked, _(own.measure.scale.unit)
    spread = country.pairs.change_histogram if country.n >= OUTLINE_FROM else None
    ours, theirs = _bins(own.change_histogram), _bins(spread)
    reached = asked.threshold
    markers = [Marker(0, _("no change"), words_left=True)]
    if reached and not reached.share:
        markers.append(Marker(reached.value, value_words(own.measure, reached.value)))
    names = (_("Your unit"), _("The country"))
    key = _("Bars: your unit. Dashed line: the country.") if theirs else _("Bars: your unit.")
    said = sentences.joined((sentences.of_change(report), sentences.of_share(report)))
    title = _("How the same patients changed, improvement to the right")
    return Figure(
        code="change",
        labels=labels_of(report, title, said, unit, _("Patients, %"), key, threshold=True),
        table=_binned(unit, names, own.change_histogram, spread, counted=(True, False)),
        how=_(
            "Paired: the same patients before and after. Improvement is positive, whichever way the scale runs. What lies "
            "beyond counts in the outermost bar. Of the country only whole per cent are told, to the nearest five patients, from a hundred patients on."
        ),
        drawn=(lambda labels: histogram(labels, (names[0], ours), (names[1], theirs), markers))
        if ours
        else None,
    )


def nobody() -> str:
    return _("Nobody has answered.")


def _bins(found: Histogram | None) -> list[Bin]:
    """Whole per cent; nothing of nobody."""
    if found is None or not found.total:
        return []
    return [Bin(low, high, round(100 * count / found.total)) for low, high, count in found.bars()]


def _binned(
    unit: str,
    names: tuple[str, str],
    first: Histogram | None,
    second: Histogram | None,
    counted: tuple[bool, bool] = (True, True),
) -> Table:
    """A row a bin that holds anybody; of a group that is not counted only whole per cent are told."""
    shares = [
        dict(zip(_edges(of), zip(_bins(of), of.counts, strict=True), strict=True)) if of and of.total else {}
        for of in (first, second)
    ]
    rows = []
    for edge in dict.fromkeys([*shares[0], *shares[1]]):
        found = [share.get(edge) for share in shares]
        if any(one and one[0].percent for one in found):
            rows.append(
                cells(
                    f"{edge[0]:g} – {edge[1]:g}",
                    *(_bin(one, how) for one, how in zip(found, counted, strict=True)),
                )
            )
    return Table((unit, *names), tuple(rows))


def _edges(found: Histogram) -> list[tuple[float, float]]:
    return [(low, high) for low, high, _count in found.bars()]


def _bin(found: tuple[Bin, int] | None, counted: bool) -> str:
    if found is None:
        return ""
    bin_, count = found
    share = percent(bin_.percent / 100)
    return f"{count} ({share})" if counted else share
