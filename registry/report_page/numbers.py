"""The numbers of a report as a person reads them: with their interval, their n, and said to be of few where they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.report_page.named import threshold_words, value_words
from registry.reports.intervals import of_proportion
from registry.reports.judging import is_few
from registry.reports.nation import Told
from registry.statistics import Answer, Measure, Moments, Share, Threshold


@dataclass(frozen=True)
class Number:
    """`value` is "" where nothing can be said, and `note` why; `interval` is the 95 % interval."""

    value: str
    interval: str = ""
    sd: str = ""
    n: int = 0
    few: bool = False
    note: str = ""


def mean_of(of: Measure, found: Moments) -> Number:
    if found.mean is None:
        return Number("", note=_("nobody"))
    between = found.interval()
    return Number(
        value=value_words(of, found.mean),
        interval=_between(value_words(of, between.low), value_words(of, between.high)) if between else "",
        sd=value_words(of, found.sd) if found.sd is not None else "",
        n=found.n,
        few=is_few(found.n),
        note="" if between else _("one patient has no interval"),
    )


def share_of(found: Share) -> Number:
    between = of_proportion(found.reached, found.of)
    if between is None:
        return Number("", note=_("nobody"))
    interval = _between(percent(between.low), percent(between.high))
    return Number(percent(found.reached / found.of), interval, n=found.of, few=is_few(found.of))


def percent(share: float) -> str:
    return _percent(int(100 * share + 0.5), get_language() or "")


@lru_cache(maxsize=1024)
def _percent(whole: int, _language: str) -> str:
    """A page says it two hundred times."""
    return _("%(percent)d %%") % {"percent": whole}


def _between(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True)
class Row:
    """A number of one's own unit beside the country's; `surname` is the threshold it is counted by, if any.

    All are of the pairs.
    """

    title: str
    own: Number
    country: Number
    surname: str = ""


def rows(own: Answer, country: Told, threshold: Threshold | None) -> list[Row]:
    """Baseline and follow-up of the same patients, how they changed, and how many reached the threshold."""
    of, pairs = own.measure, country.pairs
    found = [
        Row(_("Baseline"), mean_of(of, own.paired_baseline), mean_of(of, pairs.paired_baseline)),
        Row(_("Follow-up"), mean_of(of, own.paired_follow_up), mean_of(of, pairs.paired_follow_up)),
        Row(_("Improvement"), mean_of(of, own.change), mean_of(of, pairs.change)),
    ]
    if threshold:
        shares = share_of(own.share_over(threshold.code)), country_share(country, threshold.code)
        named = _("threshold %s") % threshold_words(threshold, of)
        found.append(Row(_("Share that reached the threshold"), *shares, named))
    return found


def country_share(country: Told, threshold: str) -> Number:
    """To the nearest five patients, so of few it is not told."""
    if is_few(country.n):
        return Number("", note=_("too few to tell"))
    return share_of(country.pairs.share_over(threshold))
