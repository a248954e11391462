"""One patient: is a criterion met, not met or not known? Each tree is turned once into a function of the facts.

The function takes the recorded values by fact name, the threshold values by name, and a memo in which a named
criterion keeps its status for this patient, so that what many rules share is worked out once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any as Anything

from guidelines.pathway import criteria as nodes
from guidelines.pathway.criteria import Criterion, Operator
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.thresholds import Thresholds

Status = bool | None  # met, not met, not known
Record = Mapping[str, Anything]
Limits = Mapping[str, float]
Memo = dict[str, Status]
Reader = Callable[[Record, Limits, Memo], Status]

STATUS_CODES: dict[Status, str] = {True: "met", False: "not_met", None: "not_known"}

COMPARISONS: dict[Operator, Callable[[float, float], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
}


def status(criterion: Criterion, facts: PatientFacts, thresholds: Thresholds) -> Status:
    """True (met), False (not met) or None (not known) for this patient."""
    return reader(criterion)(vars(facts), thresholds.values, {})


@kept
def reader(criterion: Criterion) -> Reader:
    """The function that reads this criterion for a patient."""
    return _MAKERS[type(criterion)](criterion)


def _compare(node: nodes.Compare) -> Reader:
    fact, holds, limit = node.fact, COMPARISONS[node.operator], node.limit
    if isinstance(limit, nodes.Limit):
        name = limit.name

        def against_threshold(record: Record, limits: Limits, memo: Memo) -> Status:
            found = record[fact]
            return None if found is None else holds(found, limits[name])

        return against_threshold

    def against_literal(record: Record, limits: Limits, memo: Memo) -> Status:
        found = record[fact]
        return None if found is None else holds(found, limit)

    return against_literal


def _one_of(node: nodes.OneOf) -> Reader:
    fact, values = node.fact, frozenset(node.values)

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found = record[fact]
        return None if found is None else found in values

    return read


def _meets(node: nodes.Meets) -> Reader:
    fact, values = node.fact, node.values

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found = record[fact]
        return None if found is None else not values.isdisjoint(found)

    return read


def _set_is(node: nodes.SetIs) -> Reader:
    fact, values = node.fact, node.values

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found = record[fact]
        return None if found is None else bool(found == values)

    return read


def _recorded(node: nodes.Recorded) -> Reader:
    fact = node.fact

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        return record[fact] is not None

    return read


def _all(node: nodes.All) -> Reader:
    parts = tuple(reader(part) for part in node.parts)

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found: Status = True
        for part in parts:
            each = part(record, limits, memo)
            if each is False:
                return False
            if each is None:
                found = None
        return found

    return read


def _any(node: nodes.Any) -> Reader:
    parts = tuple(reader(part) for part in node.parts)

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found: Status = False
        for part in parts:
            each = part(record, limits, memo)
            if each is True:
                return True
            if each is None:
                found = None
        return found

    return read


def _not(node: nodes.Not) -> Reader:
    part = reader(node.criterion)

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found = part(record, limits, memo)
        return None if found is None else not found

    return read


def _blank_counts_as(node: nodes.BlankCountsAs) -> Reader:
    part, answer = reader(node.criterion), node.answer

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        found = part(record, limits, memo)
        return answer if found is None else found

    return read


def _named(node: nodes.Named) -> Reader:
    part, code = reader(node.criterion), node.code

    def read(record: Record, limits: Limits, memo: Memo) -> Status:
        if code not in memo:
            memo[code] = part(record, limits, memo)
        return memo[code]

    return read


_MAKERS: dict[type[Criterion], Callable[[Anything], Reader]] = {
    nodes.Compare: _compare,
    nodes.OneOf: _one_of,
    nodes.Meets: _meets,
    nodes.SetIs: _set_is,
    nodes.Recorded: _recorded,
    nodes.All: _all,
    nodes.Any: _any,
    nodes.Not: _not,
    nodes.BlankCountsAs: _blank_counts_as,
    nodes.Named: _named,
}
