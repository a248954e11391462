"""Which blank facts could still decide a criterion, for all patients at once (what readings/deciding.py says of one).

Every status a node might still have is three columns: may come out true, false, not known. A node is open where more
than one is left, there and on every node above it. Where each fact on an open branch is read once and may go every
way, all of them decide; only the patients that are left need the search.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

import polars as pl

from guidelines.pathway.criteria import All, Any, BlankCountsAs, Criterion, Leaf, Not, Recorded
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.columns.sheet import Sheet, both, either
from guidelines.pathway.readings.verdict import reader


class Possible(NamedTuple):
    """Whether a node may still come out true, false or not known."""

    true: pl.Expr
    false: pl.Expr
    unknown: pl.Expr

    def turned(self) -> Possible:
        return Possible(self.false, self.true, self.unknown)

    @property
    def more_than_one(self) -> pl.Expr:
        return either(first & second for first, second in combinations(self, 2))


class Deciding:
    """The columns that say which facts decide one criterion."""

    def __init__(self, criterion: Criterion, sheet: Sheet) -> None:
        self.criterion = criterion
        self._sheet = sheet
        self._cells = cells_of((criterion,), sheet.limits)
        self._open_leaves: dict[str, list[pl.Expr]] = defaultdict(list)
        self._settles: list[pl.Expr] = []  # open, and what is on the branch may not reach the top
        self._walk(criterion, pl.lit(True), ())

    def on_open_branch(self) -> dict[str, pl.Expr]:
        """Fact to the column that is true where it is on an open branch, in contract order."""
        return {fact: either(self._open_leaves[fact]) for fact in self._cells}

    def needs_search(self) -> pl.Expr:
        """True where being on an open branch does not say that a fact decides."""
        twice = (
            first & second
            for opened in self._open_leaves.values()
            for first, second in combinations(opened, 2)
        )
        return either((*self._settles, *twice))

    def _walk(self, node: Criterion, above: pl.Expr, path: tuple[int, ...]) -> None:
        possible = self._possible(node)
        key = ("open", self.criterion, path)
        is_open = self._sheet.kept(key, above & possible.more_than_one)
        if isinstance(node, Leaf):
            self._open_leaves[node.fact].append(is_open)
            self._settles.append(is_open & ~(possible.true & possible.false & possible.unknown))
        if isinstance(node, (Recorded, BlankCountsAs)):
            self._settles.append(is_open)
        for place, part in enumerate(node.parts):
            self._walk(part, is_open, (*path, place))

    def _possible(self, node: Criterion) -> Possible:
        """Parts are taken as independent: a status too many perhaps, never one too few."""
        found = self._of_leaf(node) if isinstance(node, Leaf) else self._of_parts(node)
        return Possible(
            *(
                self._sheet.kept(("possible", node, status), column)
                for status, column in found._asdict().items()
            )
        )

    def _of_leaf(self, leaf: Leaf) -> Possible:
        read, limits = reader(leaf), self._sheet.limits
        could = {read({leaf.fact: value}, limits, {}) for value in self._cells[leaf.fact].values}
        status, blank = self._sheet.status(leaf), pl.col(leaf.fact).is_null()
        return Possible(
            true=status.fill_null(False) | (blank & pl.lit(True in could)),
            false=~status.fill_null(True) | (blank & pl.lit(False in could)),
            unknown=status.is_null(),
        )

    def _of_parts(self, node: Criterion) -> Possible:
        parts = [self._possible(part) for part in node.parts]
        match node:
            case All():
                return _all(parts)
            case Any():
                return _all([part.turned() for part in parts]).turned()
            case Not():
                return parts[0].turned()
            case BlankCountsAs(answer=answer):
                return _filled(parts[0], answer)
        return parts[0]


def _all(parts: list[Possible]) -> Possible:
    return Possible(
        true=both(part.true for part in parts),
        false=either(part.false for part in parts),
        unknown=either(part.unknown for part in parts) & both(part.true | part.unknown for part in parts),
    )


def _filled(part: Possible, answer: bool) -> Possible:
    never = pl.lit(False)
    if answer:
        return Possible(part.true | part.unknown, part.false, never)
    return Possible(part.true, part.false | part.unknown, never)
