"""Who is due: episodes whose window is open, with the schedule computed by registry.follow_up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from registry.completeness.asking import ANSWERING, group_asked
from registry.follow_up import (
    WAVE_CODES,
    ClosedReason,
    Course,
    ScheduledWave,
    Wave,
    WaveStatus,
    schedule,
    tells_of,
)
from registry.models import Assessment, Episode, Patient, PendingWave, Timepoint
from registry.selectors.compiled import Compiled, a_page
from registry.selectors.first_of_each import first_of_each
from registry.selectors.follow_up_plans import waves_of


@dataclass(frozen=True)
class Due:
    """One episode with the wave that asks for something now."""

    episode: Episode
    planned: ScheduledWave


def course_of(episode: Episode) -> Course:
    """The follow-up course of an episode; reads `answered_waves` and `closures` where they were prefetched."""
    answers = [(one.timepoint, one.instrument, one.observed_on) for one in _answers(episode)]
    closures = [(closure.wave, closure.reason) for closure in episode.closures.all()]
    return course_from(episode, episode.patient, waves_of(episode), answers, closures)


def course_from(
    episode: Any,
    patient: Any,
    waves: tuple[Wave, ...] | None,
    answers: Iterable[tuple[str, str, date]],
    closures: Iterable[tuple[str, str]],
) -> Course:
    """The course that these make: `answers` are timepoint, instrument and day of those with a score, `closures` wave and reason.

    Of the episode and the patient the columns are read, whatever holds them. `waves` are those of its plan; None is built in.
    """
    ended_on, ended_by = end_of(patient)
    told = frozenset((at, code) for at, code, day in answers if tells_of(at, day, episode.index_date))
    return Course(
        index_date=episode.index_date,
        metastasis=episode.kind == Episode.Kind.METASTASIS,
        answered=frozenset(at for at, instrument in told if instrument in ANSWERING),
        closed=tuple((wave, ClosedReason(reason)) for wave, reason in closures),
        ended_on=ended_on,
        ended_by=ended_by,
        reoperated_on=episode.reoperated_on,
        planned=waves,
        scored=told,
        asks=group_asked(episode.diagnosis, episode.kind),
        first_eq5d=patient.first_eq5d,
    )


def end_of(patient: Any) -> tuple[date | None, ClosedReason]:
    """The day from which a patient is not followed, and why; the reason tells nothing where there is no day."""
    ends = (
        (patient.died_on, ClosedReason.DEAD),
        (patient.withdrawn_on, ClosedReason.WITHDRAWN),
        (patient.moved_on, ClosedReason.MOVED),
    )
    return min(((day, why) for day, why in ends if day), default=(None, ClosedReason.DEAD))


def with_course(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with their answers, closures and who it is about, in three queries whatever their number."""
    return with_answers(episodes).select_related("patient__identity")


def with_answers(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with the answers and closures that course_of reads, and no identity."""
    read = ("episode_id", "timepoint", "instrument", "score", "observed_on")
    answers = Assessment.objects.filter(scored()).only(*read)
    return episodes.select_related("patient__department", "follow_up_plan").prefetch_related(
        Prefetch("assessments", queryset=answers, to_attr="answered_waves"), "closures"
    )


def asking(on: date) -> QuerySet[PendingWave]:
    """The follow-ups whose window is open on a day, those that close soonest first."""
    return PendingWave.objects.filter(closes_on__gte=on, opens_on__lte=on).order_by("closes_on", "id")


def asking_in(departments: Collection[int], on: date) -> QuerySet[PendingWave]:
    """The same, of patients of these departments (ids)."""
    return asking(on).filter(department__in=departments)


def open_windows(user: Any, on: date) -> QuerySet[Episode]:
    """Episodes of the user's departments with a follow-up due or overdue on a day."""
    asked = asking_in(user.patient_departments, on).order_by()
    return Episode.objects.filter(pk__in=asked.values("episode_id")).order_by("index_date", "id")


def due_now(patients: QuerySet[Patient], on: date) -> QuerySet[Patient]:
    """Those with a follow-up due or overdue on a day; asked of each in turn, so that a page is found before all are."""
    return patients.filter(Exists(asking(on).order_by().filter(patient_id=OuterRef("pk"))))


CLOSING_FIRST = Compiled(
    lambda departments, on, *, most: first_of_each(
        asking_in(departments, on), most, department=departments
    ).values_list("patient_id")
)


def closing_first(user: Any, on: date, most: int) -> list[int]:
    """Ids of followed patients who are due, those whose window closes soonest first; at most `most`."""
    rows = CLOSING_FIRST(sorted(user.patient_departments), on, most=most)
    return list(dict.fromkeys(patient for (patient,) in rows))


class NextWave(NamedTuple):
    """What a list shows of a pending follow-up."""

    patient_id: int
    wave: str
    opens_on: date
    target_on: date
    closes_on: date


NEXT_WAVES = Compiled(
    lambda ids, on: PendingWave.objects.filter(patient_id__in=ids, closes_on__gte=on).values_list(
        *NextWave._fields
    )
)


def next_waves(patients: Sequence[int], on: date) -> dict[int, NextWave]:
    """Patient id to the follow-up that asks first: the open one that closes soonest, else the next to open."""
    rows = map(NextWave._make, NEXT_WAVES(a_page(patients), on))
    last_to_ask_first = sorted(rows, key=lambda row: (row.opens_on <= on, -row.closes_on.toordinal()))
    return {row.patient_id: row for row in last_to_ask_first}


def due_among(episodes: Iterable[Episode], on: date) -> list[Due]:
    """Those of the episodes that have a wave due or overdue on a day, each with its first such wave."""
    waiting = {WaveStatus.DUE, WaveStatus.OVERDUE}
    found = []
    for episode in episodes:
        planned = next((wave for wave in schedule(course_of(episode), on) if wave.status in waiting), None)
        if planned is not None:
            found.append(Due(episode, planned))
    return found


def scored() -> Q:
    """The answers that a course knows of."""
    return Q(timepoint__in=(Timepoint.BASELINE, *WAVE_CODES), score__isnull=False)


def answers_a_wave(assessment: Assessment) -> bool:
    """Whether an assessment answers the follow-up it was given at."""
    answering = assessment.timepoint in WAVE_CODES and assessment.instrument in ANSWERING
    given = assessment.timepoint, assessment.observed_on
    return answering and assessment.score is not None and tells_of(*given, assessment.episode.index_date)


def _answers(episode: Episode) -> Iterable[Assessment]:
    """Every answer with a score, at baseline or at a follow-up; those of follow-ups alone, where a page read no more."""
    prefetched = getattr(episode, "answered_waves", None)
    return episode.assessments.filter(scored()) if prefetched is None else prefetched
