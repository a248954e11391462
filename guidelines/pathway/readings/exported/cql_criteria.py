"""A criterion as CQL text."""

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
    Recorded,
    SetIs,
)
from guidelines.pathway.fact import Kind
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.exported.cql_tokens import literal, name, number, text
from guidelines.pathway.readings.exported.definitions import Says, asked_whether_known, blank_fact, limit_name

STEP = "  "
NO_TEXTS = "List<String>{}"


def spread(criterion: Criterion) -> str:
    """A criterion by itself: each part of an `and` or an `or` on a line of its own."""
    if isinstance(criterion, (All, Any)) and len(criterion.parts) > 1 and not asked_whether_known(criterion):
        word = "and" if isinstance(criterion, All) else "or"
        return f"\n{STEP}{word} ".join(_bracketed(part) for part in criterion.parts)
    return said(criterion)


def said(criterion: Criterion) -> str:
    """The criterion on one line."""
    inner, fact = asked_whether_known(criterion), blank_fact(criterion)
    if inner is not None:
        return f"{_bracketed(inner)} is null"
    return f"{name(fact)} is null" if fact else _say(criterion)


def _bracketed(criterion: Criterion) -> str:
    """In brackets, unless it is a bare name."""
    return said(criterion) if isinstance(criterion, Named) else f"({said(criterion)})"


@singledispatch
def _say(criterion: Criterion) -> str:
    raise TypeError(f"no CQL for {type(criterion).__name__}")


@_say.register
def _(node: Compare) -> str:
    if isinstance(node.limit, Limit):
        return f"{name(node.fact)} {node.operator} {name(limit_name(node.limit.name))}"
    whole = FACTS[node.fact].kind is Kind.INT and float(node.limit).is_integer()
    return f"{name(node.fact)} {node.operator} {number(int(node.limit) if whole else float(node.limit))}"


@_say.register
def _(node: OneOf) -> str:
    return " or ".join(_each([f"{name(node.fact)} = {literal(value)}" for value in node.values]))


@_say.register
def _(node: Meets) -> str:
    members = [value for value in FACTS[node.fact].values if value in node.values]
    if len(members) == len(FACTS[node.fact].values):
        return _where_recorded(node.fact, f"exists {name(node.fact)}")
    asked = " or ".join(_each([f"{literal(member)} in {name(node.fact)}" for member in members]))
    return _where_recorded(node.fact, asked)


@_say.register
def _(node: SetIs) -> str:
    members = ", ".join(literal(value) for value in FACTS[node.fact].values if value in node.values)
    listed, fact = f"{{ {members} }}" if members else NO_TEXTS, name(node.fact)
    return _where_recorded(node.fact, f"({fact} included in {listed}) and ({listed} included in {fact})")


@_say.register
def _(node: Recorded) -> str:
    return f"{name(node.fact)} is not null"


@_say.register
def _(node: All) -> str:
    return " and ".join(_parts(node)) if node.parts else "true"


@_say.register
def _(node: Any) -> str:
    return " or ".join(_parts(node)) if node.parts else "false"


@_say.register
def _(node: Not) -> str:
    return f"not {_bracketed(node.criterion)}"


@_say.register
def _(node: BlankCountsAs) -> str:
    return f"{_bracketed(node.criterion)} is {'not false' if node.answer else 'true'}"


@_say.register
def _(node: Named) -> str:
    return name(node.code)


@_say.register
def _(node: Says) -> str:
    return f"{name(node.definition)} = {text(node.text)}"


def _parts(node: All | Any) -> list[str]:
    return [said(node.parts[0])] if len(node.parts) == 1 else [_bracketed(part) for part in node.parts]


def _each(asked: list[str]) -> list[str]:
    return asked if len(asked) == 1 else [f"({each})" for each in asked]


def _where_recorded(fact: str, asked: str) -> str:
    """A set that is not recorded stays not known; CQL alone would answer no."""
    return f"if {name(fact)} is null then null else ({asked})"
