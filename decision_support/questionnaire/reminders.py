"""Who is to be reminded on a day, and by which reminder of the schedule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.models import Invitation, PendingWave
from registry.questionnaire_terms import due_from, reminder_due
from registry.selectors.follow_up import asking
from registry.selectors.invitations import to_remind


@dataclass(frozen=True)
class Reminder:
    """`days` names the reminder: days after due."""

    invitation: Invitation
    days: int


def reminders_due(on: date) -> tuple[list[Reminder], Counter[str]]:
    """The reminders of a day, the oldest invitation first, and how many cannot be sent for want of an address."""
    invitations = list(to_remind(on))
    pending = _pending(invitations, on)
    reminders = [found for one in invitations if (found := _due(one, pending, on)) is not None]
    reachable = [one for one in reminders if _email(one.invitation)]
    return reachable, Counter({"no e-mail address": len(reminders) - len(reachable)})


def _pending(invitations: list[Invitation], on: date) -> dict[tuple[int, str], PendingWave]:
    """The follow-ups that are still asked for on the day: not answered, not closed, and the window open."""
    episodes = [one.episode_id for one in invitations]
    return {(row.episode_id, row.wave): row for row in asking(on).filter(episode__in=episodes)}


def _due(invitation: Invitation, pending: Mapping[tuple[int, str], PendingWave], on: date) -> Reminder | None:
    """None too where that reminder, or a later one, was made already."""
    wave = pending.get((invitation.episode_id, invitation.wave))
    if wave is None:
        return None
    days = reminder_due(due_from(wave.target_on, invitation.invited_on), on)
    made = [link.reminder_days for link in invitation.links.all() if link.reminder_days is not None]
    return Reminder(invitation, days) if days is not None and days > max(made, default=-1) else None


def _email(invitation: Invitation) -> str:
    identity = getattr(invitation.episode.patient, "identity", None)
    return identity.email if identity else ""
