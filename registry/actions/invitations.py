from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.follow_up import rank_effort
from registry.actions.reported_alarms import report_alarm
from registry.invitation_token import new_token, token_hash
from registry.models import (
    Assessment,
    Episode,
    Invitation,
    InvitationLink,
    PatientIdentity,
    Timepoint,
)
from registry.questionnaire_terms import ALARM, terms_on
from registry.selectors.answers import scored_at
from registry.selectors.invitations import open_until
from registry.selectors.wave_answers import instruments_by_link


@dataclass(frozen=True)
class Sent:
    """A link that was just made; the token is known here, once, and never again."""

    link: InvitationLink
    token: str


class AlreadyAnswered(Exception):
    """The follow-up has its answers; nothing was stored a second time."""


@transaction.atomic
def invite(*, episode: Episode, wave: str, channel: str, on: date, by: Any, email: str = "") -> Sent:
    """A new link for the baseline or one follow-up. All links of one invitation lead to the same answers.

    ValidationError where it is not asked for on that day, or an e-mail has nowhere to go.
    """
    lock_episode(episode.pk)
    _refuse_shut(episode, wave, on)
    if getattr(episode.patient, "identity", None) is None:
        raise ValidationError(
            _(
                "No name and birth date of this patient are recorded, so nobody could confirm a birth date. Record "
                "them under “Edit patient”, then invite."
            )
        )
    if channel == InvitationLink.Channel.EMAIL:
        _keep_email(episode, email)
    invitation = _open_invitation(episode, wave) or _new_invitation(episode, wave, on, by)
    sent = _new_link(invitation, channel, on)
    rank_effort(invitation)
    audit.record_event("questionnaire.invited", episode.patient, by=by, wave=wave, channel=channel)
    return sent


def lock_episode(episode: int) -> None:
    """Whoever else invites this patient waits until the transaction is over, and then sees what it made."""
    Episode.objects.select_for_update(no_key=True).get(pk=episode)


def _refuse_shut(episode: Episode, wave: str, on: date) -> None:
    if open_until(episode, wave, on) is not None:
        return
    if wave == Timepoint.BASELINE:
        raise ValidationError(
            _(
                "The baseline can no longer be asked for: the operation is done, or follow-up has begun. Enter what was answered before."
            )
        )
    raise ValidationError(
        _("This follow-up is not open today: it is answered, closed, or its window is shut.")
    )


def _keep_email(episode: Episode, email: str) -> None:
    identity = episode.patient.identity
    if not email:
        raise ValidationError({"email": _("Give the address the e-mail goes to, or choose a letter.")})
    if identity.email != email:
        identity.email = email
        identity.save(update_fields=["email"])


def _open_invitation(episode: Episode, wave: str) -> Invitation | None:
    waiting = episode.invitations.select_for_update().filter(wave=wave, answered_at=None, locked_at=None)
    return waiting.first()


def _new_invitation(episode: Episode, wave: str, on: date, by: Any) -> Invitation:
    instruments = list(instruments_by_link(episode, wave))
    if not instruments:
        raise ValidationError(_("Every instrument of this follow-up has its score: nothing is left to ask."))
    return Invitation.objects.create(
        episode=episode,
        department_id=episode.patient.department_id,
        wave=wave,
        instruments=instruments,
        invited_on=on,
        invited_by=by,
    )


def _new_link(invitation: Invitation, channel: str, on: date, reminder_days: int | None = None) -> Sent:
    token, expires_on = new_token(), on + timedelta(days=terms_on(on).link_days)
    if invitation.wave == Timepoint.BASELINE:  # an answer after it would tell of the treatment
        expires_on = min(expires_on, open_until(invitation.episode, invitation.wave, on) or on)
    link = InvitationLink.objects.create(
        invitation=invitation,
        token_hash=token_hash(token),
        channel=channel,
        made_on=on,
        expires_on=expires_on,
        reminder_days=reminder_days,
    )
    return Sent(link, token)


