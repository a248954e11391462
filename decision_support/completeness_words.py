"""Completeness in words: rates with their n, the target and how far off it is, and how a follow-up stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from registry.completeness.asking import BASELINE
from registry.completeness.effort import FOLLOW_UP_PERCENT, REGISTRATION_PERCENT, Effort, Reach
from registry.completeness.periods import Period
from registry.completeness.standings import ANSWERED, ASKED
from registry.follow_up import ClosedReason
from registry.follow_up_words import CLOSED_REASONS
from registry.models import Timepoint, WaveStanding
from registry.selectors.completeness import Rate
from registry.short_dates import short_day

FEW = 30
REACHES = {
    Reach.NOTHING_ASKED: ("dash-lg", gettext_noop("none asked yet")),
    Reach.REACHED: ("check-circle-fill", gettext_noop("target reached")),
    Reach.WITHIN_REACH: ("arrow-up-right", gettext_noop("below the target")),
    Reach.OUT_OF_REACH: ("exclamation-triangle-fill", gettext_noop("out of reach")),
}


def target_of(timepoint: str) -> int:
    return REGISTRATION_PERCENT if timepoint == BASELINE else FOLLOW_UP_PERCENT


def percent_words(percent: float | None) -> str:
    """One decimal, cut and never rounded up: 79.96 % has not reached 80 %."""
    if percent is None:
        return "–"
    whole = int(percent * 10 + 1e-9)
    return f"{number_format(whole / 10, 0 if whole % 10 == 0 else 1)} %"


def is_few(rate: Rate) -> bool:
    """Asked of somebody, and of too few for one patient not to move the rate much."""
    return 0 < rate.asked < FEW


def rate_words(rate: Rate) -> str:
    """A rate with its n, and said to be of few where it is."""
    if not rate.asked:
        return _("none asked yet")
    said = _("%(complete)d of %(asked)d (%(percent)s)") % {
        "complete": rate.complete,
        "asked": rate.asked,
        "percent": percent_words(rate.percent),
    }
    return f"{said}, {_('few')}" if is_few(rate) else said


def effort_words(timepoint: str, effort: Effort) -> str:
    """What it takes to reach the target, in a sentence; of a timepoint that nothing is asked of, that."""
    known = {
        "n": effort.needed,
        "timepoint": _in_a_sentence(Timepoint(timepoint).label),
        "now": percent_words(effort.percent),
        "target": f"{effort.target_percent} %",
        "open": effort.open_now,
        "best": percent_words(effort.best_percent),
    }
    if effort.reach is Reach.NOTHING_ASKED:
        return _("No target day of the period is past.")
    if effort.reach is Reach.REACHED:
        return _("At or above the target of %(target)s.") % known
    if effort.reach is Reach.OUT_OF_REACH:
        return _out_of_reach(effort.open_now) % known
    return (
        ngettext(
            "%(n)d more answer at %(timepoint)s brings the unit from %(now)s to %(target)s.",
            "%(n)d more answers at %(timepoint)s bring the unit from %(now)s to %(target)s.",
            effort.needed,
        )
        % known
    )


def _out_of_reach(still_open: int) -> str:
    """It takes more answers than there are open windows."""
    if not still_open:
        return _(
            "Out of reach: it takes %(n)d more, and nobody is left who can answer: windows have closed, or it was declined."
        )
    return ngettext(
        "Out of reach: it takes %(n)d more, and the window of only %(open)d is still open; at most %(best)s.",
        "Out of reach: it takes %(n)d more, and the windows of only %(open)d are still open; at most %(best)s.",
        still_open,
    )


def _in_a_sentence(label: object) -> str:
    said = str(label)
    return said[:1].lower() + said[1:]


def period_words(period: Period) -> str:
    if period.is_empty:
        return _("%(year)d, of which no day is past") % {"year": period.first.year}
    days = {
        "first": date_format(period.first, "DATE_FORMAT"),
        "last": date_format(period.last, "DATE_FORMAT"),
    }
    return _("%(first)s to %(last)s") % days


@dataclass(frozen=True)
class StandingWords:
    """How a follow-up stands on a day: a code for its colour, an icon, a word and the rest."""

    code: str
    icon: str
    word: str
    detail: str = ""


def standing_words(row: WaveStanding, on: date, *, declined: bool = False) -> StandingWords:
    """`declined`: the patient would rather not. That is counted as asked, and is due of nobody."""
    if row.standing == ANSWERED:
        return StandingWords("complete", "check-circle-fill", _("Complete"))
    if row.standing != ASKED:
        reason = _(CLOSED_REASONS[ClosedReason(row.standing)])
        return StandingWords("closed", "dash-circle-fill", _("Not chased"), reason)
    if declined:
        return StandingWords("closed", "dash-circle-fill", _("Declined"), _("asked, and not chased"))
    if row.closes_on is None:
        return StandingWords("due", "dash-lg", _("Not answered"))
    closes = {"day": short_day(row.closes_on)}
    if row.closes_on < on:
        return StandingWords("missed", "x-lg", _("Missed"), _("closed %(day)s") % closes)
    if row.target_on >= on:
        return StandingWords("due", "clock-history", _("Due"), _("closes %(day)s") % closes)
    return StandingWords("overdue", "exclamation-triangle-fill", _("Overdue"), _("closes %(day)s") % closes)


def names_of(codes: Iterable[str], known: Mapping[str, object]) -> str:
    return ", ".join(str(known.get(code, code)) for code in codes)
