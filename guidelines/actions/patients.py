"""What the registry records of a person, with the place on the pathway that follows from it, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.standings import refresh_standing
from registry import actions
from registry.dated import Confirmed
from registry.models import Department, Episode, Operation, Patient, Site
from registry.partial_date import PartialDate

REGISTER_FORM = "patient-register"


@transaction.atomic
def register(
    *,
    department: Department,
    person: actions.PersonDetails,
    episode: actions.NewEpisode,
    on: date,
    by: Any,
    confirmed: Confirmed | None = None,
) -> Patient:
    """A new patient with a first episode; whoever registered them needs their draft no longer."""
    patient = actions.register_patient_with_episode(
        department=department, person=person, episode=episode, on=on, by=by, confirmed=confirmed
    )
    refresh_standing(patient=patient, on=on)
    actions.discard_draft(owner=by, form=REGISTER_FORM, patient=None)
    return patient


@transaction.atomic
def correct(*, patient: Patient, on: date, **changes: Any) -> Patient:
    """As registry.actions.edit_patient: age and sex are facts of the pathway."""
    current = actions.edit_patient(patient=patient, **changes)
    refresh_standing(patient=Patient.objects.get(pk=current.pk), on=on)
    return current


@transaction.atomic
def begin_episode(
    *,
    patient: Patient,
    kind: str,
    onset: PartialDate,
    on: date,
    by: Any,
    diagnosis: str = "",
    site: Site | None = None,
    confirmed: Confirmed | None = None,
) -> Episode:
    """As registry.actions.open_episode: the onset may be the day of the fracture that the pathway counts from."""
    episode = actions.open_episode(
        patient=patient,
        kind=kind,
        diagnosis=diagnosis,
        onset_on=onset.day,
        onset_precision=onset.precision,
        site=site,
        by=by,
        confirmed=confirmed,
    )
    refresh_standing(patient=patient, on=on)
    return episode


@transaction.atomic
def add_operation(*, episode: Episode, draft: str, on: date, by: Any, **recorded: Any) -> Operation:
    """As registry.actions.record_operation: cement given is a fact of the pathway. Whoever recorded it needs no draft."""
    operation = actions.record_operation(episode=episode, by=by, **recorded)
    refresh_standing(patient=episode.patient, on=on)
    actions.discard_draft(owner=by, form=draft, patient=episode.patient)
    return operation


@transaction.atomic
def mend_episode(*, episode: Episode, on: date, **corrected: Any) -> Episode:
    """As registry.actions.correct_episode: kind and onset may be the fracture that the pathway counts from."""
    current = actions.correct_episode(episode=episode, **corrected)
    refresh_standing(patient=current.patient, on=on)
    return current


@transaction.atomic
def drop_episode(*, episode: Episode, on: date, **said: Any) -> None:
    """As registry.actions.remove_episode: the scores that were recorded in it are facts no longer."""
    patient = episode.patient
    actions.remove_episode(episode=episode, **said)
    refresh_standing(patient=patient, on=on)


@transaction.atomic
def drop_operation(*, operation: Operation, on: date, **said: Any) -> None:
    """As registry.actions.remove_operation: cement that was never given is no fact."""
    episode = actions.remove_operation(operation=operation, **said)
    refresh_standing(patient=episode.patient, on=on)
