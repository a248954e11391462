"""Who rows are about, as a list says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from registry.models import Patient, PatientIdentity

# What is read of whom a list names: an identifier that nobody looks at is not decrypted fifty times a page.
NAMED = (
    "key",
    "source_id",
    "erased_on",
    "identity__given_name",
    "identity__family_name",
    "identity__birth_date",
)


class NamedIdentity(NamedTuple):
    """The part of a PatientIdentity that a list shows; a list of names alone reads no birth date."""

    given_name: str
    family_name: str
    birth_date: date | None = None

    full_name = PatientIdentity.full_name


class NamedPatient(NamedTuple):
    """The part of a Patient that says who it is, without a model for each of fifty rows."""

    key: UUID
    source_id: str
    erased_on: date | None
    identity: NamedIdentity | None

    __str__ = Patient.__str__


def named_patient(columns: Sequence[Any]) -> NamedPatient:
    """Of the columns NAMED, or of all of them but the birth date."""
    key, source_id, erased_on, *identity = columns
    return NamedPatient(key, source_id, erased_on, None if identity[0] is None else NamedIdentity(*identity))


# Of a row that knows its episode and its patient.
OF_EPISODE = ("episode_id", "episode__kind", "episode__care", *(f"patient__{column}" for column in NAMED))


class NamedEpisode(NamedTuple):
    """The part of an Episode that a list shows."""

    pk: int
    kind: str
    care: str


def named_episode(columns: Sequence[Any]) -> tuple[NamedEpisode, NamedPatient]:
    """Of the columns OF_EPISODE."""
    return NamedEpisode(*columns[:3]), named_patient(columns[3:])


def with_names(rows: QuerySet[Any], identity: str = "patient__identity") -> QuerySet[Any]:
    """Rows with name and birth date; an identifier that no list shows is not decrypted fifty times a page."""
    return rows.select_related(identity).defer(f"{identity}__number", f"{identity}__email")


def page_in_order(rows: QuerySet[Any], ids: Iterable[int]) -> list[Any]:
    """The rows of a page in the order of their ids; one that is gone meanwhile is left out."""
    keys = list(ids)
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def rows_in_order(rows: Iterable[Sequence[Any]], ids: Iterable[int]) -> list[Sequence[Any]]:
    """The same of rows of columns, the first of which is their id."""
    found = {row[0]: row for row in rows}
    return [found[key] for key in ids if key in found]
