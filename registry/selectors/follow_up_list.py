"""The follow-up list of a user's departments, and how complete the year is. Reads beside registry/selectors/follow_up.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from registry.follow_up import WAVES, Wave, WaveStatus, index_dates_with_target
from registry.models import Assessment, Episode, PendingWave, WaveClosure
from registry.selectors.follow_up import ANSWERING_INSTRUMENTS, DueCount, asking, due_counts
from registry.selectors.patients import in_departments_of, is_followed

CLOSING_SOON = "closing"
CLOSING_SOON_DAYS = 28


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to; "" is everything. `status` is due, overdue or closing (within four weeks)."""

    wave: str = ""
    status: str = ""
    kind: str = ""


def asked_now(user: Any, on: date, chosen: Chosen = Chosen()) -> QuerySet[PendingWave]:
    """The follow-ups open on a day in the user's departments, those whose window closes soonest first."""
    rows = asking(on).filter(is_followed(user))
    if chosen.wave:
        rows = rows.filter(wave=chosen.wave)
    if chosen.kind:
        rows = rows.filter(episode__kind=chosen.kind)
    return rows.filter(_status(chosen.status, on))


def with_patients(rows: QuerySet[PendingWave]) -> QuerySet[PendingWave]:
    return rows.select_related("episode", "patient__identity").defer("patient__identity__number")


def closed_by_hand(user: Any, chosen: Chosen = Chosen()) -> QuerySet[WaveClosure]:
    """The follow-ups that were closed with a reason, the latest first."""
    rows = WaveClosure.objects.filter(in_departments_of(user, "episode__patient_id"))
    if chosen.wave:
        rows = rows.filter(wave=chosen.wave)
    if chosen.kind:
        rows = rows.filter(episode__kind=chosen.kind)
    return rows.select_related("episode__patient__identity", "closed_by").order_by("-closed_at", "-id")


def _status(status: str, on: date) -> Q:
    """Due until the target day, overdue after it: the same edge as registry.follow_up.wave_status."""
    return {
        WaveStatus.DUE: Q(target_on__gte=on),
        WaveStatus.OVERDUE: Q(target_on__lt=on),
        CLOSING_SOON: Q(closes_on__lte=on + timedelta(days=CLOSING_SOON_DAYS)),
    }.get(status, Q())


@dataclass(frozen=True)
class WaveCount:
    """One wave in numbers. `asked` are those whose target day fell this year and is past, `answered` of them answered."""

    wave: str
    due: int = 0
    overdue: int = 0
    asked: int = 0
    answered: int = 0

    @property
    def completeness(self) -> float | None:
        """Percent answered; None where nothing was asked yet."""
        return 100 * self.answered / self.asked if self.asked else None


def wave_counts(user: Any, on: date) -> list[WaveCount]:
    """Every wave, in time order: open now, and answered of those asked since 1 January."""
    open_now = {count.wave: count for count in due_counts(user, on)}
    waiting = _unanswered_this_year(user, on)
    return [_count(user, wave, open_now.get(wave.code), waiting.get(wave.code, 0), on) for wave in WAVES]


def _count(user: Any, wave: Wave, open_now: DueCount | None, waiting: int, on: date) -> WaveCount:
    answered = _answered_this_year(user, wave, on)
    return WaveCount(
        wave.code,
        due=open_now.due if open_now else 0,
        overdue=open_now.overdue if open_now else 0,
        asked=answered + waiting,
        answered=answered,
    )


def _unanswered_this_year(user: Any, on: date) -> dict[str, int]:
    """Wave to how many are still asked for. What was closed, or ended unanswered, is asked for no longer."""
    rows = PendingWave.objects.filter(is_followed(user), target_on__range=_this_year(on))
    return dict(rows.order_by().values_list("wave").annotate(Count("pk")))


def _answered_this_year(user: Any, wave: Wave, on: date) -> int:
    answers = Assessment.objects.filter(
        episode=OuterRef("pk"),
        timepoint=wave.code,
        instrument__in=ANSWERING_INSTRUMENTS,
        score__isnull=False,
    )
    metastasis = Q(kind=Episode.Kind.METASTASIS)
    episodes = Episode.objects.filter(
        metastasis if wave.metastasis else ~metastasis,
        in_departments_of(user),
        Exists(answers),
        index_date__range=index_dates_with_target(wave, *_this_year(on)),
    )
    return episodes.count()


def _this_year(on: date) -> tuple[date, date]:
    """The target days that fell this year and are past."""
    return date(on.year, 1, 1), on - timedelta(days=1)
