"""The cells into which criteria divide each fact: values in one cell are told apart by no criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from guidelines.pathway.criteria import Compare, Criterion, Leaf, Limit
from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.readings.closure import in_contract_order, leaves_of
from guidelines.pathway.readings.verdict import Limits, Reader, Status, reader

JUST_BESIDE = 1e-3  # nearer to a cut than any difference a clinician records


class Cells:
    """The cells of one fact: a value of each, and the one that stands for the cell of any other value."""

    def __init__(self, fact: Fact, leaves: Iterable[Leaf], limits: Limits) -> None:
        self._name = fact.name
        self._limits = limits
        self._readers: tuple[Reader, ...] = tuple(reader(leaf) for leaf in leaves)
        self._standing: dict[tuple[Status, ...], Any] = {}
        for value in _candidates(fact, leaves, limits):
            self._standing.setdefault(self._answers(value), value)

    @property
    def values(self) -> tuple[Any, ...]:
        """One value of every cell; "not recorded" is not among them."""
        return tuple(self._standing.values())

    def standing_for(self, value: Any) -> Any:
        """The value that stands for the cell of `value`; None for None, which lies in no cell."""
        return None if value is None else self._standing[self._answers(value)]

    def _answers(self, value: Any) -> tuple[Status, ...]:
        record = {self._name: value}
        return tuple([read(record, self._limits, {}) for read in self._readers])


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
    """The ends of the range, every cut, and a number just beside it on either side."""
    step = 1 if whole else JUST_BESIDE
    beside = (number for cut in cuts for number in (cut - step, cut, cut + step))
    within = (number for number in (low, *beside, high) if low <= number <= high)
    yield from (int(number) if whole else number for number in within)


def subsets(fact: Fact) -> Iterator[frozenset[Any]]:
    """Every set the fact may hold, the smallest first."""
    for size in range(len(fact.values) + 1):
        yield from (frozenset(members) for members in combinations(fact.values, size))
