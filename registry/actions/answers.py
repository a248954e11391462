from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from registry.actions.assessments import Answered, correct_assessment, record_assessment, scored
from registry.models import Assessment, Episode, Invitation, VersionConflict
from registry.selectors.answers import answered_at


class Opened(NamedTuple):
    """The assessment a form was opened on, and its version then."""

    pk: int
    version: int


@transaction.atomic
def record_answers(
    *,
    episode: Episode,
    answered: Iterable[Answered],
    opened: Mapping[str, Opened],
    timepoint: str,
    observed_on: date,
    by: Any,
) -> list[Assessment]:
    """Records each instrument, or corrects the assessment it was opened on.

    Raises VersionConflict when that one moved on, or when somebody answered the instrument meanwhile: the episode is
    locked, so that of two at once the second sees what the first stored.
    """
    Episode.objects.select_for_update().get(pk=episode.pk)
    return [_stored(episode, one, opened.get(one.instrument), timepoint, observed_on, by) for one in answered]


def _stored(
    episode: Episode, one: Answered, opened: Opened | None, timepoint: str, observed_on: date, by: Any
) -> Assessment:
    standing = opened and episode.assessments.filter(pk=opened.pk, instrument=one.instrument).first()
    if standing:
        return correct_assessment(
            assessment=standing, version=opened.version, answered=one, observed_on=observed_on, by=by
        )
    answered = episode.assessments.filter(instrument=one.instrument)
    meanwhile = answered_at(answered, timepoint, observed_on).get(one.instrument)
    if meanwhile is not None:
        raise VersionConflict(meanwhile, standing=meanwhile.version, submitted=0)
    return record_assessment(
        episode=episode, answered=one, timepoint=timepoint, observed_on=observed_on, by=by
    )


@transaction.atomic
def record_patients_answers(
    *, invitation: Invitation, answered: Iterable[Answered], on: date
) -> list[Assessment]:
    """Stores what a patient answered by link: those of the instruments that have no score yet, and what was stored.

    Call it with the invitation that lock_to_send returned.
    """
    rows = (_of_patient(invitation, one, on) for one in answered)
    return [row for row in rows if row is not None]


def _of_patient(invitation: Invitation, one: Answered, on: date) -> Assessment | None:
    """An assessment without a score is corrected by the new answers, unless they say less than it does: None."""
    episode, origin = invitation.episode, Assessment.Origin.PATIENT
    standing = episode.assessments.filter(instrument=one.instrument, timepoint=invitation.wave).first()
    if standing is None:
        return record_assessment(
            episode=episode,
            answered=one,
            timepoint=invitation.wave,
            observed_on=on,
            by=None,
            origin=origin,
        )
    if not _says_as_much(one, standing):
        return None
    return correct_assessment(
        assessment=standing,
        version=standing.version,
        answered=one,
        observed_on=on,
        by=None,
        origin=origin,
    )


def _says_as_much(one: Answered, standing: Assessment) -> bool:
    given, stood = (_number_answered(responses) for responses in (one.responses, standing.responses))
    return scored(one)["score"] is not None or given >= stood


def _number_answered(responses: Mapping[str, int | None]) -> int:
    return sum(value is not None for value in responses.values())
