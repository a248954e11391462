"""How far an invitation has come, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from registry.models import Invitation, InvitationLink
from registry.questionnaire_terms import terms_on
from registry.selectors.invitations import ListedInvitation, ListedLink

MARKS = {
    "answered": "check-circle-fill",
    "declined": "dash-circle-fill",
    "blank": "question-circle",
    "locked": "lock-fill",
    "failed": "exclamation-triangle-fill",
    "expired": "exclamation-triangle-fill",
    "opened": "clock-history",
    "sent": "clock-history",
}


@dataclass(frozen=True)
class State:
    """`code` is answered, declined, blank, locked, failed, expired, opened or sent."""

    code: str
    word: str
    when: date | datetime

    @property
    def mark(self) -> str:
        return MARKS[self.code]


def state_of(invitation: Invitation, on: date) -> State:
    """The furthest it came; reads the links where they were prefetched."""
    return state_with(invitation, max(invitation.links.all(), key=lambda link: link.pk, default=None), on)


def state_with(
    invitation: Invitation | ListedInvitation, latest: InvitationLink | ListedLink | None, on: date
) -> State:
    """The same, where its latest link was read."""
    if invitation.answered_at:
        return State(*_sent_in(invitation), invitation.answered_at)
    if invitation.locked_at:
        return State("locked", _why_locked(invitation), invitation.locked_at)
    if latest and latest.failed:
        return State("failed", _("The e-mail could not be sent"), latest.made_on)
    if latest and latest.expires_on < on:
        return State("expired", _("The link has expired"), latest.expires_on)
    if invitation.opened_at:
        return State("opened", _("Opened, not sent in yet"), invitation.opened_at)
    return State("sent", _("Invited"), latest.made_on if latest else invitation.invited_on)


def _why_locked(invitation: Invitation | ListedInvitation) -> str:
    if invitation.attempts >= terms_on(invitation.invited_on).attempts:
        return _("Locked: wrong birth date too often")
    return _("Closed: no longer asked for, after an operation or a merge")


def _sent_in(invitation: Invitation | ListedInvitation) -> tuple[str, str]:
    if invitation.instruments_answered:
        return "answered", _("Answered by the patient")
    if invitation.is_declined:
        return "declined", _("Declined by the patient")
    if invitation.answers:
        return "blank", _("Sent in with the alarm questions alone")
    return "blank", _("Sent in without an answer")
