"""What a report says in sentences: for who cannot see the chart, and for everybody beside it. No adjective the numbers do not carry."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.report_page.named import threshold_words, value_words, wave_words
from registry.report_page.numbers import mean_of, percent, share_of
from registry.report_page.report import Report
from registry.reports.funnel import Funnel, Place, Point
from registry.reports.judging import FEW, FOLLOW_UP_TARGET, Answered, Completeness, is_few
from registry.selectors.statistics_state import State
from registry.statistics import Moments

PLACES = {
    Place.INSIDE: gettext_lazy("Your unit lies inside the 95 % limits: what chance alone would often give."),
    Place.ABOVE_95: gettext_lazy("Your unit lies above the 95 % limits and inside the 99.8 % limits."),
    Place.BELOW_95: gettext_lazy("Your unit lies below the 95 % limits and inside the 99.8 % limits."),
    Place.ABOVE_998: gettext_lazy(
        "Your unit lies above the 99.8 % limits: more than chance gives once in a thousand times."
    ),
    Place.BELOW_998: gettext_lazy(
        "Your unit lies below the 99.8 % limits: more than chance gives once in a thousand times."
    ),
}


def outdated(state: State) -> str:
    """Why no number may be relied on, where rows were stored that are not counted yet; else ""."""
    if not state.is_outdated:
        return ""
    return _(
        "Numbers are being counted anew: something that is stored is not in them yet. Do not rely on them until this notice is gone."
    )


def joined(sentences: Iterable[str]) -> str:
    return " ".join(filter(None, sentences))


def of_change(report: Report) -> str:
    """How the pairs changed, in one's own unit and in the country."""
    own = _changed(report, report.own.change)
    if not report.country.n:
        return joined((_("Your unit: %(said)s.") % {"said": own}, no_country(report)))
    country = _changed(report, report.country.pairs.change)
    return _("Your unit: %(own)s. The country: %(country)s.") % {"own": own, "country": country}


def _changed(report: Report, change: Moments) -> str:
    if change.mean is None:
        return _("nobody has both a baseline and a follow-up")
    mean = mean_of(report.own.measure, change)
    found = {
        "mean": value_words(report.own.measure, abs(change.mean)),
        "unit": _(report.own.measure.scale.unit),
        "n": change.n,
        "interval": mean.interval,
    }
    if not mean.interval:
        said = _("better by %(mean)s %(unit)s") if change.mean >= 0 else _("worse by %(mean)s %(unit)s")
        return said % found + _(" (one patient)")
    said = (
        _("mean better by %(mean)s %(unit)s (95 %% interval of the improvement %(interval)s, n %(n)d)")
        if change.mean >= 0
        else _("mean worse by %(mean)s %(unit)s (95 %% interval of the improvement %(interval)s, n %(n)d)")
    )
    return said % found


def of_share(report: Report) -> str:
    asked = report.asked
    if asked.threshold is None or not report.own.n_paired:
        return ""
    found = share_of(report.own.share_over(asked.threshold.code))
    return _("%(share)s of %(n)d improved by at least %(threshold)s (95 %% interval %(interval)s).") % {
        "share": found.value,
        "n": found.n,
        "threshold": threshold_words(asked.threshold, asked.measure),
        "interval": found.interval,
    }


def of_funnel(funnel: Funnel, own: Point | None, others: int) -> str:
    """Where one's own unit lies; whether the limits were widened; how many units are drawn."""
    drawn = ngettext("%(n)d other unit is drawn.", "%(n)d other units are drawn.", others) % {"n": others}
    widened = _("The limits are widened: units differ %(times)s times as much as chance lets them.") % {
        "times": f"{funnel.dispersion:.1f}"
    }
    where = (
        PLACES[funnel.place_of(own)]
        if own
        else _("Your unit has nobody with both a baseline and a follow-up.")
    )
    return joined((str(where), drawn, widened if funnel.is_widened else ""))


def few(n: int) -> str:
    if not n or not is_few(n):
        return ""
    text = ngettext(
        "Few: %(n)d patient, fewer than %(few)d, so one patient moves the number much.",
        "Few: %(n)d patients, fewer than %(few)d, so one patient moves the number much.",
        n,
    )
    return text % {"n": n, "few": FEW}


def incomplete(report: Report) -> str:
    """That fewer answered than the target: said wherever results are."""
    found = Answered(report.own.answered_of_due, report.own.n_due or 0)
    if found.state is not Completeness.BELOW or found.share is None:
        return ""
    return _(
        "Only %(answered)d of %(due)d (%(share)s) answered %(wave)s after: below the target of %(target)s. Those who did "
        "not answer may differ from those who did."
    ) % {
        "answered": found.answered,
        "due": found.due,
        "share": percent(found.share),
        "wave": wave_words(report.asked.wave),
        "target": percent(FOLLOW_UP_TARGET),
    }


def no_country(report: Report) -> str:
    if report.country.n:
        return ""
    return _(
        "The country is not shown: other units have too few patients with a baseline and a follow-up, and fewer than "
        "five are never told."
    )
