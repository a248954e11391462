"""The variables that the registry's own tables and its instruments give; nothing of them is written down twice.

Episodes and procedures give every date, number, yes or no and coded field they have, so a field added there is
exported with its own label and codes. Texts people wrote, and links to other rows, are never taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.instrument_variables import instrument_groups
from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Group, Missing, Type, Variable
from registry.models import Episode, Patient, PatientIdentity, Procedure

NEVER = frozenset({"id", "version"})
TYPES: dict[type[models.Field], Type] = {
    models.DateField: Type.DATE,
    models.TimeField: Type.TEXT,
    models.IntegerField: Type.WHOLE,
    models.FloatField: Type.NUMBER,
    models.DecimalField: Type.NUMBER,
    models.BooleanField: Type.CODE,
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))


@cache
def registry_groups() -> tuple[Group, ...]:
    """Patient, episode, procedure, each instrument, and identity: which leaves only where somebody may take it along."""
    return (
        Group("patient", _("Patient (pseudonymised)"), tuple(_of_patient())),
        Group("episode", _("Episode"), tuple(_of_model(Episode, "episode", _episode))),
        Group("procedure", _("Procedure (the latest of the episode)"), tuple(_of_procedure())),
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
        read=lambda subject: _or_missing(subject.age_years),
    )
    for name in ("sex", "registered_on", "died_on", "withdrawn_on", "moved_on", "erased_on"):
        yield _of_field(Patient._meta.get_field(name), "patient", name, lambda subject: subject.patient)


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
    yield from _of_model(Procedure, "procedure", _procedure)


def _of_identity() -> Iterator[Variable]:
    for name in ("given_name", "family_name", "birth_date", "number_kind", "number"):
        field = PatientIdentity._meta.get_field(name)
        yield _of_field(field, "identity", name, lambda subject: subject.identity, identifying=True)
    yield _of_field(
        Patient._meta.get_field("source_id"),
        "identity",
        "source_id",
        lambda subject: subject.patient,
        identifying=True,
    )


def _of_model(model: type[models.Model], group: str, row_of: Any) -> Iterator[Variable]:
    for field in model._meta.get_fields():
        if field.name not in NEVER and field.concrete and _type(field) is not None:
            yield _of_field(field, group, f"{group}_{field.name}", row_of)


def _type(field: models.Field) -> Type | None:
    """None where the field is a link to another row, or text that somebody wrote."""
    if field.is_relation:
        return None
    if field.choices:
        return Type.CODE
    found = (known for kind, known in TYPES.items() if isinstance(field, kind))
    return None if isinstance(field, models.DateTimeField) else next(found, None)


def _of_field(
    field: models.Field, group: str, name: str, row_of: Any, *, identifying: bool = False
) -> Variable:
    kind = _type(field) or (Type.DATE if "Date" in type(field).__name__ else Type.TEXT)
    yes_or_no = isinstance(field, models.BooleanField)

    def read(subject: Subject) -> Any:
        row = row_of(subject)
        if row is None:
            return Missing.NOT_RECORDED if identifying else Missing.NOT_APPLICABLE
        value = getattr(row, field.attname)
        return ("no", "yes")[value] if yes_or_no and value is not None else _or_missing(value)

    return Variable(
        name=name,
        group=group,
        label=field.verbose_name,
        type=kind,
        codes=YES_NO if yes_or_no else tuple((str(code), words) for code, words in field.flatchoices if code),
        note=str(field.help_text),
        missing=(Missing.NOT_RECORDED,)
        if group in ("patient", "identity", "episode")
        else (Missing.NOT_RECORDED, Missing.NOT_APPLICABLE),
        identifying=identifying,
        read=read,
    )


def _episode(subject: Subject) -> Episode:
    return subject.episode


def _procedure(subject: Subject) -> Procedure | None:
    return subject.procedures[-1] if subject.procedures else None


def _or_missing(value: Any) -> Any:
    return Missing.NOT_RECORDED if value is None or value == "" else value
