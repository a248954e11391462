"""The variables that the registry's own tables and its instruments give; nothing of them is written down twice.

Episodes and procedures give every date, number, yes or no and coded field they have, so a field added there is
exported with its own label and codes. Texts people wrote, and links to other rows, are never taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.instrument_variables import instrument_groups
from registry.exchange.outgoing.model_variables import of_field, of_model, or_missing
from registry.exchange.outgoing.operation_variables import background_variables, operation_variables
from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Group, Type, Variable
from registry.models import Episode, Patient, PatientIdentity, Procedure
from registry.operations.foremost import latest


@cache
def registry_groups() -> tuple[Group, ...]:
    """Patient, episode, procedure, each instrument, and identity: which leaves only where somebody may take it along."""
    return (
        Group("patient", _("Patient (pseudonymised)"), tuple(_of_patient())),
        Group("episode", _("Episode"), tuple(of_model(Episode, "episode", _episode))),
        Group("procedure", _("Procedure (the latest of the episode)"), tuple(_of_procedure())),
        Group("operation", _("Operation (the latest of the episode)"), tuple(operation_variables())),
        Group("background", _("Background (durations, walking, work)"), tuple(background_variables())),
        *instrument_groups(),
        Group("identity", _("Identity (names the person)"), tuple(_of_identity())),
    )


def _of_patient() -> Iterator[Variable]:
    yield Variable(
        name="department",
        group="patient",
        label=_("Department that owns the record"),
        type=Type.TEXT,
        read=lambda subject: subject.patient.department.code,
    )
    yield Variable(
        name="age_years",
        group="patient",
        label=_("Age on the index date"),
        type=Type.WHOLE,
        unit="years",
        lowest=0,
        highest=120,
        read=lambda subject: or_missing(subject.age_years),
    )
    for name in ("sex", "registered_on", "died_on", "withdrawn_on", "moved_on", "erased_on"):
        yield of_field(Patient._meta.get_field(name), "patient", name, lambda subject: subject.patient)


def _of_procedure() -> Iterator[Variable]:
    yield Variable(
        name="procedures",
        group="procedure",
        label=_("Procedures of the episode"),
        type=Type.WHOLE,
        unit="count",
        lowest=0,
        missing=(),
        note="0 is an episode treated without a procedure",
        read=lambda subject: len(subject.procedures),
    )
    yield from of_model(Procedure, "procedure", _procedure)


def _of_identity() -> Iterator[Variable]:
    for name in ("given_name", "family_name", "birth_date", "number_kind", "number"):
        field = PatientIdentity._meta.get_field(name)
        yield of_field(field, "identity", name, lambda subject: subject.identity, identifying=True)
    yield of_field(
        Patient._meta.get_field("source_id"),
        "identity",
        "source_id",
        lambda subject: subject.patient,
        identifying=True,
    )


def _episode(subject: Subject) -> Episode:
    return subject.episode


def _procedure(subject: Subject) -> Procedure | None:
    return latest(subject.procedures)
