from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.actions.standings import refresh_standing
from registry import after_lock
from registry.actions import Answered, close_as_sent, close_wave, lock_to_send, record_patients_answers
from registry.actions.assessments import default_value_set
from registry.follow_up import ClosedReason
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode, Invitation, PendingWave, Timepoint


@transaction.atomic
def send_questionnaire(*, invitation: Invitation, on: date) -> list[Assessment]:
    """Turns a patient's answers into assessments and places the patient anew: all of it or nothing.

    Raises AlreadyAnswered where every instrument that was answered has its score.
    """
    current = lock_to_send(invitation)
    with after_lock.because(_("Answered by the patient")):  # a patient is not asked why
        stored = record_patients_answers(invitation=current, answered=_answered(current), on=on)
        close_as_sent(current, stored=stored)
        if invitation.is_declined:
            _decline(current)
    if stored:
        refresh_standing(patient=current.episode.patient, on=on)
    return stored


def _decline(invitation: Invitation) -> None:
    """Who would rather not is not chased; whoever thinks otherwise reopens the follow-up."""
    if PendingWave.objects.filter(episode=invitation.episode, wave=invitation.wave).exists():
        close_wave(episode=invitation.episode, wave=invitation.wave, reason=ClosedReason.DECLINED, by=None)


def _answered(invitation: Invitation) -> Iterator[Answered]:
    """The instruments with at least one answer. A declined item is stored as a blank; the invitation keeps which it was."""
    for code in invitation.instruments:
        items = [item.code for item in INSTRUMENTS[code].items]
        responses = {item: _number(invitation.answers, f"{code}-{item}") for item in items}
        if any(value is not None for value in responses.values()):
            yield Answered(code, responses, _value_set(invitation.episode, code))


def _number(answers: Mapping[str, Any], question: str) -> int | None:
    found = answers.get(question)
    return found if type(found) is int else None


def _value_set(episode: Episode, instrument: str) -> str | None:
    """That of the baseline index, so that the change can be read; else the country's."""
    offered = INSTRUMENTS[instrument].value_sets
    if not offered:
        return None
    baseline = episode.assessments.filter(instrument=instrument, timepoint=Timepoint.BASELINE).first()
    if baseline and baseline.value_set in offered:
        return baseline.value_set
    return default_value_set(instrument, episode.patient.department)
