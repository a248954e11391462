"""Two records of one fracture become one episode: its rows come together, and what both have is decided by a person."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.actions.follow_up import forget_plans
from registry.actions.merge_journal import Journal
from registry.merging import links_to_episode
from registry.models import Assessment, Episode, Invitation, Patient, Timepoint
from registry.selectors.merges import answered_in_both, overtaken_when_joined

NEVER_FILLED = {
    "id",
    "patient",
    "version",
    "care",
    "index_date",
    "onset_on",
    "onset_precision",
    "kind",
    "closed_on",
    "follow_up_plan",
}


def join_episodes(
    journal: Journal, stands: Patient, goes: Patient, theirs: int, ours: int, from_gone: frozenset[int]
) -> None:
    """The episode `theirs` (id) of the patient that goes is `ours` of the one that stands."""
    gone = Episode.objects.select_for_update().filter(pk=theirs, patient=goes).first()
    kept = Episode.objects.select_for_update().filter(pk=ours, patient=stands).first()
    if gone is None or kept is None or gone.kind != kept.kind:
        raise ValidationError(_("These two episodes cannot be one: look at both records again."))
    for row in overtaken_when_joined(gone, kept):
        _keep_as_of_a_visit(journal, row)
    for pair in answered_in_both(gone, kept):
        journal.set_aside(pair.kept if pair.gone.pk in from_gone else pair.gone)
    _close_second_invitations(journal, gone, kept)
    forget_plans([theirs, ours])
    for link in links_to_episode():
        journal.move(link, away_from=gone.pk, to=kept.pk)
    _fill(journal, kept, gone)
    journal.set_aside(gone)
    _recount(journal, kept)


def _keep_as_of_a_visit(journal: Journal, row: Assessment) -> None:
    """The same as registry/actions/overtaken.py does, written down so that it is undone with the merge."""
    journal.set(row, "moved_from", row.timepoint)
    journal.set(row, "timepoint", Timepoint.VISIT.value)


def _close_second_invitations(journal: Journal, gone: Episode, kept: Episode) -> None:
    """A patient answers one questionnaire a follow-up: the link of the other opens nothing any more."""
    waiting = {"answered_at": None, "locked_at": None}
    asked = set(kept.invitations.filter(**waiting).values_list("wave", flat=True))
    for invitation in Invitation.objects.filter(episode=gone, wave__in=asked, **waiting):
        journal.set(invitation, "locked_at", timezone.now())


def _fill(journal: Journal, kept: Episode, gone: Episode) -> None:
    """What only the other record knows."""
    for one in kept._meta.concrete_fields:
        if one.name not in NEVER_FILLED and getattr(kept, one.attname) in (None, ""):
            journal.set(kept, one.attname, getattr(gone, one.attname))


def _recount(journal: Journal, kept: Episode) -> None:
    """Care and index date follow from the procedures that are together now."""
    latest = kept.procedures.order_by("-performed_on").first()
    if latest is not None:
        journal.set(kept, "care", Episode.Care.OPERATED)
        journal.set(kept, "index_date", latest.performed_on)
    kept.full_clean()
    Episode.objects.filter(pk=kept.pk).update(version=F("version") + 1)
