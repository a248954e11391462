"""The cells into which criteria divide each fact: values in one cell are told apart by no criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from math import ceil, floor
from typing import Any

from guidelines.pathway.criteria import Compare, Criterion, Leaf, Limit
from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.readings.closure import in_contract_order, leaves_of
from guidelines.pathway.readings.verdict import Limits, Status, reader


class Cells:
    """The cells of one fact, by one value of each."""

    def __init__(self, fact: Fact, leaves: Iterable[Leaf], limits: Limits) -> None:
        readers = tuple(reader(leaf) for leaf in leaves)
        found: dict[tuple[Status, ...], Any] = {}
        for value in _candidates(fact, leaves, limits):
            record = {fact.name: value}
            found.setdefault(tuple([read(record, limits, {}) for read in readers]), value)
        self.values = tuple(found.values())  # "not recorded" lies in no cell


def cells_of(criteria: Iterable[Criterion], limits: Limits) -> dict[str, Cells]:
    """The cells of every fact the criteria read, by name, in contract order."""
    leaves = tuple(dict.fromkeys(leaf for criterion in criteria for leaf in leaves_of(criterion)))
    facts = in_contract_order(leaf.fact for leaf in leaves)
    return {
        name: Cells(FACTS[name], [leaf for leaf in leaves if leaf.fact == name], limits) for name in facts
    }


def _candidates(fact: Fact, leaves: Iterable[Leaf], limits: Limits) -> Iterator[Any]:
    """Values that between them lie in every cell."""
    if fact.kind is Kind.BOOL:
        yield from (True, False)
    elif fact.kind is Kind.SET:
        yield from subsets(fact)
    elif fact.low is None or fact.high is None:
        yield from fact.values
    else:
        cuts = sorted({_cut(leaf, limits) for leaf in leaves if isinstance(leaf, Compare)})
        yield from _numbers(fact.low, fact.high, cuts, whole=fact.kind is Kind.INT)


def _cut(leaf: Compare, limits: Limits) -> float:
    return limits[leaf.limit.name] if isinstance(leaf.limit, Limit) else leaf.limit


def _numbers(low: float, high: float, cuts: list[float], *, whole: bool) -> Iterator[float]:
    """The ends of the range, every cut, and a number between each two of these: no cell is too narrow to be hit."""
    ends = sorted({low, high, *(cut for cut in cuts if low <= cut <= high)})
    between = ((lower + upper) / 2 for lower, upper in pairwise(ends))
    if whole:
        beside = (number for end in ends for number in (floor(end), ceil(end), floor(end) - 1, ceil(end) + 1))
        yield from (number for number in sorted({*beside}) if low <= number <= high)
    else:
        yield from sorted({*ends, *between})


def subsets(fact: Fact) -> Iterator[frozenset[Any]]:
    """Every set the fact may hold, the smallest first."""
    for size in range(len(fact.values) + 1):
        yield from (frozenset(members) for members in combinations(fact.values, size))
