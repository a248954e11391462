"""How scores, and their changes, spread."""

from __future__ import annotations

from django.utils.translation import gettext as _

from registry.report_page import sentences
from registry.report_page.figure import Cell, Figure, Table, cells
from registry.report_page.labels import labels_of
from registry.report_page.links import linked
from registry.report_page.named import value_words
from registry.report_page.numbers import mean_of, percent
from registry.report_page.report import Report
from registry.reports.behind import Group
from registry.reports.charts import Bin, histogram
from registry.reports.charts.distribution import Marker
from registry.statistics import Histogram

Binned = tuple[Histogram | None, Group | None]
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
        table=_binned(
            report,
            (unit, *names),
            (own.baseline_histogram, Group.BASELINE),
            (own.follow_up_histogram, Group.ANSWERED),
        ),
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
        table=_binned(report, (unit, *names), (own.change_histogram, Group.PAIRED), (spread, None)),
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


def _binned(report: Report, head: tuple[str, ...], first: Binned, second: Binned) -> Table:
    """A row a bin that holds anybody. Of one's own patients, with a group, counts that open their lists; of others
    whole per cent."""
    shares = [_by_edge(report, *of) for of in (first, second)]
    rows = []
    for edge in dict.fromkeys([*shares[0], *shares[1]]):
        found = [share.get(edge, (0, "")) for share in shares]
        if any(per_cent for per_cent, _told in found):
            rows.append(cells(f"{edge[0]:g} – {edge[1]:g}", *(told for _per_cent, told in found)))
    return Table(head, tuple(rows))


def _by_edge(
    report: Report, found: Histogram | None, group: Group | None
) -> dict[tuple[float, float], tuple[float, Cell]]:
    """From and to of each bin to its whole per cent, and what is told of it."""
    by: dict[tuple[float, float], tuple[float, Cell]] = {}
    for place, (one, count) in enumerate(zip(_bins(found), found.counts if found else (), strict=False)):
        share = percent(one.percent / 100)
        told = linked(report.asked, count, group, f" ({share})", bin=str(place)) if group else share
        by[one.low, one.high] = one.percent, told
    return by
