"""The nodes of an ELM tree, as JSON holds them."""

from __future__ import annotations

from functools import reduce
from typing import Any as Anything

Elm = dict[str, Anything]

TYPES = "urn:hl7-org:elm-types:r1"


def joined(operator: str, parts: list[Elm]) -> Elm:
    """ELM's And and Or take two; more are nested to the left, as the CQL translator does."""
    return reduce(lambda left, right: node(operator, [left, right]), parts)


def literal(value: bool | int | float | str) -> Elm:
    if isinstance(value, bool):
        return _literal("Boolean", "true" if value else "false")
    return _literal("String", value) if isinstance(value, str) else number(value)


def number(value: int | float) -> Elm:
    """A number of its own type; below zero it is a negation, as in CQL."""
    if value < 0:
        return node("Negate", number(-value))
    return _literal("Integer" if isinstance(value, int) else "Decimal", str(value))


def _literal(kind: str, value: str) -> Elm:
    return {"type": "Literal", "valueType": f"{{{TYPES}}}{kind}", "value": value}


def null_as(kind: str) -> Elm:
    return {"type": "As", "asType": f"{{{TYPES}}}{kind}", "operand": {"type": "Null"}}


def when(condition: Elm, then: Elm, otherwise: Elm) -> Elm:
    return {"type": "If", "condition": condition, "then": then, "else": otherwise}


def listed(elements: list[Elm]) -> Elm:
    return {"type": "List", "element": elements}


def node(kind: str, operand: Elm | list[Elm]) -> Elm:
    return {"type": kind, "operand": operand}


def parameter_ref(name: str) -> Elm:
    return {"type": "ParameterRef", "name": name}


def expression_ref(name: str) -> Elm:
    return {"type": "ExpressionRef", "name": name}


def named_type(name: str) -> Elm:
    return {"type": "NamedTypeSpecifier", "name": f"{{{TYPES}}}{name}"}
