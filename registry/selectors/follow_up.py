"""Who is due: episodes whose window is open, with the schedule computed by registry.follow_up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from registry.follow_up import (
    WAVES,
    ClosedReason,
    Course,
    ScheduledWave,
    WaveStatus,
    schedule,
)
from registry.models import Assessment, Episode, PendingWave

WAVE_CODES = tuple(wave.code for wave in WAVES)
# A wave counts as answered when one of these has a score at that timepoint.
ANSWERING_INSTRUMENTS = ("odi", "eq5d_3l", "ndi", "vas_back")


@dataclass(frozen=True)
class Due:
    """One episode with the wave that asks for something now."""

    episode: Episode
    planned: ScheduledWave


def course_of(episode: Episode) -> Course:
    """The follow-up course of an episode; reads `answered_waves` and `closures` where they were prefetched."""
    answered = {assessment.timepoint for assessment in _answers(episode)}
    closed = tuple((closure.wave, ClosedReason(closure.reason)) for closure in episode.closures.all())
    return Course(
        index_date=episode.index_date,
        metastasis=episode.kind == Episode.Kind.METASTASIS,
        answered=frozenset(answered),
        closed=closed,
        ended_on=episode.patient.ended_on,
    )


def with_course(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with all that course_of reads and who it is about, in three queries whatever their number."""
    return with_answers(episodes).select_related("patient__identity")


def with_answers(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with all that course_of reads, and no identity."""
    answers = Assessment.objects.filter(_answered()).only("episode_id", "timepoint")
    return episodes.select_related("patient").prefetch_related(
        Prefetch("assessments", queryset=answers, to_attr="answered_waves"), "closures"
    )


def schedules(episodes: Iterable[Episode], on: date) -> dict[int, tuple[ScheduledWave, ...]]:
    """Episode id to its waves on a day."""
    return {episode.pk: schedule(course_of(episode), on) for episode in episodes}


def asking(on: date) -> QuerySet[PendingWave]:
    """The follow-ups whose window is open on a day, those that close soonest first."""
    return PendingWave.objects.filter(closes_on__gte=on, opens_on__lte=on).order_by("closes_on", "id")


def open_windows(user: Any, on: date) -> QuerySet[Episode]:
    """Episodes of the user's departments with a follow-up due or overdue on a day."""
    episodes = Episode.objects.filter(patient__department_id__in=user.department_roles)
    return episodes.filter(pk__in=asking(on).order_by().values("episode")).order_by("index_date", "id")


def due_among(episodes: Iterable[Episode], on: date) -> list[Due]:
    """Those of the episodes that have a wave due or overdue on a day, each with its first such wave."""
    waiting = {WaveStatus.DUE, WaveStatus.OVERDUE}
    found = []
    for episode in episodes:
        planned = next((wave for wave in schedule(course_of(episode), on) if wave.status in waiting), None)
        if planned is not None:
            found.append(Due(episode, planned))
    return found


def _answered() -> Q:
    return Q(timepoint__in=WAVE_CODES, instrument__in=ANSWERING_INSTRUMENTS, score__isnull=False)


def answers_a_wave(assessment: Assessment) -> bool:
    """As _answered asks the database, of a row that is read already."""
    answering = assessment.timepoint in WAVE_CODES and assessment.instrument in ANSWERING_INSTRUMENTS
    return answering and assessment.score is not None


def _answers(episode: Episode) -> Iterable[Assessment]:
    prefetched = getattr(episode, "answered_waves", None)
    return episode.assessments.filter(_answered()) if prefetched is None else prefetched
