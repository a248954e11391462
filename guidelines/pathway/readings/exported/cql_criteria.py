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
from guidelines.pathway.readings.exported.definitions import (
    CompareMoved,
    Same,
    Says,
    asked_whether_known,
    blank_fact,
    limit_name,
)

STEP = "  "
NO_TEXTS = "List<String>{}"


def lines(criterion: Criterion, room: int) -> list[str]:
    """The criterion, no line longer than `room` where that can be: what is long stands part under part."""
    if len(said(criterion)) <= room:
        return [said(criterion)]
    inner = asked_whether_known(criterion)
    if inner is not None:
        return _within("(", inner, ") is null", room)
    match criterion:
        case All(criteria=(only,)) | Any(criteria=(only,)):
            return lines(only, room)
        case All() | Any():
            return _one_under_the_other(criterion, room)
        case Not(criterion=part):
            return _within("not (", part, ")", room)
        case BlankCountsAs(answer=answer, criterion=part):
            return _within("(", part, f") is {_known(answer)}", room)
    return [said(criterion)]


def _one_under_the_other(criterion: All | Any, room: int) -> list[str]:
    word = "and" if isinstance(criterion, All) else "or"
    found: list[str] = []
    for part in criterion.parts:
        fits = len(said(part)) + 2 <= room
        laid = _within("(", part, ")", room) if _joins(part) and not fits else [_part(part)]
        first, *rest = laid if _joins(part) or fits else lines(part, room)
        found += [f"{word} {first}" if found else first, *rest]
    return found


def _within(opening: str, criterion: Criterion, closing: str, room: int) -> list[str]:
    inner = lines(criterion, room - len(STEP))
    return [opening, *(f"{STEP}{line}" for line in inner), closing]


def said(criterion: Criterion) -> str:
    """The criterion on one line."""
    inner, fact = asked_whether_known(criterion), blank_fact(criterion)
    if inner is not None:
        return f"{_bracketed(inner)} is null"
    return f"{name(fact)} is null" if fact else _say(criterion)


def _bracketed(criterion: Criterion) -> str:
    """In brackets, unless it is a bare name: as `not` and `is` need it, which bind closest."""
    return said(criterion) if isinstance(criterion, Named) else f"({said(criterion)})"


def _part(criterion: Criterion) -> str:
    """As a part of an `and` or an `or`."""
    return f"({said(criterion)})" if _joins(criterion) else said(criterion)


def _joins(criterion: Criterion) -> bool:
    """Whether its text is more than one question, which must be kept together."""
    match criterion:
        case All(criteria=(only,)) | Any(criteria=(only,)):
            return _joins(only)
        case All() | Any():
            return bool(criterion.parts) and asked_whether_known(criterion) is None
        case OneOf(values=values):
            return len(values) > 1
    return isinstance(criterion, (Meets, SetIs))


def _known(answer: bool) -> str:
    return "not false" if answer else "true"


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
    return " or ".join(f"{name(node.fact)} = {literal(value)}" for value in node.values)


@_say.register
def _(node: Meets) -> str:
    members = [value for value in FACTS[node.fact].values if value in node.values]
    if len(members) == len(FACTS[node.fact].values):
        return _where_recorded(node.fact, f"exists {name(node.fact)}")
    asked = " or ".join(f"{literal(member)} in {name(node.fact)}" for member in members)
    return _where_recorded(node.fact, asked)


@_say.register
def _(node: SetIs) -> str:
    members = ", ".join(literal(value) for value in FACTS[node.fact].values if value in node.values)
    listed, fact = f"{{ {members} }}" if members else NO_TEXTS, name(node.fact)
    return _where_recorded(node.fact, f"{fact} included in {listed} and {listed} included in {fact}")


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
    return f"{_bracketed(node.criterion)} is {_known(node.answer)}"


@_say.register
def _(node: Named) -> str:
    return name(node.code)


@_say.register
def _(node: CompareMoved) -> str:
    limit = node.limit
    against = name(limit_name(limit.name)) if isinstance(limit, Limit) else number(float(limit))
    return f"{name(node.definition)} {node.operator} {against}"


@_say.register
def _(node: Same) -> str:
    return f"{name(node.definition)} = {name(node.other)}"


@_say.register
def _(node: Says) -> str:
    return f"{name(node.definition)} = {text(node.text)}"


def _parts(node: All | Any) -> list[str]:
    return [said(node.parts[0])] if len(node.parts) == 1 else [_part(part) for part in node.parts]


def _where_recorded(fact: str, asked: str) -> str:
    """A set that is not recorded stays not known; CQL alone would answer no."""
    return f"if {name(fact)} is null then null else ({asked})"
