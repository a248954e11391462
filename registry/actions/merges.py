"""Two records of one person become one, and two again (docs/adr/0032)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.duplicates import note_duplicates
from registry.actions.follow_up import plan_and_count
from registry.actions.locks import Kind, past_locks
from registry.actions.merge_episodes import join_episodes
from registry.actions.merge_journal import Journal, undo_step
from registry.actions.merge_values import OF_IDENTITY, swap
from registry.dated import days_of, refuse_impossible
from registry.merging import BEFORE, links_beside, links_to_patient, rows_derived
from registry.models import (
    Draft,
    Episode,
    Merge,
    Patient,
    PatientIdentity,
    PossibleDuplicate,
    VersionConflict,
)
from registry.selectors.locks import parts_of
from registry.selectors.transfers import open_transfer_of


@dataclass(frozen=True)
class Chosen:
    """What a person decided: values to take from the record that goes, episodes that are one, answers that stand.

    `same_episodes` maps episodes (ids) of the one that goes to those of the one that stands; `answers_from_gone` are
    its assessments (ids) that take the place of what the other has at the same timepoint.
    """

    ground: str
    from_gone: frozenset[str] = frozenset()
    same_episodes: Mapping[int, int] = field(default_factory=dict)
    answers_from_gone: frozenset[int] = frozenset()


@transaction.atomic
def merge_patients(
    *, standing: Patient, gone: Patient, versions: tuple[int, int], chosen: Chosen, by: Any
) -> Merge:
    """All that is recorded of `gone` is `standing`'s from now on, and its address leads there.

    `versions` are those of both when they were compared: VersionConflict where somebody saved one meanwhile.
    """
    stands, goes = _locked(standing, gone, versions)
    _refuse(stands, goes)
    held = past_locks(stands, *parts_of(stands), *parts_of(goes))
    journal, episodes = Journal(), _episodes_of(stands, goes)
    _give_identity(journal, stands, goes)
    _swap(journal, stands, goes, chosen.from_gone)
    for theirs, ours in sorted(chosen.same_episodes.items()):
        join_episodes(journal, stands, goes, theirs, ours, chosen.answers_from_gone)
    _move_rows(journal, stands, goes)
    goes.merged_into = stands
    _save(stands, goes)
    _refuse_impossible(stands)
    _derive([stands, goes], episodes)
    merge = Merge(standing=stands, gone=goes, ground=chosen.ground, journal=journal.steps, merged_by=by)
    merge.full_clean()
    merge.save()
    if hasattr(stands, "identity"):
        note_duplicates(stands.identity)
    held.note(Kind.MERGE, merge, by=by)
    _record("patient.merged", merge, by)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Any) -> Merge:
    """Both patients as they were; what was recorded since stays with the one that stands, or with the episode it is of."""
    current = Merge.objects.select_for_update().get(pk=merge.pk)
    stands, goes = _both(current.standing_id, current.gone_id)
    _refuse_undoing(current, stands)
    held = past_locks(stands, *parts_of(stands))
    for step in reversed(current.journal):
        undo_step(step, stands.department_id)
    _swap_back(current.journal, stands, goes)
    goes.merged_into = None
    _save(stands, goes)
    _follow_episodes(stands, goes)
    _derive([stands, goes], _episodes_of(stands, goes))
    current.undone_by, current.undone_at = by, timezone.now()
    current.full_clean()
    current.save()
    held.note(Kind.MERGE, _("%(merge)s undone") % {"merge": current}, by=by)
    _record("patient.merge_undone", current, by)
    return current


@transaction.atomic
def dismiss_duplicate(*, pair: PossibleDuplicate, by: Any) -> None:
    """Somebody looked: they are two people. The pair is not shown again."""
    current = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    if current.dismissed_at is None:
        current.dismissed_by, current.dismissed_at = by, timezone.now()
        current.save()
        for patient in (current.first, current.second):
            audit.record_event("patient.two_people", patient, by=by, pair=current.pk)


def why_not_merged(standing: Patient, gone: Patient) -> str:
    """Why two patients cannot become one now, as a sentence; "" where they can."""
    if standing.pk == gone.pk:
        return _("This is one record, not two.")
    if standing.department_id != gone.department_id:
        return _("The two are patients of different departments: ask for a transfer first.")
    if standing.erased_on or gone.erased_on:
        return _("Who one of them is was erased; nobody can say any more that they are one person.")
    if open_transfer_of(standing) or open_transfer_of(gone):
        return _("A transfer of one of them waits for an answer: answer it, or withdraw it, first.")
    return ""


def why_not_undone(merge: Merge) -> str:
    """Why a merge cannot be undone now, as a sentence; "" where it can."""
    if merge.undone_at:
        return _("This merge was undone already.")
    if merge.standing.erased_on:
        return _("The person was erased since; what told the two records apart is gone.")
    if (
        merge.standing.merged_into_id
        or merge.standing.merged_in.filter(pk__gt=merge.pk, undone_at=None).exists()
    ):
        return _("The record was merged again since: undo the later merge first.")
    if open_transfer_of(merge.standing):
        return _("A transfer of the patient waits for an answer: answer it, or withdraw it, first.")
    return ""


def _locked(standing: Patient, gone: Patient, versions: tuple[int, int]) -> tuple[Patient, Patient]:
    stands, goes = _both(standing.pk, gone.pk)
    for current, version in zip((stands, goes), versions, strict=True):
        if current.version != version:
            raise VersionConflict(current, standing=current.version, submitted=version)
    return stands, goes


def _both(standing: int, gone: int) -> tuple[Patient, Patient]:
    """Both rows, locked in one order, so that two who merge never wait in a ring."""
    rows = Patient.everybody.select_for_update().order_by("pk").in_bulk([standing, gone])
    return rows[standing], rows[gone]


def _refuse(stands: Patient, goes: Patient) -> None:
    if goes.merged_into_id or stands.merged_into_id:
        raise ValidationError(_("One of the two was merged already. Nothing was changed now."))
    if said := why_not_merged(stands, goes):
        raise ValidationError(said)


def _refuse_undoing(merge: Merge, stands: Patient) -> None:
    merge.standing = stands
    if said := why_not_undone(merge):
        raise ValidationError(said)


def _give_identity(journal: Journal, stands: Patient, goes: Patient) -> None:
    """Somebody imported without a name takes the other's."""
    if not hasattr(stands, "identity") and hasattr(goes, "identity"):
        journal.move(PatientIdentity._meta.get_field("patient"), away_from=goes.pk, to=stands.pk)
        for patient in (stands, goes):
            patient.refresh_from_db()


