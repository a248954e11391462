"""The library as CQL (Clinical Quality Language) text: what a person reads, and what the reference translator turns
into the ELM of elm.py, node for node.

The words of each rule and what it rests on stand before it as comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import indent, wrap
from typing import Any as Anything

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.fact import Fact, Kind
from guidelines.pathway.readings.elm import type_name
from guidelines.pathway.readings.exported.cql_criteria import NO_TEXTS, STEP, lines
from guidelines.pathway.readings.exported.cql_tokens import name, number, text
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
from guidelines.pathway.thresholds import Threshold

WIDTH = 110
ROOM = 70  # for a question that something stands before and after


def cql_library(library: Library) -> str:
    """The library as CQL text, ending with a line break."""
    parts = [
        _comment(library.about),
        f"library {library.name} version {text(library.version)}\n",
        _section("Facts", (_fact(fact) for fact in library.facts)),
        _section("Thresholds a department may change", (_threshold(each) for each in library.thresholds)),
        _section("Thresholds as given, or the rule set's own", (_limit(each) for each in library.thresholds)),
        _section("Rules", (_definition(each) for each in library.definitions)),
    ]
    return "\n".join(parts)


def _section(title: str, parts: Iterable[str]) -> str:
    return "\n".join((f"// {title}\n", *parts))


def _comment(lines: Iterable[str]) -> str:
    return "".join(f"// {part}\n" for line in lines for part in _wrapped(line))


def _wrapped(line: str) -> list[str]:
    """The line, not too long; what goes on stands under what it belongs to."""
    words = line.lstrip()
    start = line[: len(line) - len(words)]
    hanging = start + STEP if words.startswith("- ") else start
    return wrap(words, WIDTH - 3, initial_indent=start, subsequent_indent=hanging)


def _fact(fact: Fact) -> str:
    kind = type_name(fact)
    declared = f"List<{kind}>" if fact.kind is Kind.SET else kind
    asked = " ".join(part for part in (f"{fact.label}.", fact.help) if part)
    return f"{_comment((asked, f'Allowed: {fact.allowed}.'))}parameter {name(fact.name)} {declared} default null\n"


def _threshold(threshold: Threshold) -> str:
    bounds = f"{threshold.label} ({threshold.unit}), from {threshold.low:g} to {threshold.high:g}: {threshold.source}."
    return f"{_comment((bounds,))}parameter {name(threshold.name)} Decimal default null\n"


def _limit(threshold: Threshold) -> str:
    """What the rules compare with: the threshold that was given, else the rule set's own."""
    value = number(float(threshold.value))
    return f"define {name(limit_name(threshold.name))}: Coalesce({name(threshold.name)}, {value})\n"


def _definition(definition: Definition) -> str:
    body = indent(_value(definition.body), STEP)
    return f"{_comment(definition.about)}define {name(definition.name)}:\n{body}\n"


def _value(value: Anything) -> str:
    """A text, a list, a chosen value or a criterion."""
    match value:
        case None:
            return "null"
        case str():
            return text(value)
        case Reference(definition=definition):
            return name(definition)
        case Gathered(items=items):
            return _gathered(items)
        case Moved():
            return _moved(value)
        case Chosen(rows=rows, otherwise=otherwise):
            return "\n".join(("case", *_cases(rows), f"{STEP}else {_inner(otherwise)}", "end"))
    return "\n".join(lines(value, WIDTH))


def _moved(moved: Moved) -> str:
    """The value and the margin, kept within the range of the fact."""
    sign, beyond = ("-", "<") if moved.by < 0 else ("+", ">")
    value, end = f"Round({name(moved.fact)} {sign} {number(abs(moved.by))}, {DECIMALS})", number(moved.end)
    return f"if {value} {beyond} {end} then {end} else {value}"


def _cases(rows: Iterable[tuple[Criterion, Anything]]) -> Iterator[str]:
    for criterion, value in rows:
        yield _asked("when", criterion, f"then {_inner(value)}")


def _asked(opening: str, criterion: Criterion, closing: str) -> str:
    """A question with what comes before and after it, on one line if it is short."""
    first, *rest = lines(criterion, ROOM)
    if not rest:
        return f"{STEP}{opening} {first} {closing}"
    inner = (f"{STEP}{STEP}{line}" for line in (first, *rest))
    return "\n".join((f"{STEP}{opening}", *inner, f"{STEP}{closing}"))


def _inner(value: Anything) -> str:
    """A value that stands after a word: what needs more than a line goes on further in."""
    first, *rest = _value(value).split("\n")
    return "\n".join((first, *(f"{STEP}{line}" for line in rest)))


def _gathered(items: tuple[tuple[Criterion, str], ...]) -> str:
    """A list for every text, of one or of none, laid end to end."""
    if not items:
        return NO_TEXTS
    lists = (_asked("if", criterion, f"then {{ {text(each)} }} else {NO_TEXTS}") for criterion, each in items)
    return "flatten {\n" + ",\n".join(lists) + "\n}"
