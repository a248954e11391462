"""Subjects as rows: wide, a row an episode; or long, a row a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.request import ExportRequest
from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Column, Missing, Type, Variable
from registry.models import Timepoint

Row = list[Any]
KEY_NOTE = "a keyed hash, the same for the same one within this export and another in the next"
PERSON = Variable(
    name="person",
    group="key",
    label=_("Pseudonym of the person"),
    type=Type.TEXT,
    missing=(),
    note=KEY_NOTE,
    read=lambda subject: subject.person,
)
EPISODE = Variable(
    name="episode",
    group="key",
    label=_("Pseudonym of the episode"),
    type=Type.TEXT,
    missing=(),
    note=KEY_NOTE,
    read=lambda subject: subject.episode_code,
)
UNWRITTEN = frozenset({Missing.NOT_DUE, Missing.NOT_APPLICABLE})


@dataclass(frozen=True)
class Head:
    """A column of the file."""

    name: str
    type: Type
    variable: Variable
    timepoint: str = ""


def heads(request: ExportRequest) -> list[Head]:
    """The columns of the file in order; those a report brings along are its own."""
    if request.own_heads:
        return list(request.own_heads)
    keys = [Head(one.name, one.type, one) for one in (PERSON, EPISODE)]
    if request.layout == "wide":
        return keys + [
            Head(one.name, one.variable.type, one.variable, one.timepoint) for one in request.columns
        ]
    return keys + [Head(one.name, one.type, one) for one in LONG]


def _long(name: str, label: Any, *, note: str = "", codes: tuple = (), type: Type = Type.TEXT) -> Variable:
    missing = (Missing.NOT_APPLICABLE,) if name in ("timepoint", "observed_on") else ()
    return Variable(
        name=name,
        group="long layout",
        label=label,
        type=type,
        note=note,
        codes=codes,
        missing=missing,
        read=lambda subject: None,
    )


LONG = (
    _long("timepoint", _("Timepoint"), codes=tuple(Timepoint.choices), type=Type.CODE),
    _long(
        "observed_on",
        _("Answered on"),
        type=Type.DATE,
        note="of an operation its day, by which its rows belong together",
    ),
    _long("variable", _("Variable"), note="described under its own name in this dictionary"),
    _long("value", _("Value"), note="type, unit and codes are those of the variable"),
)


def rows(subjects: Iterable[Subject], request: ExportRequest) -> Iterator[Row]:
    """Rows of values and Missing, in the order of `heads`."""
    of = _wide if request.layout == "wide" else _long_rows
    columns = request.columns
    for subject in subjects:
        yield from of(subject, columns)


def _wide(subject: Subject, columns: list[Column]) -> Iterator[Row]:
    yield [
        subject.person,
        subject.episode_code,
        *(
            column.variable.read(subject, column.timepoint)
            if column.timepoint
            else column.variable.read(subject)
            for column in columns
        ),
    ]


def _long_rows(subject: Subject, columns: list[Column]) -> Iterator[Row]:
    """A follow-up that is not due or does not apply leaves no rows, one without an answer only its score's; visits last."""
    for column in columns:
        if column.timepoint:
            yield from _long_row(subject, column.variable, column.timepoint)
        elif column.variable.each_operation and subject.operations:
            yield from _of_each_operation(subject, column.variable)
        else:
            yield _once(subject, column.variable, Missing.NOT_APPLICABLE)
    repeating = {column.variable.name: column.variable for column in columns if column.variable.repeats}
    for visit in subject.visits:
        at_visit = replace(subject, answers={(visit.instrument, Timepoint.VISIT): visit})
        for variable in repeating.values():
            if variable.group.partition(".")[0] == visit.instrument:
                yield from _long_row(at_visit, variable, Timepoint.VISIT)


def _of_each_operation(subject: Subject, variable: Variable) -> Iterator[Row]:
    """A row for each operation, on its day."""
    for operation in subject.operations:
        yield _once(replace(subject, operations=[operation]), variable, operation.performed_on)


def _once(subject: Subject, variable: Variable, day: date | Missing) -> Row:
    return [
        subject.person,
        subject.episode_code,
        Missing.NOT_APPLICABLE,
        day,
        variable.name,
        variable.read(subject),
    ]


def _long_row(subject: Subject, variable: Variable, timepoint: str) -> Iterator[Row]:
    instrument = variable.group.partition(".")[0]
    answered = subject.answers.get((instrument, timepoint))
    value = variable.read(subject, timepoint)
    if value in UNWRITTEN or (answered is None and variable.name != f"{instrument}_score"):
        return
    day = answered.observed_on if answered else Missing.NOT_APPLICABLE
    yield [subject.person, subject.episode_code, str(timepoint), day, variable.name, value]
