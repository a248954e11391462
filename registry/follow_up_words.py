"""Follow-up in words: how far a window is off, and how an answer lies to it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from registry.follow_up import ClosedReason, Moment, Timing, WaveStatus

CLOSED_REASONS = {
    ClosedReason.DEAD: gettext_noop("Dead"),
    ClosedReason.WITHDRAWN: gettext_noop("Withdrew consent"),
    ClosedReason.MOVED: gettext_noop("Moved away"),
    ClosedReason.REOPERATED: gettext_noop("Operated again"),
    ClosedReason.DECLINED: gettext_noop("Declined by the patient"),
    ClosedReason.NOT_AVAILABLE: gettext_noop("Data not available"),
}
STATUSES = {
    WaveStatus.NOT_YET: gettext_noop("Not yet"),
    WaveStatus.DUE: gettext_noop("Due"),
    WaveStatus.OVERDUE: gettext_noop("Overdue"),
    WaveStatus.COMPLETE: gettext_noop("Complete"),
    WaveStatus.MISSED: gettext_noop("Missed"),
    WaveStatus.CLOSED: gettext_noop("Not chased"),
}
LONG_DAYS = 70  # from ten weeks on, months say it better
DAYS_A_MONTH = 30.4375


def span_words(days: int) -> str:
    """A number of days as a person says it: 5 days, 3 weeks, 4 months."""
    if days < 14:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < LONG_DAYS:
        weeks = round(days / 7)
        return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    months = round(days / DAYS_A_MONTH)
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def timing_words(timing: Timing) -> str:
    """How the day of an answer lies to its window."""
    said = {
        Moment.BEFORE_INDEX: _("Answered %(span)s before the day that is followed up"),
        Moment.EARLY: _("Answered %(span)s before the window opens"),
        Moment.WITHIN: _("Answered within the window"),
        Moment.LATE: _("Answered %(span)s after the window closed"),
    }
    return said[timing.moment] % {"span": span_words(timing.days)}


def status_words(target_on: date, closes_on: date, on: date) -> tuple[str, str]:
    """The status of an open follow-up and, in words, how long it has been or is still to be so."""
    left = span_words((closes_on - on).days)
    if on == target_on:
        return WaveStatus.DUE, _("target today")
    if on < target_on:
        return WaveStatus.DUE, _("target in %(span)s") % {"span": span_words((target_on - on).days)}
    since = span_words((on - target_on).days)
    return WaveStatus.OVERDUE, _("since %(since)s; closes in %(left)s") % {"since": since, "left": left}
