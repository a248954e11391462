"""Who is due: episodes whose window is open, with the schedule computed by registry.follow_up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from registry.follow_up import (
    WAVES,
    ClosedReason,
    Course,
    ScheduledWave,
    Wave,
    WaveStatus,
    schedule,
)
from registry.follow_up_plans import windows_of
from registry.models import Assessment, Episode, Patient, PendingWave, Timepoint
from registry.selectors.follow_up_plans import dated_plans, waves_of
from registry.selectors.patients import in_departments_of, is_followed

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
    answers = [(one.timepoint, one.instrument) for one in _answers(episode)]
    closures = [(closure.wave, closure.reason) for closure in episode.closures.all()]
    return course_from(episode, episode.patient, waves_of(episode), answers, closures)


def course_from(
    episode: Any,
    patient: Any,
    waves: tuple[Wave, ...] | None,
    answers: Collection[tuple[str, str]],
    closures: Iterable[tuple[str, str]],
) -> Course:
    """The course that these make: `answers` are timepoint and instrument of those with a score, `closures` wave and reason.

    Of the episode and the patient the columns are read, whatever holds them. `waves` are those of its plan; None is built in.
    """
    ended_on, ended_by = end_of(patient)
    return Course(
        index_date=episode.index_date,
        metastasis=episode.kind == Episode.Kind.METASTASIS,
        answered=frozenset(at for at, instrument in answers if instrument in ANSWERING_INSTRUMENTS),
        closed=tuple((wave, ClosedReason(reason)) for wave, reason in closures),
        ended_on=ended_on,
        ended_by=ended_by,
        reoperated_on=episode.reoperated_on,
        planned=waves,
        scored=frozenset(answers),
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
    answers = Assessment.objects.filter(scored()).only("episode_id", "timepoint", "instrument", "score")
    return episodes.select_related("patient", "follow_up_plan").prefetch_related(
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
    episodes = Episode.objects.filter(in_departments_of(user), pk__in=open_on(on).values("episode_id"))
    return episodes.order_by("index_date", "id")


def open_on(on: date) -> QuerySet[PendingWave]:
    """Every follow-up whose window is open on a day, in no order: one short range of an index for each wave."""
    plans = dated_plans()
    parts = [_open_on(code, windows_of(plans, code), on) for code in WAVE_CODES]
    return parts[0].union(*parts[1:], all=True)


def _open_on(code: str, windows: Iterable[Wave], on: date) -> QuerySet[PendingWave]:
    # a window that is open today closes at most its own length from now; three days more, because months differ
    latest = max(wave.day(on, wave.closes - wave.opens) for wave in windows) + timedelta(days=3)
    rows = PendingWave.objects.filter(wave=code, closes_on__range=(on, latest), opens_on__lte=on)
    return rows.order_by()


def due_now(patients: QuerySet[Patient], on: date) -> QuerySet[Patient]:
    """Those with a follow-up due or overdue on a day."""
    return patients.filter(pk__in=open_on(on).values("patient_id"))


def closing_first(user: Any, on: date, most: int) -> list[int]:
    """Ids of followed patients who are due, those whose window closes soonest first; at most `most`."""
    rows = asking(on).filter(is_followed(user)).values_list("patient_id", flat=True)
    return list(dict.fromkeys(rows[:most]))


@dataclass(frozen=True)
class DueCount:
    """How many followed patients' follow-ups of one wave are open: before the target day, and after it."""

    wave: str
    due: int
    overdue: int


def due_counts(user: Any, on: date) -> list[DueCount]:
    """Every wave that has somebody due, in time order."""
    overdue = Count("pk", filter=Q(target_on__lt=on))
    rows = asking(on).order_by().filter(is_followed(user)).values("wave")
    counted = {row["wave"]: row for row in rows.annotate(open_now=Count("pk"), overdue=overdue)}
    return [
        DueCount(code, counted[code]["open_now"] - counted[code]["overdue"], counted[code]["overdue"])
        for code in (wave.code for wave in WAVES)
        if code in counted
    ]


def next_waves(patients: Iterable[int], on: date) -> dict[int, PendingWave]:
    """Patient id to the follow-up that asks first: the open one that closes soonest, else the next to open."""
    rows = PendingWave.objects.filter(patient_id__in=list(patients), closes_on__gte=on)
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
    answering = assessment.timepoint in WAVE_CODES and assessment.instrument in ANSWERING_INSTRUMENTS
    return answering and assessment.score is not None


def _answers(episode: Episode) -> Iterable[Assessment]:
    """Every answer with a score, at baseline or at a follow-up; those of follow-ups alone, where a page read no more."""
    prefetched = getattr(episode, "answered_waves", None)
    return episode.assessments.filter(scored()) if prefetched is None else prefetched
