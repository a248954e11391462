"""A criterion as an ELM expression. Every node keeps its three-valued meaning in any engine: membership is asked only of
a set that is recorded, a choice is an `Or` of `Equal`, and a fact left out is a fact not recorded.
"""

from __future__ import annotations

from functools import singledispatch

from guidelines.pathway.criteria import (
    All,
    Any,
    BlankCountsAs,
    Compare,
    Criterion,
    Limit,
    Meets,
    Named,
    Not,
    OneOf,
    Operator,
    Recorded,
    SetIs,
)
from guidelines.pathway.fact import Kind
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.exported.definitions import (
    CompareMoved,
    Same,
    Says,
    asked_whether_known,
    blank_fact,
    limit_name,
)
from guidelines.pathway.readings.exported.elm_nodes import (
    Elm,
    expression_ref,
    joined,
    listed,
    literal,
    node,
    null_as,
    number,
    parameter_ref,
    when,
)

COMPARED = {
    Operator.AT_LEAST: "GreaterOrEqual",
    Operator.ABOVE: "Greater",
    Operator.AT_MOST: "LessOrEqual",
    Operator.BELOW: "Less",
}


def read(criterion: Criterion) -> Elm:
    """The criterion as an ELM expression of type Boolean: true, false or null."""
    inner, fact = asked_whether_known(criterion), blank_fact(criterion)
    if inner is not None:
        return node("IsNull", read(inner))
    return node("IsNull", parameter_ref(fact)) if fact else _read(criterion)


@singledispatch
def _read(criterion: Criterion) -> Elm:
    raise TypeError(f"no ELM for {type(criterion).__name__}")


@_read.register
def _(rule: Compare) -> Elm:
    whole = FACTS[rule.fact].kind is Kind.INT
    found = parameter_ref(rule.fact)
    if isinstance(rule.limit, Limit):
        limit = expression_ref(limit_name(rule.limit.name))
        return node(COMPARED[rule.operator], [node("ToDecimal", found) if whole else found, limit])
    if whole and float(rule.limit).is_integer():
        return node(COMPARED[rule.operator], [found, number(int(rule.limit))])
    limit = number(float(rule.limit))
    return node(COMPARED[rule.operator], [node("ToDecimal", found) if whole else found, limit])


@_read.register
def _(rule: OneOf) -> Elm:
    found = parameter_ref(rule.fact)
    return joined("Or", [node("Equal", [found, literal(value)]) for value in rule.values])


@_read.register
def _(rule: Meets) -> Elm:
    found = parameter_ref(rule.fact)
    if len(rule.values) == len(FACTS[rule.fact].values):
        return _where_recorded(rule.fact, node("Exists", found))
    members = [value for value in FACTS[rule.fact].values if value in rule.values]
    return _where_recorded(
        rule.fact, joined("Or", [node("In", [literal(member), found]) for member in members])
    )


@_read.register
def _(rule: SetIs) -> Elm:
    found = parameter_ref(rule.fact)
    members = listed([literal(value) for value in FACTS[rule.fact].values if value in rule.values])
    both = joined("And", [node("IncludedIn", [found, members]), node("IncludedIn", [members, found])])
    return _where_recorded(rule.fact, both)


@_read.register
def _(rule: Recorded) -> Elm:
    return node("Not", node("IsNull", parameter_ref(rule.fact)))


@_read.register
def _(rule: All) -> Elm:
    return joined("And", [read(part) for part in rule.parts]) if rule.parts else literal(True)


@_read.register
def _(rule: Any) -> Elm:
    return joined("Or", [read(part) for part in rule.parts]) if rule.parts else literal(False)


@_read.register
def _(rule: Not) -> Elm:
    return node("Not", read(rule.criterion))


@_read.register
def _(rule: BlankCountsAs) -> Elm:
    found = read(rule.criterion)
    return node("Not", node("IsFalse", found)) if rule.answer else node("IsTrue", found)


@_read.register
def _(rule: Named) -> Elm:
    return expression_ref(rule.code)


@_read.register
def _(rule: CompareMoved) -> Elm:
    limit = rule.limit
    against = expression_ref(limit_name(limit.name)) if isinstance(limit, Limit) else number(float(limit))
    return node(COMPARED[rule.operator], [expression_ref(rule.definition), against])


@_read.register
def _(rule: Same) -> Elm:
    return node("Equal", [expression_ref(rule.definition), expression_ref(rule.other)])


@_read.register
def _(rule: Says) -> Elm:
    return node("Equal", [expression_ref(rule.definition), literal(rule.text)])


def _where_recorded(fact: str, asked: Elm) -> Elm:
    """`In` and `Exists` of a null list are false in ELM; a set that is not recorded must stay not known."""
    return when(node("IsNull", parameter_ref(fact)), null_as("Boolean"), asked)