def _swap(journal: Journal, stands: Patient, goes: Patient, groups: Iterable[str]) -> None:
    both_named = hasattr(stands, "identity") and hasattr(goes, "identity")
    chosen = {group for group in groups if both_named or group not in OF_IDENTITY}
    swap(stands, goes, chosen)
    journal.swapped(chosen)


def _swap_back(steps: list[dict[str, Any]], stands: Patient, goes: Patient) -> None:
    for patient in (stands, goes):
        patient.refresh_from_db()
    swap(stands, goes, next((step["groups"] for step in steps if step["step"] == "swap"), ()))


def _move_rows(journal: Journal, stands: Patient, goes: Patient) -> None:
    for prepare in (_tell_drafts_apart, *BEFORE.values()):
        prepare(journal, stands, goes)
    for link in links_to_patient():
        journal.move(link, away_from=goes.pk, to=stands.pk)


def _tell_drafts_apart(journal: Journal, stands: Patient, goes: Patient) -> None:
    """A half-filled form of the record that goes is kept beside the one that its owner has of the other."""
    held = set(Draft.objects.filter(patient=stands).values_list("owner", "form"))
    for draft in Draft.objects.filter(patient=goes):
        if (draft.owner_id, draft.form) in held:
            journal.set(draft, "form", f"merged-{draft.pk}")


def _save(stands: Patient, goes: Patient) -> None:
    """A version above both: a form that was opened on either meets a conflict, and nothing lands on the wrong record."""
    version = max(stands.version, goes.version) + 1
    facts_version = max(stands.facts_version, goes.facts_version) + 1
    for patient in (goes, stands):
        patient.version, patient.facts_version = version, facts_version
        patient.save()
    stands.full_clean()


def _refuse_impossible(stands: Patient) -> None:
    """The dates of one record are held against those of the other: nobody was operated on after their death."""
    for episode in stands.episodes.all():
        refuse_impossible(days_of(stands, episode))


def _derive(both: list[Patient], episodes: list[int]) -> None:
    """Writes anew what rests on other rows; `episodes` (ids) are those of both, before and after."""
    for rows in rows_derived([patient.pk for patient in both]):
        rows.delete()
    plan_and_count(episodes)


def _episodes_of(*both: Patient) -> list[int]:
    return list(Episode.objects.filter(patient__in=both).values_list("pk", flat=True))


def _follow_episodes(stands: Patient, goes: Patient) -> None:
    """What was recorded since of something that goes back (an answer in an episode) goes with it."""
    for link, through in links_beside():
        rows = link.model._base_manager.filter(**{link.name: stands, through: goes})
        pks = list(rows.values_list("pk", flat=True))
        link.model._base_manager.filter(pk__in=pks).update(**{link.name: goes})


def _record(event: str, merge: Merge, by: Any) -> None:
    """In the history of both, so that either tells where the other is."""
    moved = {step["model"]: len(step["pks"]) for step in merge.journal if step["step"] == "move"}
    aside = [step["about"] for step in merge.journal if step["step"] == "aside"]
    told = {"merge": merge.pk, "ground": merge.ground, "moved": moved, "set_aside": aside}
    keys = {"standing": str(merge.standing.key), "gone": str(merge.gone.key)}
    for patient in (merge.standing, merge.gone):
        audit.record_event(event, patient, by=by, **keys, **told)
