"""The follow-up list of a user's departments, and how complete the year is. Reads beside registry/selectors/follow_up.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.completeness.effort import Effort, Reach
from registry.completeness.periods import year_to
from registry.follow_up import WAVE_CODES, WAVES, Wave, WaveStatus
from registry.follow_up_plans import closing_span, windows_of
from registry.models import Episode, PendingWave, WaveClosure
from registry.selectors.compiled import Compiled, a_page
from registry.selectors.completeness import efforts_in
from registry.selectors.due_counts import DueCount, due_counts
from registry.selectors.first_of_each import first_of_each, ids_of_each
from registry.selectors.follow_up_plans import codes_asked_of, dated_plans
from registry.selectors.names import (
    OF_EPISODE,
    NamedEpisode,
    NamedPatient,
    named_episode,
    page_in_order,
    rows_in_order,
    with_names,
)

CLOSING_SOON = "closing"
CLOSING_SOON_DAYS = 28


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to; "" is everything. `status` is due, overdue or closing (within four weeks).

    `order` is "" for the least effort first, or "closing" for the soonest to close.
    """

    wave: str = ""
    status: str = ""
    kind: str = ""
    effort: str = ""
    order: str = ""


class _Asked(NamedTuple):
    """What is read for a choice: waves that close on or between two days; no wave is asked of the kind where `waves` is empty."""

    waves: tuple[str, ...]
    first: date = date.max
    last: date = date.max


def _asked(chosen: Chosen, on: date) -> _Asked:
    plans = dated_plans()
    waves = tuple(code for code in codes_asked_of(chosen.kind, plans) if chosen.wave in ("", code))
    windows = [window for code in waves for window in windows_of(plans, code)]
    return _Asked(waves, *_span(windows, chosen.status, on)) if waves else _Asked(waves)


def asked_now(user: Any, on: date, chosen: Chosen = Chosen()) -> QuerySet[PendingWave]:
    """The follow-ups open on a day in the user's departments, those whose window closes soonest first."""
    waves, first, last = _asked(chosen, on)
    rows = _open(
        user.patient_departments, first, last, on, waves=waves, kind=chosen.kind, status=chosen.status
    )
    return rows.filter(effort=int(chosen.effort)) if chosen.effort else rows


def _open(
    departments: Collection[int],
    first: date,
    last: date,
    on: date,
    *,
    waves: tuple[str, ...],
    kind: str,
    status: str,
) -> QuerySet[PendingWave]:
    rows = PendingWave.objects.filter(
        department__in=departments, closes_on__range=(first, last), opens_on__lte=on
    )
    if len(waves) < len(WAVE_CODES):
        rows = rows.filter(wave__in=waves)
    if kind:
        rows = rows.filter(Exists(Episode.objects.filter(pk=OuterRef("episode_id"), kind=kind)))
    return rows.filter(_status(status, on)).order_by("closes_on", "id")


def _first_open(
    departments: Collection[int], *days: date, effort: PendingWave.Effort, most: int, **chosen: Any
) -> QuerySet[Any, Any]:
    rows = _open(departments, *days, **chosen).filter(effort=effort)
    return first_of_each(rows, most, department=departments).values_list("closes_on", "pk")


FIRST_OPEN = Compiled(_first_open)


def first_asked(user: Any, on: date, chosen: Chosen, most: int) -> list[int]:
    """Ids of the first `most` follow-ups open on a day, in the order that is chosen."""
    (waves, *span), departments = _asked(chosen, on), sorted(user.patient_departments)
    narrowed = {"waves": waves, "kind": chosen.kind, "status": chosen.status, "most": most}
    found: list[tuple[date, int]] = []
    efforts = PendingWave.Effort if waves else ()
    for effort in efforts:  # each is one range of an index; together they would be sorted
        if chosen.effort in ("", str(effort.value)) and (chosen.order or len(found) < most):
            found += FIRST_OPEN(departments, *span, on, effort=effort, **narrowed)
    return [pk for _closes_on, pk in (sorted(found) if chosen.order else found)[:most]]


