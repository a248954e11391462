from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.completeness import Counts, add_to_cells, forget_standings, store_standings
from registry.actions.data_queries import settle_queries
from registry.actions.follow_up_plans import lay_out
from registry.actions.locks import Kind, past_locks, told
from registry.actions.overtaken import end_links, place_answers
from registry.actions.pending_waves import Windows, add_to_counts, forget_pending, store_pending
from registry.actions.statistics import refresh_statistics
from registry.follow_up import ClosedReason
from registry.models import Episode, Invitation, InvitationLink, Patient, PendingWave, WaveClosure
from registry.selectors.compiled import IDS_AT_ONCE, Compiled
from registry.selectors.courses import Planned, planned, rows_of
from registry.selectors.follow_up import answers_a_wave
from registry.selectors.follow_up_plans import dated_plans
from registry.selectors.locks import wave_part

CLOSED_WITH = ("reason", "note")
SHORTEST_NOTE = 5  # letters; the message says so
# Two who answer for one patient at once plan one after the other; an answer that is being stored is no obstacle.
LOCKED = Compiled(
    lambda ids: (
        Episode.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk")
    )
)


class FollowUpCounts(NamedTuple):
    """What follow-ups that are asked for, and standings, are counted as."""

    windows: Windows
    standings: Counts


@transaction.atomic
def close_wave(*, episode: Episode, wave: str, reason: str, by: Any, note: str = "") -> WaveClosure:
    """Takes one follow-up off the list, with the reason; `by` is None where the patient declined by link.

    ValidationError where it is answered, for a death that is not recorded, and for data that are not available without
    a note of why.
    """
    words = " ".join(note.split())
    _refuse_to_close(episode, wave, reason, words)
    closure = WaveClosure(
        episode=episode,
        department_id=episode.patient.department_id,
        wave=wave,
        reason=reason,
        note=words,
        closed_by=by,
    )
    closure.full_clean()
    held = past_locks(episode.patient, wave_part(episode, wave))
    closure.save()
    held.note(Kind.CLOSURE, wave, became=told(closure, *CLOSED_WITH), by=by)
    plan_and_count([episode.pk])
    return closure


@transaction.atomic
def reopen_wave(*, episode: Episode, wave: str, by: Any) -> None:
    """Takes a closing back: the follow-up is asked for again, and links that have not expired work again.

    ValidationError where nobody closed it.
    """
    closure = WaveClosure.objects.select_for_update().filter(episode=episode, wave=wave).first()
    if closure is None:
        raise ValidationError(_("Nobody closed this follow-up: there is nothing to reopen."))
    held = past_locks(episode.patient, wave_part(episode, wave))
    was = told(closure, *CLOSED_WITH)
    closure.delete()
    held.note(Kind.CLOSURE, wave, was=was, by=by)
    audit.record_event("wave.reopened", episode.patient, by=by, wave=wave, **was)
    plan_and_count([episode.pk])


def _refuse_to_close(episode: Episode, wave: str, reason: str, note: str) -> None:
    if any(answers_a_wave(row) for row in episode.assessments.filter(timepoint=wave)):
        raise ValidationError(_("This follow-up is answered: there is nothing to close."))
    if reason not in set(ClosedReason):
        raise ValidationError({"reason": _("Choose why the follow-up is not chased.")})
    if reason == ClosedReason.NOT_AVAILABLE and len(note) < SHORTEST_NOTE:
        said = _("Say in at least five letters why the data are not available: who tried what.")
        raise ValidationError({"note": said})
    if reason == ClosedReason.DEAD and not episode.patient.died_on:
        raise ValidationError(
            {
                "reason": _(
                    "No death of this patient is recorded. Record the day under “Edit patient”: every follow-up "
                    "closes with it."
                )
            }
        )


def plan_and_count(episodes: Iterable[int]) -> None:
    """Writes anew all that follows from what changed of these episodes (ids), in the transaction that changed it.

    In this order: planning moves an answer that an operation overtook, and the statistics count it where it stands.
    """
    ids = list(episodes)
    plan_follow_up(ids)
    refresh_statistics(ids)


def plan_and_count_all_of(patient: Patient) -> None:
    """For what changed of the patient, or of one episode: an operation in one may end the chase of another."""
    plan_and_count(patient.episodes.values_list("pk", flat=True))


def forget_plans(episodes: Iterable[int]) -> None:
    """Takes out all that is derived of these episodes (ids), and uncounts it: they are about to go, or to be planned anew."""
    store_plans([], _forgotten(list(episodes)))


@transaction.atomic
def plan_follow_up(episodes: Iterable[int]) -> None:
    """Writes anew which waves of these episodes (ids) are still asked for, how each stands, and the counts of it; closes
    the queries about their patients whose value has come. An answer that an operation overtook is an answer of a visit.

    Call it in the transaction that changed what decides it: an index date, an answer, a closure, the end of following,
    the department.
    """
    ids = sorted(episodes)
    for start in range(0, len(ids), IDS_AT_ONCE):
        few = ids[start : start + IDS_AT_ONCE]
        list(LOCKED(few))
        place_answers(few)
        uncounted = _forgotten(few)
        plans = dated_plans()
        kept = planned(lay_out(rows_of(few), plans), plans)
        store_plans(kept, uncounted)
        settle_queries(one.patient_id for one in kept)
        waiting = Invitation.objects.filter(episode__in=few, answered_at=None, locked_at=None)
        for invitation in waiting.select_related("episode"):
            end_links(invitation)
            rank_effort(invitation)


def rank_effort(invitation: Invitation) -> None:
    """Writes on the follow-up that is asked for how near the patient is to answering it."""
    asked = PendingWave.objects.filter(episode=invitation.episode_id, wave=invitation.wave)
    asked.update(effort=_effort(invitation))


def _effort(invitation: Invitation) -> int:
    if invitation.answered_at or invitation.locked_at:
        return PendingWave.Effort.NOT_INVITED
    if invitation.opened_at:
        return PendingWave.Effort.BEGUN
    left = InvitationLink.objects.filter(invitation=invitation.pk, failed=False).exists()
    return PendingWave.Effort.INVITED if left else PendingWave.Effort.NOT_INVITED


def store_plans(plans: Iterable[Planned], uncounted: FollowUpCounts | None = None) -> None:
    """Stores what is asked for of episodes that have nothing stored, and counts it less what they were counted as before."""
    counted = insert_plans(plans)
    if uncounted:
        counted.windows.subtract(uncounted.windows)
        counted.standings.subtract(uncounted.standings)
    add_counted(counted)


def insert_plans(plans: Iterable[Planned]) -> FollowUpCounts:
    """Stores it without counting: for who adds what thousands are counted as together, in the same transaction."""
    kept = list(plans)
    return FollowUpCounts(store_pending(kept), store_standings(kept))


def add_counted(counted: FollowUpCounts) -> None:
    add_to_counts(counted.windows)
    add_to_cells(counted.standings)


def _forgotten(episodes: list[int]) -> FollowUpCounts:
    return FollowUpCounts(forget_pending(episodes), forget_standings(episodes))
