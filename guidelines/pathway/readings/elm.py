"""The library as HL7 ELM (Expression Logical Model, JSON), which an engine runs without a translator.

Every node keeps its three-valued meaning in any engine: membership in a set is asked only of a set that is recorded, a
choice is an `Or` of `Equal`, and nothing tells a parameter that was left out from one that is null
(docs/explanation/exported-rules.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce, singledispatch
from typing import Any as Anything

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
from guidelines.pathway.fact import Fact, Kind
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.exported.definitions import (
    Chosen,
    Definition,
    Gathered,
    Library,
    Reference,
    Says,
    asked_whether_known,
    blank_fact,
    limit_name,
)
from guidelines.pathway.thresholds import Threshold

Elm = dict[str, Anything]

TYPES = "urn:hl7-org:elm-types:r1"
COMPARED = {
    Operator.AT_LEAST: "GreaterOrEqual",
    Operator.ABOVE: "Greater",
    Operator.AT_MOST: "LessOrEqual",
    Operator.BELOW: "Less",
}
TYPE_OF_KIND = {Kind.BOOL: "Boolean", Kind.INT: "Integer", Kind.FLOAT: "Decimal", Kind.DATE: "Date"}


def elm_library(library: Library) -> Elm:
    """The library as ELM, in the JSON form of version r1."""
    parameters = [
        *(_parameter(fact.name, type_of(fact)) for fact in library.facts),
        *(_parameter(threshold.name, _named_type("Decimal")) for threshold in library.thresholds),
    ]
    return {
        "library": {
            "annotation": _annotation(library.about),
            "identifier": {"id": library.name, "version": library.version},
            "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
            "usings": {"def": [{"localIdentifier": "System", "uri": TYPES}]},
            "parameters": {"def": parameters},
            "statements": {
                "def": [
                    *(_limit(threshold) for threshold in library.thresholds),
                    *(_definition(each) for each in library.definitions),
                ]
            },
        }
    }


def type_name(fact: Fact) -> str:
    """The System type of a fact, or of a set's members."""
    if fact.kind in TYPE_OF_KIND:
        return TYPE_OF_KIND[fact.kind]
    return "Integer" if all(isinstance(value, int) for value in fact.values) else "String"


def type_of(fact: Fact) -> Elm:
    member = _named_type(type_name(fact))
    return {"type": "ListTypeSpecifier", "elementType": member} if fact.kind is Kind.SET else member


def _named_type(name: str) -> Elm:
    return {"type": "NamedTypeSpecifier", "name": f"{{{TYPES}}}{name}"}


def _parameter(name: str, specifier: Elm) -> Elm:
    return {"name": name, "accessLevel": "Public", "parameterTypeSpecifier": specifier}


def _limit(threshold: Threshold) -> Elm:
    """A threshold is what the caller gave, or the rule set's own value: never silently nothing."""
    value = _node("Coalesce", [_parameter_ref(threshold.name), number(float(threshold.value))])
    return _statement(limit_name(threshold.name), value, (f"{threshold.label} ({threshold.unit})",))


def _definition(definition: Definition) -> Elm:
    return _statement(definition.name, value_of(definition.body), definition.about)


def _statement(name: str, expression: Elm, about: tuple[str, ...]) -> Elm:
    return {
        "name": name,
        "context": "Unfiltered",
        "accessLevel": "Public",
        "annotation": _annotation(about),
        "expression": expression,
    }


def _annotation(about: tuple[str, ...]) -> list[Elm]:
    return [{"type": "Annotation", "t": [{"name": "description", "value": " ".join(about)}]}] if about else []


def value_of(value: Anything) -> Elm:
    """A text, a list, a chosen value or a criterion as ELM."""
    match value:
        case None:
            return null_as("String")
        case str():
            return literal(value)
        case Reference(definition=name):
            return _expression_ref(name)
        case Gathered(items=items):
            return _gathered(items)
        case Chosen(rows=rows, otherwise=otherwise):
            cases = [{"when": read(criterion), "then": value_of(each)} for criterion, each in rows]
            return {"type": "Case", "caseItem": cases, "else": value_of(otherwise)}
    return read(value)


def _gathered(items: Iterable[tuple[Criterion, str]]) -> Elm:
    """A list for every text, of one or of none, and these laid end to end."""
    lists = [_if(read(criterion), _list([literal(text)]), _list([])) for criterion, text in items]
    return {"type": "Flatten", "operand": _list(lists)} if lists else _list([])


