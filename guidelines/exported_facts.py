"""The clinical facts as variables of an export, from the catalogue FACTS: a fact added there is exported with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidelines.adapters import SCORED, WEEKS_SINCE
from guidelines.pathway.fact import VALUE_LABELS, Fact, Kind
from guidelines.pathway.facts import FACTS
from registry.exchange.outgoing.model_variables import NONE_OF_THESE, YES_NO
from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Group, Missing, Type, Variable
from registry.partial_date import PartialDate

RECORDED_AS = {weeks: since for since, weeks in WEEKS_SINCE.items()}
# Told by the patient, the export itself, or an instrument.
ELSEWHERE = frozenset({"index_date", "age_years", "sex", *SCORED.values()})
TYPES = {
    Kind.BOOL: Type.CODE,
    Kind.ENUM: Type.CODE,
    Kind.TREATMENT: Type.CODE,
    Kind.SET: Type.CODES,
    Kind.INT: Type.WHOLE,
    Kind.FLOAT: Type.NUMBER,
    Kind.DATE: Type.TEXT,
}


@cache
def fact_groups() -> tuple[Group, ...]:
    """Every fact that is recorded, each with the day it was observed."""
    variables = [one for fact in FACTS.values() if fact.name not in ELSEWHERE for one in _variables(fact)]
    return (Group("facts", _("Clinical facts, the latest of each"), tuple(variables)),)


def _variables(fact: Fact) -> Iterator[Variable]:
    recorded = RECORDED_AS.get(fact.name, fact.name)
    is_day = recorded != fact.name
    missing = (Missing.NOT_RECORDED, Missing.ERROR)
    yield Variable(
        name=f"fact_{recorded}",
        group="facts",
        label=_(fact.label),
        type=Type.TEXT if is_day else TYPES[fact.kind],
        unit="" if is_day else fact.unit,
        lowest=None if is_day else fact.low,
        highest=None if is_day else fact.high,
        codes=() if is_day else _codes(fact),
        missing=missing,
        note="date, YYYY-MM-DD, or YYYY-MM where only the month is known" if is_day else fact.help,
        read=_reader(recorded, _written_day if is_day else _writer(fact)),
    )
    yield Variable(
        name=f"fact_{recorded}_observed_on",
        group="facts",
        label=_("Day the fact was observed"),
        type=Type.DATE,
        missing=missing,
        note=f"of fact_{recorded}",
        read=lambda subject: _read(subject, recorded, lambda noted: noted.observed_on),
    )


def _reader(recorded: str, written: Callable[[Any], Any]) -> Callable[[Subject], Any]:
    return lambda subject: _read(subject, recorded, lambda noted: written(noted.value))


def _read(subject: Subject, recorded: str, of: Callable[[Any], Any]) -> Any:
    noted = subject.facts.get(recorded)
    if noted is None:
        return Missing.NOT_RECORDED
    return Missing.ERROR if noted.in_error else of(noted)


def _codes(fact: Fact) -> tuple[tuple[str, Any], ...]:
    if fact.kind is Kind.BOOL:
        return YES_NO
    codes = tuple((str(value), _(VALUE_LABELS.get(value, str(value)))) for value in fact.values)
    return (*codes, (NONE_OF_THESE, _("None of these"))) if fact.kind is Kind.SET else codes


def _written_day(value: Any) -> Any:
    try:
        PartialDate.parse(value)
    except (TypeError, ValueError):
        return Missing.ERROR
    return value


def _writer(fact: Fact) -> Callable[[Any], Any]:
    """The value as the file has it; ERROR for one the catalogue does not allow."""
    if fact.kind is Kind.BOOL:
        return lambda value: {True: "yes", False: "no"}[value] if type(value) is bool else Missing.ERROR
    if fact.kind is Kind.SET:
        return lambda value: _set(fact, value)
    if fact.values:
        return lambda value: str(value) if value in fact.values else Missing.ERROR
    return lambda value: value if _within(fact, value) else Missing.ERROR


def _set(fact: Fact, value: Any) -> Any:
    if not isinstance(value, list) or any(one not in fact.values for one in value):
        return Missing.ERROR
    return ";".join(map(str, value)) or NONE_OF_THESE


def _within(fact: Fact, value: Any) -> bool:
    if type(value) not in (int, float):
        return False
    return (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)
