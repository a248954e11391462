from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from registry.actions.completeness import Counts, forget_standings, insert_rows, store_standings
from registry.actions.data_queries import settle_queries
from registry.actions.follow_up_plans import lay_out
from registry.actions.locks import Kind, past_locks
from registry.actions.statistics import refresh_statistics
from registry.follow_up import Course, Wave, pending
from registry.models import Episode, Invitation, PendingWave, WaveClosure
from registry.selectors.follow_up import course_of, with_answers
from registry.selectors.locks import wave_part

EPISODES_A_STATEMENT = 500
COLUMNS = ("episode_id", "patient_id", "wave", "opens_on", "target_on", "closes_on", "effort")


@transaction.atomic
def close_wave(*, episode: Episode, wave: str, reason: str, by: Any) -> WaveClosure:
    """Takes one follow-up off the list, with the reason."""
    closure = WaveClosure(episode=episode, wave=wave, reason=reason, closed_by=by)
    closure.full_clean()
    held = past_locks(episode.patient, wave_part(episode, wave))
    closure.save()
    held.note(Kind.CLOSURE, wave, became={"reason": reason}, by=by)
    plan_follow_up([episode.pk])
    refresh_statistics([episode.pk])
    return closure


def forget_plans(episodes: Iterable[int]) -> None:
    """Takes out all that is derived of these episodes (ids), and uncounts it: they are about to go, or to be planned anew."""
    ids = list(episodes)
    PendingWave.objects.filter(episode__in=ids).delete()
    store_plans([], forget_standings(ids))


@transaction.atomic
def plan_follow_up(episodes: Iterable[int]) -> None:
    """Writes anew which waves of these episodes (ids) are still asked for, how each stands, and the counts of it; closes
    the queries about their patients whose value has come.

    Call it in the transaction that changed what decides it: an index date, an answer, a closure, the end of following,
    the department.
    """
    ids = sorted(episodes)
    for start in range(0, len(ids), EPISODES_A_STATEMENT):
        few = ids[start : start + EPISODES_A_STATEMENT]
        _lock(few)
        PendingWave.objects.filter(episode__in=few).delete()
        uncounted = forget_standings(few)
        lay_out(few)
        planned = with_answers(Episode.objects.filter(pk__in=few))
        kept = [(episode, course_of(episode)) for episode in planned]
        store_plans(kept, uncounted)
        settle_queries(episode.patient_id for episode, _course in kept)
        for invitation in Invitation.objects.filter(episode__in=few, answered_at=None, locked_at=None):
            rank_effort(invitation)


def rank_effort(invitation: Invitation) -> None:
    """Writes on the follow-up that is asked for how near the patient is to answering it."""
    asked = PendingWave.objects.filter(episode=invitation.episode_id, wave=invitation.wave)
    asked.update(effort=_effort(invitation))


def _effort(invitation: Invitation) -> int:
    if invitation.answered_at or invitation.locked_at:
        return PendingWave.Effort.NOT_INVITED
    return PendingWave.Effort.BEGUN if invitation.opened_at else PendingWave.Effort.INVITED


def _lock(episodes: list[int]) -> None:
    """Two who answer for one patient at once plan one after the other; an answer that is being stored is no obstacle."""
    list(
        Episode.objects.select_for_update(no_key=True)
        .filter(pk__in=episodes)
        .order_by("pk")
        .values_list("pk")
    )


def _rows(episode: Episode, course: Course) -> Iterator[tuple[Any, ...]]:
    for wave in pending(course):
        window = _window(wave, course.index_date)
        yield (episode.pk, episode.patient_id, wave.code, *window, PendingWave.Effort.NOT_INVITED.value)


@lru_cache(maxsize=1024)
def _window(wave: Wave, index_date: date) -> tuple[Any, ...]:
    """Opening, target and closing day as the database takes them; the episodes of an import share one index date."""
    days = (wave.day(index_date, count) for count in (wave.opens, wave.target, wave.closes))
    return tuple(map(connection.ops.adapt_datefield_value, days))


def store_plans(plans: Iterable[tuple[Episode, Course]], uncounted: Counts | None = None) -> None:
    """Stores what is asked for of episodes that have nothing stored, each with its patient, and counts it.

    `uncounted` is what the same episodes were counted as before, to be taken off.
    """
    kept = list(plans)
    insert_rows(PendingWave, COLUMNS, (row for plan in kept for row in _rows(*plan)))
    store_standings(kept, uncounted)
