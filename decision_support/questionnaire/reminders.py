"""Who is to be reminded on a day, and by which reminder of the schedule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from decision_support.questionnaire.outcomes import NO_EMAIL
from registry.models import Invitation, Timepoint
from registry.questionnaire_terms import due_from, reminder_due
from registry.selectors.answers import scored_at
from registry.selectors.invitations import open_until, to_remind

AT_ONCE = 500


@dataclass(frozen=True)
class Reminder:
    """`days` names the reminder: days after due."""

    invitation: Invitation
    days: int


def reminders_due(on: date) -> tuple[list[Reminder], Counter[str]]:
    """The reminders of a day, the oldest invitation first, and how many cannot be sent for want of an address."""
    waiting = to_remind(on).iterator(chunk_size=AT_ONCE)
    reminders = [found for one in waiting if (found := _due(one, on)) is not None]
    reachable = [one for one in reminders if _email(one.invitation)]
    return reachable, Counter({NO_EMAIL: len(reminders) - len(reachable)})


def _due(invitation: Invitation, on: date) -> Reminder | None:
    """None too where that reminder, or a later one, was made already; one that did not leave waits for another day."""
    due = due_from(invitation.target_on or invitation.invited_on, invitation.invited_on)
    days = reminder_due(due, on)
    reminders = [link for link in invitation.links.all() if link.reminder_days is not None]
    made = [link.reminder_days for link in reminders if not link.failed or link.made_on >= on]
    if days is None or days <= max(made, default=-1):
        return None
    return Reminder(invitation, days) if _is_wanted(invitation, on) else None


def _is_wanted(invitation: Invitation, on: date) -> bool:
    """A baseline: while it can be asked for, and something that was asked has no score."""
    if invitation.wave != Timepoint.BASELINE:
        return True
    wanted = set(invitation.instruments) - scored_at(invitation.episode, invitation.wave)
    return bool(wanted) and open_until(invitation.episode, invitation.wave, on) is not None


def _email(invitation: Invitation) -> str:
    identity = getattr(invitation.episode.patient, "identity", None)
    return identity.email if identity else ""
