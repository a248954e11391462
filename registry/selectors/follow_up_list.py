"""The follow-up list of a user's departments, and how complete the year is. Reads beside registry/selectors/follow_up.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from registry.follow_up import WAVES, Wave, WaveStatus, index_dates_with_target
from registry.models import Assessment, Episode, PendingWave, WaveClosure
from registry.selectors.follow_up import ANSWERING_INSTRUMENTS, DueCount, asking, due_counts
from registry.selectors.patients import is_followed

CLOSING_SOON = "closing"
CLOSING_SOON_DAYS = 28
ENDED = (
    Q(patient__died_on__isnull=False)
    | Q(patient__withdrawn_on__isnull=False)
    | Q(patient__moved_on__isnull=False)
)


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
    return rows.select_related("episode", "patient__identity")


def closed_by_hand(user: Any, chosen: Chosen = Chosen()) -> QuerySet[WaveClosure]:
    """The follow-ups that were closed with a reason, the latest first."""
    rows = WaveClosure.objects.filter(episode__patient__department_id__in=user.department_roles)
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
    """Every wave, in time order: open now, and answered of those asked since 1 January. Two queries."""
    open_now = {count.wave: count for count in due_counts(user, on)}
    this_year = {row["wave"]: row for row in _asked_this_year(user, on)}
    return [_count(wave.code, open_now.get(wave.code), this_year.get(wave.code, {})) for wave in WAVES]


def _count(wave: str, open_now: DueCount | None, this_year: dict[str, int]) -> WaveCount:
    return WaveCount(
        wave,
        due=open_now.due if open_now else 0,
        overdue=open_now.overdue if open_now else 0,
        asked=this_year.get("asked", 0),
        answered=this_year.get("answered", 0),
    )


def _asked_this_year(user: Any, on: date) -> QuerySet[Any]:
    """Wave, asked, answered. What was closed, or ended before it was answered, was not to be asked and is left out."""
    reached = (When(_reached(wave, on), then=Value(wave.code)) for wave in WAVES)
    answers = Assessment.objects.filter(
        episode=OuterRef("pk"),
        timepoint=OuterRef("wave"),
        instrument__in=ANSWERING_INSTRUMENTS,
        score__isnull=False,
    )
    closures = WaveClosure.objects.filter(episode=OuterRef("pk"), wave=OuterRef("wave"))
    episodes = (
        Episode.objects.filter(patient__department_id__in=user.department_roles)
        .annotate(wave=Case(*reached, output_field=CharField()))
        .filter(wave__isnull=False)
        .annotate(was_answered=Exists(answers), was_closed=Exists(closures))
        .exclude(Q(was_answered=False) & (Q(was_closed=True) | ENDED))
    )
    counted = episodes.order_by().values("wave")
    return counted.annotate(asked=Count("pk"), answered=Count("pk", filter=Q(was_answered=True)))


def _reached(wave: Wave, on: date) -> Q:
    """Episodes whose target day of this wave fell this year, and is past."""
    first, last = index_dates_with_target(wave, date(on.year, 1, 1), on - timedelta(days=1))
    metastasis = Q(kind=Episode.Kind.METASTASIS)
    return Q(index_date__gte=first, index_date__lte=last) & (metastasis if wave.metastasis else ~metastasis)
