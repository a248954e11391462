"""An episode recorded wrongly is corrected; an operation or an episode recorded by mistake is removed, and stays in the history."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.dates import record_confirmation
from registry.actions.episodes import COUNTED, refuse_strange_site
from registry.actions.follow_up import forget_plans, plan_and_count, plan_and_count_all_of
from registry.actions.locks import Kind, past_locks, told
from registry.dated import Confirmed, days_of, refuse_impossible
from registry.models import Episode, Operation, Site
from registry.selectors.locks import Part


@transaction.atomic
def correct_episode(
    *,
    episode: Episode,
    version: int,
    kind: str,
    diagnosis: str,
    onset_on: date,
    onset_precision: str,
    by: Any,
    site: Site | None = None,
    confirmed: Confirmed | None = None,
) -> Episode:
    """What an episode is, and when it began; where follow-up counts from follows. Raises VersionConflict."""
    current = Episode.locked(episode.pk, version)
    was, before = told(current, *COUNTED), current.index_date
    if site != current.site:  # one of before a transfer stays
        refuse_strange_site(current.patient, site)
    current.kind, current.diagnosis, current.site = kind, diagnosis, site
    current.onset_on, current.onset_precision = onset_on, onset_precision
    _refuse_impossible(current)
    _counted_anew(current)
    held = past_locks(current.patient, Part(before), Part(current.index_date))
    current.full_clean()
    current.save()
    held.note(Kind.EPISODE, current, was=was, became=told(current, *COUNTED), by=by)
    record_confirmation(current.patient, confirmed, by=by)
    plan_and_count_all_of(current.patient)
    return current


@transaction.atomic
def remove_operation(*, operation: Operation, version: int, reason: str, by: Any) -> Episode:
    """Takes out an operation that never was, with its procedures; the audit table keeps what stood there, and why it went."""
    current = Episode.locked(operation.episode_id, version)
    standing = current.operations.get(pk=operation.pk)
    procedures = list(current.procedures.filter(performed_on=standing.performed_on))
    was, before = (
        {"procedures": [one.kind for one in procedures], **told(standing, "performed_on")},
        current.index_date,
    )
    for row in (*procedures, standing):
        row.delete()
    _counted_anew(current)
    held = past_locks(current.patient, Part(before), Part(current.index_date))
    current.full_clean()
    current.save()
    held.note(Kind.PROCEDURE, current, was=was, by=by)
    audit.record_event("operation.removed", current.patient, by=by, because=words_of(reason), **was)
    plan_and_count_all_of(current.patient)
    return current


@transaction.atomic
def remove_episode(*, episode: Episode, version: int, reason: str, by: Any) -> None:
    """Takes out an episode that never was, with all that was recorded in it. ValidationError where something must stay."""
    current = Episode.locked(episode.pk, version)
    if current.invitations.filter(alarm__acknowledged_at=None).exclude(alarm=None).exists():
        raise ValidationError(
            _("The patient reported an alarm here that nobody has looked at. Look at it first.")
        )
    patient, was = current.patient, told(current, *COUNTED)
    held = past_locks(patient, Part(current.index_date))
    counted = {"assessments": current.assessments.count(), "procedures": current.procedures.count()}
    forget_plans([current.pk])
    about, removed = str(current), current.pk
    _delete(current)
    held.note(Kind.EPISODE, about, was=was, by=by)
    audit.record_event("episode.removed", patient, by=by, because=words_of(reason), **was, **counted)
    others = list(patient.episodes.values_list("pk", flat=True))
    plan_and_count([*others, removed])


def words_of(reason: str) -> str:
    """The reason on one line; ValidationError where it tells nobody anything."""
    words = " ".join(reason.split())
    if len(words) < 5:
        raise ValidationError({"reason": _("Say in at least five letters why it is removed.")})
    return words


def _delete(episode: Episode) -> None:
    try:
        episode.delete()
    except (ProtectedError, RestrictedError) as error:
        said = _("Something that is never removed rests on this episode: correct it instead.")
        raise ValidationError(said) from error


def _refuse_impossible(episode: Episode) -> None:
    refuse_impossible(days_of(episode.patient, episode))
    for day in episode.procedures.values_list("performed_on", flat=True):
        refuse_impossible(days_of(episode.patient, episode, performed=day))


def _counted_anew(episode: Episode) -> None:
    """Care and index date follow from the procedures that stand."""
    latest = episode.procedures.order_by("-performed_on").first()
    episode.care = Episode.Care.OPERATED if latest else Episode.Care.CONSERVATIVE
    episode.index_date = latest.performed_on if latest else episode.onset_on
