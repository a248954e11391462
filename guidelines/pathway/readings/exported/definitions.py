"""What a library for other people's engines is made of: named definitions, of which ELM and CQL are two spellings.

A definition is a criterion, a text chosen by criteria, or a list of texts gathered by criteria. A criterion that has a
name of its own is a reference to the definition of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from guidelines.pathway.criteria import (
    All,
    BlankCountsAs,
    Criterion,
    Limit,
    Not,
    Operator,
    Recorded,
    RuleError,
)
from guidelines.pathway.fact import Fact
from guidelines.pathway.thresholds import Threshold


@dataclass(frozen=True, slots=True)
class Says(Criterion):
    """Whether the text a definition chose is this one; not known where it chose none."""

    definition: str
    text: str


@dataclass(frozen=True, slots=True)
class Same(Criterion):
    """Whether two definitions chose the same text."""

    definition: str
    other: str


@dataclass(frozen=True, slots=True)
class CompareMoved(Criterion):
    """A fact as a definition has moved it, against a literal or a named threshold."""

    definition: str
    operator: Operator
    limit: float | Limit


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact's value so much more or less, rounded to `DECIMALS`, no further than `end`; null where not recorded."""

    fact: str
    by: float
    end: float


@dataclass(frozen=True, slots=True)
class Reference:
    """What another definition holds."""

    definition: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The texts whose criteria are met, in order; an empty list where none is."""

    items: tuple[tuple[Criterion, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The value of the first row whose criterion is met, else `otherwise`."""

    rows: tuple[tuple[Criterion, Value], ...]
    otherwise: Value


Value: TypeAlias = str | Gathered | Reference | Chosen | None
Body: TypeAlias = Criterion | Gathered | Chosen | Moved

NOTHING = Gathered()
DECIMALS = 6  # as functional_borderline rounds


@dataclass(frozen=True)
class Definition:
    """One named result of the library, with what a reader should know of it, a line each."""

    name: str
    body: Body
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """Everything that is exported of one version of the rules. A definition stands after those it refers to."""

    name: str
    version: str
    about: tuple[str, ...]
    facts: tuple[Fact, ...]
    thresholds: tuple[Threshold, ...]
    definitions: tuple[Definition, ...]

    def __post_init__(self) -> None:
        names = [fact.name for fact in self.facts] + [threshold.name for threshold in self.thresholds]
        names += [limit_name(threshold.name) for threshold in self.thresholds]
        names += [definition.name for definition in self.definitions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise RuleError(f"the exported library has two things of one name: {', '.join(twice)}")


def said(definition: str, text: str) -> Criterion:
    """Whether a definition chose this text; no where it chose none."""
    return BlankCountsAs(False, Says(definition, text))


def criteria_in(value: Value | Body) -> Iterator[Criterion]:
    """Every criterion that stands in a definition's body."""
    match value:
        case Criterion():
            yield value
        case Gathered(items=items):
            yield from (criterion for criterion, _text in items)
        case Chosen(rows=rows, otherwise=otherwise):
            for criterion, each in rows:
                yield from (criterion, *criteria_in(each))
            yield from criteria_in(otherwise)


def limit_name(threshold: str) -> str:
    """The definition that holds a threshold: what the caller gave, or the value of the rule set."""
    return f"limit: {threshold}"


def blank_fact(criterion: Criterion) -> str | None:
    """The fact, where the criterion asks nothing but whether it is not recorded."""
    match criterion:
        case Not(criterion=Recorded(fact=fact)):
            return fact
    return None


def asked_whether_known(criterion: Criterion) -> Criterion | None:
    """The inner criterion, where this one is met exactly when that is not known (building.not_known)."""
    match criterion:
        case All(
            criteria=(
                BlankCountsAs(answer=True, criterion=inner),
                Not(criterion=BlankCountsAs(answer=False, criterion=same)),
            )
        ) if inner == same:
            return inner
    return None
