"""A planned follow-up in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines.presentation.values import day_words
from registry.follow_up import ClosedReason, ScheduledWave, WaveStatus
from registry.models import Patient, Timepoint

STATUS = {
    WaveStatus.NOT_YET: gettext_lazy("not yet"),
    WaveStatus.DUE: gettext_lazy("due"),
    WaveStatus.OVERDUE: gettext_lazy("overdue"),
    WaveStatus.COMPLETE: gettext_lazy("complete"),
    WaveStatus.MISSED: gettext_lazy("missed"),
    WaveStatus.CLOSED: gettext_lazy("closed"),
}
REASONS = {
    ClosedReason.DEAD: gettext_lazy("the patient has died"),
    ClosedReason.WITHDRAWN: gettext_lazy("the patient withdrew"),
    ClosedReason.MOVED: gettext_lazy("the patient moved away"),
    ClosedReason.REOPERATED: gettext_lazy("the patient was operated on again"),
    ClosedReason.DECLINED: gettext_lazy("the patient declined to answer"),
    ClosedReason.NOT_AVAILABLE: gettext_lazy("the data are not available"),
}
ICONS = {
    WaveStatus.NOT_YET: "hourglass-split",
    WaveStatus.DUE: "calendar-event",
    WaveStatus.OVERDUE: "exclamation-triangle-fill",
    WaveStatus.COMPLETE: "check-circle-fill",
    WaveStatus.MISSED: "dash-circle-fill",
    WaveStatus.CLOSED: "lock-fill",
}
ASKS = frozenset({WaveStatus.DUE, WaveStatus.OVERDUE})
ENTERED = ASKS | {WaveStatus.COMPLETE}  # those that the entry page is for


@dataclass(frozen=True)
class WaveWords:
    code: str
    name: str
    status: str
    label: str
    icon: str
    detail: str
    opens: str
    asks: bool
    url: str


def wave_words(planned: ScheduledWave, reason: str, url: str) -> WaveWords:
    status = planned.status
    return WaveWords(
        code=planned.wave.code,
        name=str(Timepoint(planned.wave.code).label),
        status=status.value,
        label=str(STATUS[status]),
        icon=ICONS[status],
        detail=_detail(planned, reason),
        opens=day_words(planned.opens),
        asks=status in ASKS,
        url=url if status in ENTERED else "",
    )


def _detail(planned: ScheduledWave, reason: str) -> str:
    days = {name: day_words(getattr(planned, name)) for name in ("opens", "target", "closes")}
    return {
        WaveStatus.NOT_YET: _("opens %(opens)s, aim for %(target)s") % days,
        WaveStatus.DUE: _("aim for %(target)s; can be answered until %(closes)s") % days,
        WaveStatus.OVERDUE: _("was due %(target)s; can be answered until %(closes)s") % days,
        WaveStatus.COMPLETE: _("answered; the target day was %(target)s") % days,
        WaveStatus.MISSED: _("not answered before the window closed %(closes)s") % days,
        WaveStatus.CLOSED: reason,
    }[planned.status]


def why_ended(patient: Patient) -> str:
    """Why the patient is no longer followed, with the day; empty while they are."""
    ends = (
        (patient.died_on, ClosedReason.DEAD),
        (patient.withdrawn_on, ClosedReason.WITHDRAWN),
        (patient.moved_on, ClosedReason.MOVED),
    )
    found = sorted((day, reason) for day, reason in ends if day)
    if not found:
        return ""
    day, reason = found[0]
    return _("%(reason)s (%(day)s)") % {"reason": REASONS[reason], "day": day_words(day)}
