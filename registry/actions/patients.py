from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.dates import record_confirmation
from registry.actions.duplicates import note_duplicates
from registry.actions.episodes import open_episode
from registry.actions.follow_up import plan_and_count_all_of
from registry.actions.locks import Held, Kind, past_locks, told
from registry.dated import Confirmed, days_of, refuse_impossible
from registry.identity import normalised, number_hashes, write_hashes
from registry.models import Department, Patient, PatientIdentity, Site
from registry.partial_date import PartialDate
from registry.selectors.locks import Part

ENDS = ("died_on", "withdrawn_on", "moved_on")


@dataclass(frozen=True)
class PersonDetails:
    """Who somebody is, as typed."""

    given_name: str
    family_name: str
    birth_date: date
    number_kind: str
    number: str
    sex: str = ""


@transaction.atomic
def register_patient(*, department: Department, person: PersonDetails, on: date, by: Any) -> Patient:
    """A new patient of a department; ValidationError on `number` where the person is already registered."""
    identity = PatientIdentity()
    describe(identity, person, on=on)
    _refuse_duplicate(identity)
    patient = Patient.objects.create(department=department, sex=person.sex, registered_on=on)
    identity.patient = patient
    identity.save()
    note_duplicates(identity)
    return patient


@dataclass(frozen=True)
class NewEpisode:
    """The episode somebody is registered with."""

    kind: str
    onset: PartialDate
    site: Site | None = None
    diagnosis: str = ""


@transaction.atomic
def register_patient_with_episode(
    *,
    department: Department,
    person: PersonDetails,
    episode: NewEpisode,
    on: date,
    by: Any,
    confirmed: Confirmed | None = None,
) -> Patient:
    """A new patient with a first episode, both or neither. `confirmed`: unlikely dates that were looked at again."""
    refuse_impossible(days_of(on=on, born=person.birth_date, onset=episode.onset))
    patient = register_patient(department=department, person=person, on=on, by=by)
    open_episode(
        patient=patient,
        kind=episode.kind,
        diagnosis=episode.diagnosis,
        onset_on=episode.onset.day,
        onset_precision=episode.onset.precision,
        site=episode.site,
        by=by,
    )
    record_confirmation(patient, confirmed, by=by)
    return patient


@transaction.atomic
def edit_patient(
    *,
    patient: Patient,
    version: int,
    person: PersonDetails,
    by: Any,
    confirmed: Confirmed | None = None,
    **life_events: date | None,
) -> Patient:
    """Corrects who a patient is and what ended the follow-up (died_on, withdrawn_on, moved_on).

    An imported patient, known by the id in a file until now, is given a name. Raises VersionConflict when somebody
    saved meanwhile.
    """
    current = Patient.locked(patient.pk, version)
    if current.erased_on:
        raise ValidationError(
            _("This person is erased; a name is not given again. Register the person anew if they come back.")
        )
    identity = PatientIdentity.objects.filter(patient=current).first() or PatientIdentity(patient=current)
    was = told(current, "sex", *ENDS) | {"birth_date": identity.birth_date}
    describe(identity, person)
    _refuse_duplicate(identity)
    current.sex = person.sex
    for name in ENDS:
        setattr(current, name, life_events.get(name))
    became = told(current, "sex", *ENDS) | {"birth_date": identity.birth_date}
    held = _past_locks(current, was, became)
    for episode in [*current.episodes.all()] or [None]:
        refuse_impossible(days_of(current, episode, born=person.birth_date))
    current.full_clean()
    current.save()
    identity.save()
    note_duplicates(identity)
    held.note(Kind.PATIENT, current, was=_without_birth_date(was), became=_without_birth_date(became), by=by)
    record_confirmation(current, confirmed, by=by)
    plan_and_count_all_of(current)
    return current


@transaction.atomic
def correct_ends(*, patient: Patient, version: int, by: Any, **life_events: date) -> Patient:
    """Corrects what ended the follow-up, of those that are given. Raises VersionConflict when somebody saved meanwhile."""
    current = Patient.locked(patient.pk, version)
    was = told(current, *ENDS)
    for name, day in life_events.items():
        setattr(current, name, day)
    became = told(current, *ENDS)
    held = _past_locks(current, was, became)
    for episode in current.episodes.all():
        refuse_impossible(days_of(current, episode))
    current.full_clean()
    current.save()
    held.note(Kind.PATIENT, current, was=was, became=became, by=by)
    plan_and_count_all_of(current)
    return current


def _past_locks(patient: Patient, was: dict[str, Any], became: dict[str, Any]) -> Held:
    """A correction of what every figure of the patient rests on; an end of following is news until its own day is locked."""
    changed = {name for name in was if was[name] != became[name]}
    days = patient.episodes.values_list("index_date", flat=True) if changed else ()
    ends = [
        date.fromisoformat(day) for name in changed & set(ENDS) for day in (was[name], became[name]) if day
    ]
    settled = min(ends, default=None) if changed <= set(ENDS) else None
    return past_locks(patient, *(Part(day, lambda: settled) for day in days))


def _without_birth_date(told_of: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told_of.items() if name != "birth_date"}


def reveal_number(*, patient: Patient, by: Any) -> str:
    """The whole number, for a person who asked to see it; the asking is recorded."""
    number = patient.identity.number
    with transaction.atomic():
        audit.record_event("identity.revealed", patient, by=by)
    return number


def describe(identity: PatientIdentity, person: PersonDetails, *, on: date | None = None) -> None:
    """Writes who somebody is into an identity: checked, normalised and hashed; it is not stored."""
    number = normalised(person.number_kind, person.number, person.birth_date, on=on)
    identity.given_name, identity.family_name = person.given_name.strip(), person.family_name.strip()
    identity.birth_date, identity.number_kind, identity.number = person.birth_date, person.number_kind, number
    write_hashes(identity)


def _refuse_duplicate(identity: PatientIdentity) -> None:
    hashes = number_hashes(identity.number_kind, identity.number)
    if PatientIdentity.objects.filter(number_hash__in=hashes).exclude(pk=identity.pk).exists():
        raise ValidationError(
            {
                "number": _(
                    "A person with this number is already registered. Search for the number; if nobody is found, "
                    "another department looks after them: ask its coordinator, or ask for a transfer."
                )
            }
        )
