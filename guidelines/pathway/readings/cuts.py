"""Values to propose to a person: for each cell of a fact the one nearest the patient's own, just beside a cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import ceil, floor
from typing import Any as Anything

from guidelines.pathway.criteria import Compare, Leaf, Limit, Operator
from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.readings.cells import Cells, subsets
from guidelines.pathway.readings.verdict import Limits, reader

# How far beside a cut a value stands: whole points of pain and whole days, tenths of what else is measured.
STEP_OF_UNIT = {"0-100": 1.0, "days": 1.0}
FINE_STEP = 0.1
SLACK = 1e-9  # a cut that lies on the grid must not fall beside it by rounding


def proposals(fact: str, leaves: Sequence[Leaf], limits: Limits, now: Anything) -> list[Anything]:
    """A value of every cell that `leaves` (all about this fact) can tell from the patient's own, nearest first."""
    readers = [reader(leaf) for leaf in leaves]

    def answers(value: Anything) -> tuple[bool | None, ...]:
        return tuple([read({fact: value}, limits, {}) for read in readers])

    chosen: dict[tuple[bool | None, ...], Anything] = {}
    for value in chain(
        _nearest_first(FACTS[fact], leaves, limits, now), Cells(FACTS[fact], leaves, limits).values
    ):
        chosen.setdefault(answers(value), value)
    chosen.pop(answers(now), None)
    return list(chosen.values())


def _nearest_first(fact: Fact, leaves: Sequence[Leaf], limits: Limits, now: Anything) -> Iterable[Anything]:
    """Values a person would name; whatever cell they leave out is filled from the cells themselves."""
    if fact.kind is Kind.SET:
        return sorted(
            subsets(fact), key=lambda members: (len(members ^ now) if now is not None else 0, len(members))
        )
    if fact.low is None:
        return ()
    beside = sorted({number for leaf in leaves for number in _beside(fact, leaf, limits)})
    return beside if now is None else sorted(beside, key=lambda number: abs(number - now))


def _beside(fact: Fact, leaf: Leaf, limits: Limits) -> Iterator[float]:
    """The two values that meet at the cut, inside the fact's range, whole where they can be."""
    if isinstance(leaf, Compare) and fact.low is not None and fact.high is not None:
        for number in _sides(fact, leaf, limits):
            if fact.low <= number <= fact.high:
                yield int(number) if float(number).is_integer() else number


def _sides(fact: Fact, leaf: Compare, limits: Limits) -> tuple[float, float]:
    """The last value on one side and the first on the other; a count may stand on the cut only where that is whole."""
    cut = limits[leaf.limit.name] if isinstance(leaf.limit, Limit) else leaf.limit
    step = 1.0 if fact.kind is Kind.INT else STEP_OF_UNIT.get(fact.unit, FINE_STEP)
    if fact.kind is Kind.INT and not float(cut).is_integer():
        return floor(cut), ceil(cut)
    if leaf.operator in (Operator.AT_LEAST, Operator.BELOW):
        return round((ceil(cut / step - SLACK) - 1) * step, 6), cut
    return cut, round((floor(cut / step + SLACK) + 1) * step, 6)
