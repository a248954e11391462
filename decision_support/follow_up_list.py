"""What the follow-up list shows: rows in words, and how complete the year is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from decision_support.completeness_words import REACHES, effort_words, rate_words
from decision_support.questionnaire.state import state_with
from decision_support.wave_rows import WaveRow, WaveWords
from registry.chips import chip_groups, chosen_of
from registry.follow_up import WAVES, ClosedReason, WaveStatus
from registry.follow_up_words import CLOSED_REASONS, STATUSES, status_words
from registry.models import Episode, PendingWave, Timepoint, WaveClosure
from registry.selectors.completeness import Rate
from registry.selectors.follow_up_list import CLOSING_SOON, Chosen, ListedWave, WaveCount
from registry.selectors.invitations import ListedInvitation, invitations_of

CLOSED = "closed"
STATUS_CHOICES = (
    (WaveStatus.DUE, _("Due")),
    (WaveStatus.OVERDUE, _("Overdue")),
    (CLOSING_SOON, _("Closes within 4 weeks")),
    (CLOSED, _("Not chased")),
)
WAVE_CHOICES = tuple((wave.code, Timepoint(wave.code).label) for wave in WAVES)
KIND_CHOICES = tuple(Episode.Kind.choices)
REASON_CHOICES = tuple((reason.value, gettext_lazy(CLOSED_REASONS[reason])) for reason in ClosedReason)


EFFORT_CHOICES = tuple((str(effort.value), effort.label) for effort in PendingWave.Effort)
ORDER_CHOICES = (("closing", _("Soonest to close")),)


FILTERS = {
    "status": (_("Status"), _("All open"), STATUS_CHOICES),
    "wave": (_("Wave"), _("All"), WAVE_CHOICES),
    "effort": (_("Effort"), _("All"), EFFORT_CHOICES),
    "kind": (_("Episode"), _("All"), KIND_CHOICES),
    "order": (_("Order"), _("Least effort"), ORDER_CHOICES),
}


def narrowed(parameters: QueryDict) -> Chosen:
    """What the list is narrowed to; a value that is not offered narrows nothing."""
    return Chosen(**chosen_of(parameters, FILTERS))


def filter_groups(parameters: QueryDict) -> list[dict[str, Any]]:
    """A row of chips for each filter."""
    return chip_groups(parameters, FILTERS)


ICONS = {
    WaveStatus.OVERDUE: "exclamation-triangle-fill",
    WaveStatus.DUE: "clock-history",
    WaveStatus.CLOSED: "dash-circle-fill",
}


@dataclass(frozen=True)
class Row(WaveRow):
    """One follow-up of the list. A closed one has a reason in `detail` and no window."""

    wave_label: str
    status: str
    status_label: str
    icon: str
    detail: str
    opens_on: date | None = None
    closes_on: date | None = None
    invitation: str = ""


def open_rows(pending: Sequence[ListedWave], on: date) -> list[Row]:
    invited, words = invitations_of([row.episode.pk for row in pending]), WaveWords()
    return [
        Row(
            **words.of(row.patient, row.episode, row.wave),
            wave_label=words.label(row.wave),
            **_status(*status_words(row.target_on, row.closes_on, on)),
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            invitation=_invitation(invited.get((row.episode.pk, row.wave)), on),
        )
        for row in pending
    ]


def _invitation(invitation: ListedInvitation | None, on: date) -> str:
    return state_with(invitation, invitation.link, on).word if invitation else ""


def closed_rows(closures: Iterable[WaveClosure]) -> list[Row]:
    words = WaveWords()
    return [
        Row(
            **words.of(row.episode.patient, row.episode, row.wave),
            wave_label=words.label(row.wave),
            **_status(WaveStatus.CLOSED, closing_words(row)),
        )
        for row in closures
    ]


def closing_words(closure: WaveClosure) -> str:
    """The reason, what was said of it, by whom and when."""
    reason = gettext(CLOSED_REASONS[ClosedReason(closure.reason)])
    day = date_format(localtime(closure.closed_at), "SHORT_DATE_FORMAT")
    who = str(closure.closed_by) if closure.closed_by else gettext("by link")
    return " · ".join(filter(None, (reason, closure.note, f"{who}, {day}")))


def _status(status: str, detail: str) -> dict[str, str]:
    return {
        "status": status,
        "status_label": gettext(STATUSES[status]),
        "icon": ICONS[status],
        "detail": detail,
    }


def reason_options() -> SafeString:
    """The reasons as options of a select, drawn once for all rows."""
    listed = (("", _("Reason")), *REASON_CHOICES)
    return format_html_join("", '<option value="{}">{}</option>', listed)


@dataclass(frozen=True)
class CountWords:
    """One wave: open now, answered of asked, and what brings it to the goal."""

    wave: str
    label: str
    due: int
    overdue: int
    answered: str
    is_asked: bool
    effort: str
    icon: str


def count_words(count: WaveCount) -> CountWords:
    effort = count.effort
    return CountWords(
        wave=count.wave,
        label=str(Timepoint(count.wave).label),
        due=count.due,
        overdue=count.overdue,
        answered=rate_words(Rate(effort.asked, effort.answered)),
        is_asked=bool(effort.asked),
        effort=effort_words(count.wave, effort),
        icon=REACHES[effort.reach][0],
    )
