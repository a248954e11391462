"""Which years are locked, what of a patient lies in them, and what was corrected since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from registry.models import (
    CompletenessCell,
    CorrectionAfterLock,
    Department,
    Episode,
    Patient,
    PeriodLock,
    Timepoint,
)
from registry.selectors.follow_up_plans import waves_of
from registry.selectors.names import with_names


@dataclass(frozen=True)
class Part:
    """Something of the year of an index date.

    `settled_on` gives the last day on which it could still come by itself: a lock made by then does not hold it. None: a
    lock holds it whenever it was made. It is asked only where the year is locked.
    """

    index_date: date
    settled_on: Callable[[], date | None] = lambda: None

    def is_held_by(self, lock: PeriodLock) -> bool:
        if lock.year != self.index_date.year:
            return False
        settled_on = self.settled_on()
        return settled_on is None or settled_on < lock.locked_on


def part_at(episode: Episode, timepoint: str, observed_on: date) -> Part:
    """An assessment's part of the year: a follow-up goes on until its window closes, a visit is of its own day."""
    if timepoint == Timepoint.VISIT:
        return Part(episode.index_date, lambda: observed_on)
    if timepoint == Timepoint.BASELINE:
        return Part(episode.index_date)
    return wave_part(episode, timepoint)


def wave_part(episode: Episode, code: str) -> Part:
    """A wave that the episode is not followed at is over with the lock."""

    def closes() -> date | None:
        found = next((wave for wave in waves_of(episode) if wave.code == code), None)
        return found and found.day(episode.index_date, found.closes)

    return Part(episode.index_date, closes)


def parts_of(patient: Patient) -> list[Part]:
    """Every year in which the patient counts."""
    return [Part(day) for day in patient.episodes.values_list("index_date", flat=True)]


def standing_locks() -> QuerySet[PeriodLock]:
    return PeriodLock.objects.filter(locked_on__isnull=False, opened_at=None)


def locks_of(department: int) -> QuerySet[PeriodLock]:
    """The locks that stand over a department (id): its own, and the whole registry's."""
    return standing_locks().filter(_over(department))


def signed_off(department: int | None = None) -> QuerySet[PeriodLock]:
    """Years over a department (id), or all, that are locked or could be at any moment."""
    rows = PeriodLock.objects.filter(opened_at=None).order_by("pk")
    return rows if department is None else rows.filter(_over(department))


def _over(department: int) -> Q:
    return Q(department=department) | Q(department=None)


def corrections_after_lock(department: Department | None, year: int) -> int:
    """How many corrections a report over the year has to tell of: of the department's locks, or of the registry's.

    Those of a lock that was opened again count too: the figures were signed once.
    """
    return CorrectionAfterLock.objects.filter(lock__department=department, lock__year=year).count()


def periods_of(departments: Iterable[int], *, whole_registry: bool) -> QuerySet[PeriodLock]:
    """Every sign-off and lock of these departments (ids), the latest year first, with how much was corrected since."""
    owner = Q(department__in=list(departments))
    if whole_registry:
        owner |= Q(department=None)
    rows = PeriodLock.objects.filter(owner).select_related(
        "department", "signed_off_by", "locked_by", "opened_by"
    )
    return rows.annotate(corrected=Count("corrections")).order_by("-year", "-id")


def corrections_of(locks: Iterable[PeriodLock], user: Any) -> QuerySet[CorrectionAfterLock]:
    """What was corrected after these locks, the latest first; of the whole registry's, what is of the user's departments."""
    places = list(user.patient_departments)
    rows = CorrectionAfterLock.objects.filter(lock__in=[lock.pk for lock in locks])
    if not user.is_superuser:
        rows = rows.filter(Q(lock__department__in=places) | Q(patient__department__in=places))
    return with_names(rows.select_related("made_by")).order_by("-id")


def episodes_of_year(department: Department | None, year: int) -> int:
    """How many episodes the year holds: the kept counts of their baselines, asked or not chased."""
    months = (date(year, 1, 1), date(year, 12, 1))
    cells = CompletenessCell.objects.filter(timepoint=Timepoint.BASELINE, form="", month__range=months)
    if department is not None:
        cells = cells.filter(department=department)
    return cells.aggregate(n=Sum(F("asked") + F("closed"), default=0))["n"]
