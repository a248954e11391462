"""The country beside a unit: what may be told of the cells of all departments, for one diagnosis, measure and wave. Pure.

Exact, because they are sums of blocks (registry/reports/blocks.py): how many pairs, their means and deviations. To the
nearest five patients: how many reached a threshold, how many lie in a bar. In whole per cent and of no fewer than fifty:
completeness. In a funnel, of all years, to the nearest ten, without a name: each other unit, and no outcome of one to
four patients of it. Nothing else is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from registry.reports.blocks import (
    Block,
    Held,
    Leaf,
    as_drawn,
    as_told,
    blocks,
    inside,
    outcome_as_drawn,
    tells_percent,
    whole_percent,
)
from registry.reports.funnel import Point
from registry.statistics import Answer, Measure, answer_of
from registry.statistics.tally import CHANGE_BINS, REACHED

Columns = Mapping[str, int]
NO_COLUMNS: Columns = {}
OF_PAIRS = ("before_", "after_", "change_")  # what the columns of pairs begin with


class Counts(NamedTuple):
    """What one place (a department, or the country) has in one leaf: how many were due and how many of them answered
    the measure, and the measure's columns at the wave; one that is left out is 0."""

    due: int = 0
    answered: int = 0
    after: Columns = NO_COLUMNS

    @property
    def pairs(self) -> int:
        return self.after.get("pairs", 0)


@dataclass(frozen=True)
class Told:
    """What is told of the country. `pairs` holds what concerns pairs alone; `completeness` is in whole hundredths, and
    None where it is not told."""

    pairs: Answer
    completeness: float | None

    @property
    def n(self) -> int:
        return self.pairs.n_paired


@dataclass(frozen=True)
class Nation:
    """`country` and `departments` hold what is in each leaf; the country's is the sum of the departments'. `held` are
    the departments of each person who works in many."""

    measure: Measure
    country: Mapping[Leaf, Counts]
    departments: Mapping[int, Mapping[Leaf, Counts]]
    held: Held = ()

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks({leaf: self._parts(leaf, "pairs") for leaf in self.country}, self.held)

    def told(self, procedure: str = "", first: int | None = None, last: int | None = None) -> Told:
        """Of everybody asked about, or of as many as can be told; `procedure` "" is all."""
        asked = self._asked(procedure, first, last)
        after = Counter[str]()
        for leaf in (leaf for block in inside(self.blocks, asked) for leaf in block):
            after.update(self.country[leaf].after)
        return Told(answer_of(self.measure, Counter(), _rounded(after), None), self._completeness(asked))

    def leaves_out(self, procedure: str = "", first: int | None = None, last: int | None = None) -> bool:
        """Whether pairs are asked about that are not told of: how many is not said."""
        asked = self._asked(procedure, first, last)
        held = frozenset[Leaf]().union(*inside(self.blocks, asked))
        return any(self.country[leaf].pairs for leaf in asked if leaf not in held)

    def years(self, procedure: str = "", first: int | None = None, last: int | None = None) -> list[int]:
        return sorted({leaf.year for leaf in self._asked(procedure, first, last)})

    def others(self, own: int, procedure: str, reached: str) -> list[Point]:
        """The other units of a funnel plot, of all years; by size, for they have no names. `reached` is a column."""
        found = (self._drawn(at, procedure, reached) for one, at in self.departments.items() if one != own)
        return sorted((point for point in found if point), key=lambda point: (point.n, point.value))

    def _completeness(self, asked: Sequence[Leaf]) -> float | None:
        due = {
            department: sum(at[leaf].due for leaf in asked if leaf in at)
            for department, at in self.departments.items()
        }
        if not tells_percent(due, self.held):
            return None
        answered = sum(self.country[leaf].answered for leaf in asked)
        return whole_percent(answered, sum(self.country[leaf].due for leaf in asked))

    def _drawn(self, at: Mapping[Leaf, Counts], procedure: str, reached: str) -> Point | None:
        found = [counts for leaf, counts in at.items() if procedure in ("", leaf.procedure)]
        paired = sum(counts.pairs for counts in found)
        drawn = as_drawn(paired)
        if drawn is None:
            return None
        outcome = outcome_as_drawn(sum(counts.after.get(reached, 0) for counts in found), paired)
        return Point(drawn, round(outcome / paired, 2))

    def _asked(self, procedure: str, first: int | None, last: int | None) -> list[Leaf]:
        return [
            leaf
            for leaf in self.country
            if procedure in ("", leaf.procedure) and (first or 0) <= leaf.year <= (last or leaf.year)
        ]

    def _parts(self, leaf: Leaf, of: str) -> dict[int, int]:
        return {one: getattr(at[leaf], of) for one, at in self.departments.items() if leaf in at}


def _rounded(after: Counter[str]) -> Counter[str]:
    """What concerns pairs: outcomes to the nearest five patients, sums of scores and the number of pairs as they are."""
    kept = {name: value for name, value in after.items() if name == "pairs" or name.startswith(OF_PAIRS)}
    outcomes = {name: as_told(after[name], after["pairs"]) for name in (*REACHED, *CHANGE_BINS, "worse")}
    return Counter({**kept, **outcomes})
