"""An answer that an operation overtook is kept as of a visit, and comes back where the operation never was (docs/adr/0051)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q
from django.utils import timezone

from registry import audit
from registry.follow_up import WAVE_CODES, tells_of
from registry.models import Assessment, Episode, Invitation, InvitationLink, Timepoint
from registry.selectors.compiled import Compiled


def _misplaced(field: str) -> Q:
    """Answers that do not belong to the timepoint in this field: at a follow-up those that do not tell of it (tells_of);
    at the baseline those by link from after an operation that was recorded later still, which tell of the treatment
    (docs/adr/0039).
    """
    overtaken = Q(**{f"{field}__in": WAVE_CODES}, observed_on__lt=F("episode__index_date"))
    too_late = Q(
        **{field: Timepoint.BASELINE},
        origin=Assessment.Origin.PATIENT,
        episode__care=Episode.Care.OPERATED,
        observed_on__gt=F("episode__index_date"),
    )
    return overtaken | too_late


TO_MOVE = Compiled(
    lambda ids: (
        Assessment.objects.filter(
            _misplaced("timepoint") | ~Q(moved_from="") & ~_misplaced("moved_from"), episode__in=ids
        )
        .order_by()
        .values_list("pk")
    )
)


def place_answers(episodes: Collection[int]) -> None:
    """Puts the answers of these episodes (ids, locked) where their index dates say. Each move stands in the audit table."""
    found = [pk for (pk,) in TO_MOVE(list(episodes))]
    if not found:
        return
    rows = list(Assessment.objects.filter(pk__in=found).order_by("pk"))
    placed, moved = [row for row in rows if not row.moved_from], [row for row in rows if row.moved_from]
    for row in placed:
        _put(row, Timepoint.VISIT, moved_from=row.timepoint)
    for row in moved:
        _put_back(row)


def end_links(invitation: Invitation) -> None:
    """What an operation put an end to is not answered after it: a baseline from its day on, and a follow-up of the time
    before it never more, whatever is half answered; the patient is invited anew when the new one is open.
    """
    index = invitation.episode.index_date
    if invitation.wave == Timepoint.BASELINE:
        if invitation.episode.care == Episode.Care.OPERATED:
            InvitationLink.objects.filter(invitation=invitation, expires_on__gt=index).update(
                expires_on=index
            )
    elif not tells_of(invitation.wave, invitation.invited_on, index):
        invitation.locked_at = timezone.now()
        invitation.save(update_fields=["locked_at"])
        audit.record_event(
            "questionnaire.overtaken", invitation.episode.patient, by=None, wave=invitation.wave
        )


def _put_back(row: Assessment) -> None:
    """To the follow-up it was given at, unless that was answered anew since."""
    same = Assessment.objects.filter(episode=row.episode_id, instrument=row.instrument)
    if not same.filter(timepoint=row.moved_from).exists():
        _put(row, row.moved_from, moved_from="")


def _put(row: Assessment, timepoint: str, *, moved_from: str) -> None:
    row.timepoint, row.moved_from = timepoint, moved_from
    row.version += 1
    row.save()
