from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.follow_up import plan_follow_up
from registry.encryption import keyed_hash
from registry.identity import normalised
from registry.models import Department, Patient, PatientIdentity


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
    _describe(identity, person)
    _refuse_duplicate(identity)
    patient = Patient.objects.create(department=department, sex=person.sex, registered_on=on)
    identity.patient = patient
    identity.save()
    return patient


@transaction.atomic
def edit_patient(
    *, patient: Patient, version: int, person: PersonDetails, by: Any, **life_events: date | None
) -> Patient:
    """Corrects who a patient is and what ended the follow-up (died_on, withdrawn_on, moved_on).

    Raises VersionConflict when somebody saved meanwhile.
    """
    current = Patient.locked(patient.pk, version)
    identity = current.identity
    _describe(identity, person)
    _refuse_duplicate(identity)
    current.sex = person.sex
    for name in ("died_on", "withdrawn_on", "moved_on"):
        setattr(current, name, life_events.get(name))
    current.full_clean()
    current.save()
    identity.save()
    plan_follow_up(current.episodes.values_list("pk", flat=True))
    return current


def reveal_number(*, patient: Patient, by: Any) -> str:
    """The whole number, for a person who asked to see it; the asking is recorded."""
    with transaction.atomic():
        audit.record_event("identity.revealed", patient, by=by)
    return patient.identity.number


def _describe(identity: PatientIdentity, person: PersonDetails) -> None:
    number = normalised(person.number_kind, person.number, person.birth_date)
    identity.given_name, identity.family_name = person.given_name.strip(), person.family_name.strip()
    identity.birth_date, identity.number_kind, identity.number = person.birth_date, person.number_kind, number
    identity.number_hash = keyed_hash(f"{person.number_kind}:{number}")
    identity.family_name_hash = keyed_hash(identity.family_name)
    identity.full_name_hash = keyed_hash(identity.full_name)
    identity.birth_date_hash = keyed_hash(person.birth_date.isoformat())


def _refuse_duplicate(identity: PatientIdentity) -> None:
    if PatientIdentity.objects.filter(number_hash=identity.number_hash).exclude(pk=identity.pk).exists():
        raise ValidationError(
            {
                "number": _(
                    "A person with this number is already registered. Search for the number; if nobody is found, "
                    "another department looks after them: ask its coordinator."
                )
            }
        )