class ListedWave(NamedTuple):
    """The part of a PendingWave that the list shows."""

    pk: int
    wave: str
    opens_on: date
    target_on: date
    closes_on: date
    episode: NamedEpisode
    patient: NamedPatient


LISTED = Compiled(
    lambda ids: PendingWave.objects.filter(pk__in=ids).values_list(*ListedWave._fields[:5], *OF_EPISODE)
)


def in_order(ids: list[int]) -> list[ListedWave]:
    """The rows of a page in the order of their ids, with their patients."""
    rows = rows_in_order(LISTED(a_page(ids)), ids)
    return [ListedWave(*row[:5], *named_episode(row[5:])) for row in rows]


def closed_by_hand(user: Any, chosen: Chosen, most: int) -> list[int]:
    """Ids of the first `most` follow-ups that were closed with a reason, the latest first."""
    rows = WaveClosure.objects.order_by("-closed_at", "-id")
    if chosen.wave:
        rows = rows.filter(wave=chosen.wave)
    if chosen.kind:
        rows = rows.filter(Exists(Episode.objects.filter(pk=OuterRef("episode_id"), kind=chosen.kind)))
    return ids_of_each(rows, most, department=user.patient_departments)


def closures_in_order(user: Any, ids: list[int]) -> list[WaveClosure]:
    """The closings of a page in the order of their ids, with their patients: who these are, the patient's row decides."""
    rows = WaveClosure.objects.filter(episode__patient__department__in=user.patient_departments)
    rows = rows.select_related("episode", "closed_by")
    return page_in_order(with_names(rows, "episode__patient__identity"), ids)


def _span(windows: Iterable[Wave], status: str, on: date) -> tuple[date, date]:
    """From when to when they close: the bounds of what is read of an index, where a few of many are wanted."""
    first, last = closing_span(windows, on, status)
    return first, min(last, on + timedelta(days=CLOSING_SOON_DAYS)) if status == CLOSING_SOON else last


def _status(status: str, on: date) -> Q:
    """Due until the target day, overdue after it: the same edge as registry.follow_up.wave_status."""
    return {WaveStatus.DUE: Q(target_on__gte=on), WaveStatus.OVERDUE: Q(target_on__lt=on)}.get(status, Q())


@dataclass(frozen=True)
class WaveCount:
    """One wave in numbers: open now, and what it takes to bring those whose target day fell this year and is past to the goal."""

    wave: str
    due: int
    overdue: int
    effort: Effort

    @property
    def asked(self) -> int:
        return self.effort.asked

    @property
    def answered(self) -> int:
        return self.effort.answered

    @property
    def completeness(self) -> float | None:
        """Percent answered; None where nothing was asked yet."""
        return self.effort.percent


def wave_counts(user: Any, on: date) -> list[WaveCount]:
    """Every wave, in time order: open now, and answered of those asked since 1 January."""
    open_now = {count.wave: count for count in due_counts(user, on)}
    efforts = {one.timepoint: one.effort for one in efforts_in(user.patient_departments, year_to(on), on)}
    return [
        _count(wave.code, open_now.get(wave.code, DueCount(wave.code, 0, 0)), efforts[wave.code])
        for wave in WAVES
    ]


def _count(wave: str, open_now: DueCount, effort: Effort) -> WaveCount:
    return WaveCount(wave, due=open_now.due, overdue=open_now.overdue, effort=effort)


def least_effort_first(counts: Iterable[WaveCount]) -> list[WaveCount]:
    """Those within reach of the goal with the fewest answers needed first; then those out of reach, reached, and not asked."""
    order = (Reach.WITHIN_REACH, Reach.OUT_OF_REACH, Reach.REACHED, Reach.NOTHING_ASKED)
    return sorted(counts, key=lambda count: (order.index(count.effort.reach), count.effort.needed))
