"""What an export tells of the operations, and of how the patient was at each timepoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.instrument_variables import ABSENT
from registry.exchange.outgoing.model_variables import of_field, of_model, or_missing
from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Missing, Type, Variable
from registry.models import Background, Operation, Procedure

BACKGROUND = "background"
NOT_REPEATED = frozenset({"id", "episode", "timepoint", "observed_on"})


def operation_variables() -> Iterator[Variable]:
    yield Variable(
        name="operation_count",
        group="operation",
        label=_("Operations of the episode"),
        type=Type.WHOLE,
        unit="count",
        lowest=0,
        missing=(),
        read=lambda subject: len(subject.operations),
    )
    for variable in _of_each():
        yield replace(variable, each_operation=True)


def _of_each() -> Iterator[Variable]:
    yield Variable(
        name="operation_procedures",
        group="operation",
        label=_("Procedures of the operation"),
        type=Type.CODES,
        codes=tuple((str(code), words) for code, words in Procedure.Kind.choices),
        missing=(Missing.NOT_APPLICABLE,),
        read=_kinds,
    )
    yield from of_model(Operation, "operation", lambda subject: subject.operation)
    yield Variable(
        name="operation_nights",
        group="operation",
        label=_("Length of stay"),
        type=Type.WHOLE,
        unit="nights",
        lowest=0,
        missing=(Missing.NOT_RECORDED, Missing.NOT_APPLICABLE),
        note="from admission, else from the operation, to discharge",
        read=_nights,
    )


def _kinds(subject: Subject) -> Any:
    if subject.operation is None:
        return Missing.NOT_APPLICABLE
    day = subject.operation.performed_on
    kinds = [one.kind for one in subject.procedures if one.performed_on == day]
    return ";".join(kinds) or Missing.NOT_APPLICABLE


def _nights(subject: Subject) -> Any:
    return Missing.NOT_APPLICABLE if subject.operation is None else or_missing(subject.operation.nights)


def background_variables() -> Iterator[Variable]:
    """Each repeats: it is read from the row of a timepoint, and where there is none it is told why."""
    for field in Background._meta.concrete_fields:
        if field.name not in NOT_REPEATED:
            one = of_field(field, BACKGROUND, f"{BACKGROUND}_{field.name}", lambda subject: None)
            missing = (*ABSENT, *(why for why in one.missing if why not in ABSENT))
            yield replace(one, repeats=True, missing=missing, read=_at(field))


def _at(field: Any) -> Any:
    told = of_field(field, BACKGROUND, field.name, lambda row: row)

    def read(subject: Subject, timepoint: str) -> Any:
        row = subject.answers.get((BACKGROUND, timepoint))
        return subject.absent(timepoint) if row is None else told.read(row)

    return read
