"""Made-up people as plain rows: model objects would take longer than all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, time
from typing import Any

from django.db import connection
from django.db.models import AutoField

from registry.actions.assessment_rows import scored_columns
from registry.actions.assessments import DEFAULT_VALUE_SETS
from registry.actions.bulk_rows import EpisodeOf, insert_columns, insert_rows, prepared, stored_day
from registry.actions.patients import PersonDetails, describe
from registry.models import Background, Department, Episode, Operation, Patient, PatientIdentity, Procedure
from registry.simulation.backgrounds import Seen
from registry.simulation.people import Person
from registry.simulation.surgery import Surgery

SURGERY = tuple(field.name for field in fields(Surgery))
SEEN = tuple(field.name for field in fields(Seen))
Kept = tuple[Person, EpisodeOf]
IDENTITY = tuple(
    field
    for field in PatientIdentity._meta.concrete_fields
    if not isinstance(field, AutoField) and field.name != "patient"
)
VALUE_SET = DEFAULT_VALUE_SETS["eq5d_3l"][Department.Country.DENMARK]  # the published registry is Danish
NOT_MADE_UP = ("",)  # the type of implant: people's own words


def patient_columns(person: Person, departments: list[Department]) -> dict[str, Any]:
    return {
        "key": prepared(Patient, "key", person.key),
        "department_id": departments[person.department].pk,
        "sex": person.sex,
        "source_id": person.source_id,
        "registered_on": _prepared(person.registered_on),
        "died_on": _prepared(person.died_on),
    }


def episode_columns(person: Person, patient: int) -> dict[str, Any]:
    return {
        "patient_id": patient,
        "kind": person.group.kind,
        "diagnosis": person.diagnosis,
        "care": Episode.Care.OPERATED.value,
        "onset_on": _prepared(person.onset_on),
        "index_date": _prepared(person.operated_on),
    }


def insert_procedures(kept: Iterable[Kept]) -> None:
    rows = (
        {"episode_id": episode.pk, "kind": kind, "performed_on": _prepared(person.operated_on)}
        for person, episode in kept
        for kind in person.procedures
    )
    insert_columns(Procedure, rows)


def insert_operations(kept: Iterable[Kept]) -> None:
    columns = ("episode_id", "performed_on", *SURGERY, "implant_type")
    insert_rows(Operation, columns, _operations(kept))


def insert_backgrounds(kept: Iterable[Kept]) -> None:
    rows = (
        (episode.pk, *(_prepared(getattr(seen, name)) for name in SEEN))
        for person, episode in kept
        for seen in person.backgrounds
    )
    insert_rows(Background, ("episode_id", *SEEN), rows)


def insert_identities(made: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
    """The identity of each patient (id), as `identity_columns` has it; nobody is looked for who might be the same: they are
    made up."""
    columns = ("patient_id", *(field.column for field in IDENTITY))
    insert_rows(PatientIdentity, columns, ((patient, *identity) for patient, identity in made))


def identity_columns(person: Person) -> tuple[Any, ...]:
    """In the order of IDENTITY."""
    identity = PatientIdentity()
    details = PersonDetails(
        person.given_name, person.family_name, person.born_on, PatientIdentity.NumberKind.OTHER, person.number
    )
    describe(identity, details)
    return tuple(field.get_db_prep_save(getattr(identity, field.attname), connection) for field in IDENTITY)


def answer_columns(person: Person) -> list[dict[str, Any]]:
    """What each answer holds but for whose it is."""
    return [
        {
            "timepoint": answer.timepoint,
            "observed_on": _prepared(answer.observed_on),
            **scored_columns(
                answer.instrument,
                tuple(answer.responses.values()),
                VALUE_SET if answer.instrument == "eq5d_3l" else None,
            ),
        }
        for answer in person.answers
    ]


def _operations(kept: Iterable[Kept]) -> Iterator[tuple[Any, ...]]:
    for person, episode in kept:
        went = (_prepared(getattr(person.surgery, name)) for name in SURGERY)
        yield (episode.pk, _prepared(person.operated_on), *went, *NOT_MADE_UP)


def _prepared(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, list):
        return connection.ops.adapt_json_value(value, None)
    if isinstance(value, date):
        return stored_day(value)
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value
