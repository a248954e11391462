"""The values of a fact that a rule can tell apart: one of each cell between its cuts.

Two values of one fact that every question in the rules answers alike lie in one cell; a search over all values
needs only one of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil, floor
from typing import Any as Anything

from guidelines.pathway.criteria import Compare, Leaf, Limit, Operator
from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.readings.verdict import Limits, reader

# How far beside a cut a value stands: whole points of pain, tenths of anything else that is not counted.
STEP_OF_UNIT = {"0-100": 1.0, "days": 1.0}
FINE_STEP = 0.1
SLACK = 1e-9  # a cut that lies on the grid must not fall beside it by rounding

Signature = tuple[bool | None, ...]


def cells(fact: str, leaves: Sequence[Leaf], limits: Limits, near: Anything = None) -> list[Anything]:
    """One value of each cell that `leaves` (all about this fact) can tell apart, the one nearest `near` where given.

    Numbers stand just either side of a cut.
    """
    chosen: dict[Signature, Anything] = {}
    for value in _candidates(FACTS[fact], leaves, limits, near):
        signature = tuple(reader(leaf)({fact: value}, limits, {}) for leaf in leaves)
        chosen.setdefault(signature, value)
    return list(chosen.values())


def _candidates(fact: Fact, leaves: Sequence[Leaf], limits: Limits, near: Anything) -> Iterable[Anything]:
    """Values that reach every cell, nearest to `near` first."""
    match fact.kind:
        case Kind.BOOL:
            return (True, False)
        case Kind.ENUM | Kind.TREATMENT:
            return fact.values if near is None else (near, *fact.values)
        case Kind.SET:
            return sorted(_subsets(fact), key=lambda members: _distance(members, near))
        case Kind.DATE:
            return () if near is None else (near,)
        case Kind.INT | Kind.FLOAT:
            numbers = sorted(set(_beside_cuts(fact, leaves, limits)))
            return numbers if near is None else sorted(numbers, key=lambda number: abs(number - near))


def _subsets(fact: Fact) -> Iterator[frozenset[Anything]]:
    for size in range(len(fact.values) + 1):
        yield from (frozenset(members) for members in combinations(fact.values, size))


def _distance(members: frozenset[Anything], near: frozenset[Anything] | None) -> tuple[int, int]:
    return (len(members ^ near) if near is not None else 0, len(members))


def _beside_cuts(fact: Fact, leaves: Sequence[Leaf], limits: Limits) -> Iterator[float]:
    """For each cut the last value on one side and the first on the other, inside the fact's range."""
    low, high = fact.low or 0.0, fact.high or 0.0  # every number has a range
    compared = [leaf for leaf in leaves if isinstance(leaf, Compare)]
    for number in (side for leaf in compared for side in _sides(fact, leaf, limits)) if compared else (low,):
        if low <= number <= high:
            yield int(number) if float(number).is_integer() else number


def _sides(fact: Fact, leaf: Compare, limits: Limits) -> tuple[float, float]:
    """The two values that meet at the cut; a measured number may stand on the cut itself, a count only on whole ones."""
    cut = limits[leaf.limit.name] if isinstance(leaf.limit, Limit) else leaf.limit
    step = 1.0 if fact.kind is Kind.INT else STEP_OF_UNIT.get(fact.unit, FINE_STEP)
    below, above = ceil(cut / step - SLACK) - 1, floor(cut / step + SLACK) + 1
    if fact.kind is Kind.INT and not float(cut).is_integer():
        return floor(cut), ceil(cut)
    if leaf.operator in (Operator.AT_LEAST, Operator.BELOW):
        return round(below * step, 6), cut
    return cut, round(above * step, 6)


def by_fact(leaves: Iterable[Leaf]) -> Mapping[str, tuple[Leaf, ...]]:
    """The questions, gathered by the fact they are about, each once."""
    gathered: dict[str, dict[Leaf, None]] = {}
    for leaf in leaves:
        gathered.setdefault(leaf.fact, {})[leaf] = None
    return {fact: tuple(found) for fact, found in gathered.items()}