@transaction.atomic
def remind(*, invitation: Invitation, reminder_days: int, on: date) -> Sent:
    """The link of one reminder. IntegrityError where it was made already, by whoever ran at the same time."""
    sent = _new_link(invitation, InvitationLink.Channel.EMAIL, on, reminder_days)
    rank_effort(invitation)
    audit.record_event(
        "questionnaire.reminded",
        invitation.episode.patient,
        by=None,
        wave=invitation.wave,
        days=reminder_days,
    )
    return sent


@transaction.atomic
def mark_failed(link: InvitationLink) -> None:
    """The e-mail did not leave; the staff see it, and it is tried again on the next day it is run.

    Whom nothing reached yet is to be invited again.
    """
    link.failed = True
    link.save(update_fields=["failed"])
    rank_effort(link.invitation)


@transaction.atomic
def check_birth_date(*, invitation: Invitation, given: date | None, on: date) -> bool:
    """Whether the birth date is the patient's. A wrong one is counted, and the last one allowed locks the invitation."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.locked_at or current.answered_at:
        return False
    identity = PatientIdentity.objects.filter(patient=current.episode.patient_id).only("birth_date").first()
    right = identity is not None and given is not None and identity.birth_date == given
    if right:
        current.opened_at = current.opened_at or timezone.now()
        _take_up(current, on)
    else:
        current.attempts += 1
        if current.attempts >= terms_on(on).attempts:
            current.locked_at = timezone.now()
            audit.record_event("questionnaire.locked", current.episode.patient, by=None, wave=current.wave)
    current.save(update_fields=["opened_at", "attempts", "locked_at", "taken_up_on", "answers"])
    rank_effort(current)
    return right


def _take_up(invitation: Invitation, on: date) -> None:
    """On another day the alarm questions are asked again: a "no" of last week says nothing of today. A yes stays."""
    if invitation.taken_up_on != on:
        invitation.answers = {
            question: answer
            for question, answer in invitation.answers.items()
            if not question.startswith(ALARM) or answer is True
        }
    invitation.taken_up_on = on


@transaction.atomic
def choose_language(*, invitation: Invitation, language: str) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(language=language)


@transaction.atomic
def keep_answer(*, invitation: Invitation, question: str, answer: int | bool | str) -> None:
    """Keeps one answer on the server; the last one counts. AlreadyAnswered where the questionnaire was sent in."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.answered_at or current.locked_at:
        raise AlreadyAnswered
    current.answers = {**current.answers, question: answer}
    Invitation.objects.filter(pk=current.pk).update(answers=current.answers)
    if question.startswith(ALARM) and answer is True:
        report_alarm(current, question.removeprefix(ALARM))


def lock_to_send(invitation: Invitation) -> Invitation:
    """The invitation with the instruments that have no score yet, it and its episode locked for this transaction.

    AlreadyAnswered where it was sent in, or nothing of it is left to store, whoever gave the answers.
    """
    Episode.objects.select_for_update().get(pk=invitation.episode_id)  # nobody answers the same meanwhile
    current = Invitation.objects.select_for_update().select_related("episode").get(pk=invitation.pk)
    has_score = scored_at(current.episode, current.wave)
    wanted = current.instruments_answered or set(current.instruments)
    if current.answered_at or current.locked_at or wanted <= has_score:
        raise AlreadyAnswered
    current.instruments = [code for code in current.instruments if code not in has_score]
    return current


def close_as_sent(invitation: Invitation, *, stored: list[Assessment]) -> None:
    """The questionnaire is in: its links open nothing any more."""
    invitation.answered_at = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(answered_at=invitation.answered_at)
    rank_effort(invitation)
    instruments = [row.instrument for row in stored]
    audit.record_event(
        "questionnaire.answered",
        invitation.episode.patient,
        by=None,
        wave=invitation.wave,
        instruments=instruments,
    )
