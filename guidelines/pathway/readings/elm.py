"""The library as HL7 ELM (Expression Logical Model, JSON), which an engine runs without a translator.

How each part of a rule is put, and why: docs/explanation/exported-rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any as Anything

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.fact import Fact, Kind
from guidelines.pathway.readings.exported.definitions import (
    DECIMALS,
    Chosen,
    Definition,
    Gathered,
    Library,
    Moved,
    Reference,
    limit_name,
)
from guidelines.pathway.readings.exported.elm_criteria import read
from guidelines.pathway.readings.exported.elm_nodes import (
    TYPES,
    Elm,
    expression_ref,
    listed,
    literal,
    named_type,
    node,
    null_as,
    number,
    parameter_ref,
    when,
)
from guidelines.pathway.thresholds import Threshold

TYPE_OF_KIND = {Kind.BOOL: "Boolean", Kind.INT: "Integer", Kind.FLOAT: "Decimal", Kind.DATE: "Date"}


def elm_library(library: Library) -> Elm:
    """The library as ELM, in the JSON form of version r1."""
    parameters = [
        *(_parameter(fact.name, type_of(fact)) for fact in library.facts),
        *(_parameter(threshold.name, named_type("Decimal")) for threshold in library.thresholds),
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
    member = named_type(type_name(fact))
    return {"type": "ListTypeSpecifier", "elementType": member} if fact.kind is Kind.SET else member


def _parameter(name: str, specifier: Elm) -> Elm:
    """Null unless the caller says otherwise: what is left out is not recorded."""
    kind = {"asTypeSpecifier": specifier} if "elementType" in specifier else {"asType": specifier["name"]}
    return {
        "name": name,
        "accessLevel": "Public",
        "default": {"type": "As", **kind, "operand": {"type": "Null"}},
        "parameterTypeSpecifier": specifier,
    }


def _limit(threshold: Threshold) -> Elm:
    """A threshold is what the caller gave, or the rule set's own value: never silently nothing."""
    value = node("Coalesce", [parameter_ref(threshold.name), number(float(threshold.value))])
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
    return (
        [{"type": "Annotation", "t": [{"name": "description", "value": "\n".join(about)}]}] if about else []
    )


def value_of(value: Anything) -> Elm:
    """A text, a list, a chosen value or a criterion as ELM."""
    match value:
        case None:
            return null_as("String")
        case str():
            return literal(value)
        case Reference(definition=name):
            return expression_ref(name)
        case Gathered(items=items):
            return _gathered(items)
        case Moved():
            return _moved(value)
        case Chosen(rows=rows, otherwise=otherwise):
            cases = [{"when": read(criterion), "then": value_of(each)} for criterion, each in rows]
            return {"type": "Case", "caseItem": cases, "else": value_of(otherwise)}
    return read(value)


def _moved(moved: Moved) -> Elm:
    """The value and the margin, kept within the range of the fact."""
    by = number(abs(moved.by))
    value = {
        "type": "Round",
        "operand": node("Subtract" if moved.by < 0 else "Add", [parameter_ref(moved.fact), by]),
        "precision": number(DECIMALS),
    }
    end = number(moved.end)
    return when(node("Less" if moved.by < 0 else "Greater", [value, end]), end, value)


def _gathered(items: Iterable[tuple[Criterion, str]]) -> Elm:
    """A list for every text, of one or of none, and these laid end to end."""
    lists = [when(read(criterion), listed([literal(text)]), listed([])) for criterion, text in items]
    return {"type": "Flatten", "operand": listed(lists)} if lists else listed([])
