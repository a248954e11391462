"""The library as CQL (Clinical Quality Language) text: what a person reads, and what the reference translator turns
into the ELM of elm.py, node for node.

The words of each rule and what it rests on stand before it as comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from textwrap import indent, wrap
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
    Recorded,
    SetIs,
)
from guidelines.pathway.fact import Fact, Kind
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.elm import type_name
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

WIDTH = 110
STEP = "  "
NO_TEXTS = "List<String>{}"


def cql_library(library: Library) -> str:
    """The library as CQL text, ending with a line break."""
    parts = [
        _comment(library.about),
        f"library {library.name} version {_text(library.version)}\n",
        _section("Facts", (_fact(fact) for fact in library.facts)),
        _section("Thresholds a department may change", (_threshold(each) for each in library.thresholds)),
        _section("Thresholds as given, or the rule set's own", (_limit(each) for each in library.thresholds)),
        _section("Rules", (_definition(each) for each in library.definitions)),
    ]
    return "\n".join(parts)


def _section(title: str, parts: Iterable[str]) -> str:
    return "\n".join((f"// {title}\n", *parts))


def _comment(lines: Iterable[str]) -> str:
    wrapped = (part for line in lines for part in wrap(line, WIDTH - 3))
    return "".join(f"// {part}\n" for part in wrapped)


def _fact(fact: Fact) -> str:
    kind = type_name(fact)
    declared = f"List<{kind}>" if fact.kind is Kind.SET else kind
    said = " ".join(part for part in (f"{fact.label}.", fact.help) if part)
    return f"{_comment((said, f'Allowed: {fact.allowed}.'))}parameter {_name(fact.name)} {declared}\n"


def _threshold(threshold: Threshold) -> str:
    said = f"{threshold.label} ({threshold.unit}), from {threshold.low:g} to {threshold.high:g}: {threshold.source}."
    return f"{_comment((said,))}parameter {_name(threshold.name)} Decimal\n"


def _limit(threshold: Threshold) -> str:
    """What the rules compare with: the threshold that was given, else the rule set's own."""
    value = _number(float(threshold.value))
    return f"define {_name(limit_name(threshold.name))}: Coalesce({_name(threshold.name)}, {value})\n"


def _definition(definition: Definition) -> str:
    body = indent(_value(definition.body), STEP)
    return f"{_comment(definition.about)}define {_name(definition.name)}:\n{body}\n"


def _value(value: Anything) -> str:
    """A text, a list, a chosen value or a criterion."""
    match value:
        case None:
            return "null"
        case str():
            return _text(value)
        case Reference(definition=name):
            return _name(name)
        case Gathered(items=items):
            return _gathered(items)
        case Chosen(rows=rows, otherwise=otherwise):
            return "\n".join(("case", *_cases(rows), f"{STEP}else {_inner(otherwise)}", "end"))
    return _spread(value)


def _cases(rows: Iterable[tuple[Criterion, Anything]]) -> Iterator[str]:
    for criterion, value in rows:
        yield f"{STEP}when {_said(criterion)} then {_inner(value)}"


def _inner(value: Anything) -> str:
    """A value that stands after a word: what needs more than a line goes on further in."""
    first, *rest = _value(value).split("\n")
    return "\n".join((first, *(f"{STEP}{line}" for line in rest)))


def _gathered(items: tuple[tuple[Criterion, str], ...]) -> str:
    if not items:
        return NO_TEXTS
    lists = (
        f"{STEP}if {_said(criterion)} then {{ {_text(text)} }} else {NO_TEXTS}" for criterion, text in items
    )
    return "flatten {\n" + ",\n".join(lists) + "\n}"


def _spread(criterion: Criterion) -> str:
    """A criterion by itself: each part of an `and` or an `or` on a line of its own."""
    if isinstance(criterion, (All, Any)) and len(criterion.parts) > 1 and not asked_whether_known(criterion):
        word = "and" if isinstance(criterion, All) else "or"
        return f"\n{STEP}{word} ".join(_bracketed(part) for part in criterion.parts)
    return _said(criterion)


def _said(criterion: Criterion) -> str:
    """The criterion on one line."""
    inner, fact = asked_whether_known(criterion), blank_fact(criterion)
    if inner is not None:
        return f"{_bracketed(inner)} is null"
    return f"{_name(fact)} is null" if fact else _say(criterion)


def _bracketed(criterion: Criterion) -> str:
    """In brackets, unless it is a bare name."""
    said = _said(criterion)
    return said if isinstance(criterion, Named) else f"({said})"


@singledispatch
def _say(criterion: Criterion) -> str:
    raise TypeError(f"no CQL for {type(criterion).__name__}")


@_say.register
def _(node: Compare) -> str:
    if isinstance(node.limit, Limit):
        return f"{_name(node.fact)} {node.operator} {_name(limit_name(node.limit.name))}"
    whole = FACTS[node.fact].kind is Kind.INT and float(node.limit).is_integer()
    return f"{_name(node.fact)} {node.operator} {_number(int(node.limit) if whole else float(node.limit))}"


@_say.register
def _(node: OneOf) -> str:
    return " or ".join(_each([f"{_name(node.fact)} = {_literal(value)}" for value in node.values]))


@_say.register
def _(node: Meets) -> str:
    members = [value for value in FACTS[node.fact].values if value in node.values]
    if len(members) == len(FACTS[node.fact].values):
        return _where_recorded(node.fact, f"exists {_name(node.fact)}")
    asked = " or ".join(_each([f"{_literal(member)} in {_name(node.fact)}" for member in members]))
    return _where_recorded(node.fact, asked)


@_say.register
def _(node: SetIs) -> str:
    members = ", ".join(_literal(value) for value in FACTS[node.fact].values if value in node.values)
    listed, name = f"{{ {members} }}" if members else NO_TEXTS, _name(node.fact)
    return _where_recorded(node.fact, f"({name} included in {listed}) and ({listed} included in {name})")


@_say.register
def _(node: Recorded) -> str:
    return f"{_name(node.fact)} is not null"


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
    return _name(node.code)


@_say.register
def _(node: Says) -> str:
    return f"{_name(node.definition)} = {_text(node.text)}"


def _parts(node: All | Any) -> list[str]:
    return [_said(node.parts[0])] if len(node.parts) == 1 else [_bracketed(part) for part in node.parts]


def _each(asked: list[str]) -> list[str]:
    return asked if len(asked) == 1 else [f"({each})" for each in asked]


def _where_recorded(fact: str, asked: str) -> str:
    """A set that is not recorded stays not known; CQL alone would answer no."""
    return f"if {_name(fact)} is null then null else ({asked})"


def _literal(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, str) else _number(value)


def _number(value: int | float) -> str:
    return str(value)


def _name(identifier: str) -> str:
    return '"' + _escaped(identifier, '"') + '"'


def _text(value: str) -> str:
    return f"'{_escaped(value, chr(39))}'"


def _escaped(value: str, quote: str) -> str:
    return value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