def read(criterion: Criterion) -> Elm:
    """The criterion as an ELM expression of type Boolean: true, false or null."""
    inner, fact = asked_whether_known(criterion), blank_fact(criterion)
    if inner is not None:
        return _node("IsNull", read(inner))
    return _node("IsNull", _parameter_ref(fact)) if fact else _read(criterion)


@singledispatch
def _read(criterion: Criterion) -> Elm:
    raise TypeError(f"no ELM for {type(criterion).__name__}")


@_read.register
def _(node: Compare) -> Elm:
    whole = FACTS[node.fact].kind is Kind.INT
    found = _parameter_ref(node.fact)
    if isinstance(node.limit, Limit):
        limit = _expression_ref(limit_name(node.limit.name))
        return _node(COMPARED[node.operator], [_node("ToDecimal", found) if whole else found, limit])
    if whole and float(node.limit).is_integer():
        return _node(COMPARED[node.operator], [found, number(int(node.limit))])
    limit = number(float(node.limit))
    return _node(COMPARED[node.operator], [_node("ToDecimal", found) if whole else found, limit])


@_read.register
def _(node: OneOf) -> Elm:
    found = _parameter_ref(node.fact)
    return joined("Or", [_node("Equal", [found, literal(value)]) for value in node.values])


@_read.register
def _(node: Meets) -> Elm:
    found = _parameter_ref(node.fact)
    if len(node.values) == len(FACTS[node.fact].values):
        return _where_recorded(node.fact, _node("Exists", found))
    members = [value for value in FACTS[node.fact].values if value in node.values]
    return _where_recorded(
        node.fact, joined("Or", [_node("In", [literal(member), found]) for member in members])
    )


@_read.register
def _(node: SetIs) -> Elm:
    found = _parameter_ref(node.fact)
    members = _list([literal(value) for value in FACTS[node.fact].values if value in node.values])
    both = joined("And", [_node("IncludedIn", [found, members]), _node("IncludedIn", [members, found])])
    return _where_recorded(node.fact, both)


@_read.register
def _(node: Recorded) -> Elm:
    return _node("Not", _node("IsNull", _parameter_ref(node.fact)))


@_read.register
def _(node: All) -> Elm:
    return joined("And", [read(part) for part in node.parts]) if node.parts else literal(True)


@_read.register
def _(node: Any) -> Elm:
    return joined("Or", [read(part) for part in node.parts]) if node.parts else literal(False)


@_read.register
def _(node: Not) -> Elm:
    return _node("Not", read(node.criterion))


@_read.register
def _(node: BlankCountsAs) -> Elm:
    found = read(node.criterion)
    return _node("Not", _node("IsFalse", found)) if node.answer else _node("IsTrue", found)


@_read.register
def _(node: Named) -> Elm:
    return _expression_ref(node.code)


@_read.register
def _(node: Says) -> Elm:
    return _node("Equal", [_expression_ref(node.definition), literal(node.text)])


def _where_recorded(fact: str, asked: Elm) -> Elm:
    """`In` and `Exists` of a null list are false in ELM; a set that is not recorded must stay not known."""
    return _if(_node("IsNull", _parameter_ref(fact)), null_as("Boolean"), asked)


def joined(operator: str, parts: list[Elm]) -> Elm:
    """ELM's And and Or take two; more are nested to the left, as the CQL translator does."""
    return reduce(lambda left, right: _node(operator, [left, right]), parts)


def literal(value: bool | int | float | str) -> Elm:
    if isinstance(value, bool):
        return _literal("Boolean", "true" if value else "false")
    return _literal("String", value) if isinstance(value, str) else number(value)


def number(value: int | float) -> Elm:
    """A number of its own type; below zero it is a negation, as in CQL."""
    if value < 0:
        return _node("Negate", number(-value))
    return _literal("Integer" if isinstance(value, int) else "Decimal", str(value))


def _literal(kind: str, value: str) -> Elm:
    return {"type": "Literal", "valueType": f"{{{TYPES}}}{kind}", "value": value}


def null_as(kind: str) -> Elm:
    return {"type": "As", "asType": f"{{{TYPES}}}{kind}", "operand": {"type": "Null"}}


def _if(condition: Elm, then: Elm, otherwise: Elm) -> Elm:
    return {"type": "If", "condition": condition, "then": then, "else": otherwise}


def _list(elements: list[Elm]) -> Elm:
    return {"type": "List", "element": elements}


def _node(kind: str, operand: Elm | list[Elm]) -> Elm:
    return {"type": kind, "operand": operand}


def _parameter_ref(name: str) -> Elm:
    return {"type": "ParameterRef", "name": name}


def _expression_ref(name: str) -> Elm:
    return {"type": "ExpressionRef", "name": name}
