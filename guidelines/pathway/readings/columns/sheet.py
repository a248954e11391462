"""Criteria as columns: each distinct one is worked out once for all patients, from the columns of its parts.

Polars' `&`, `|` and `~` follow Kleene as the rules do, with null for "not known".
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import reduce

import polars as pl

from guidelines.pathway import criteria as nodes
from guidelines.pathway.building import known_true
from guidelines.pathway.criteria import Criterion, Operator
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.columns.schema import SCHEMA, mask
from guidelines.pathway.readings.columns.supposing import MovedCompare
from guidelines.pathway.readings.verdict import Limits

_COMPARISONS: dict[Operator, Callable[[pl.Expr, float], pl.Expr]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
}


class Sheet:
    """The columns to be worked out under one set of thresholds, in stages: each needs only the stages before it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._stages: list[list[pl.Expr]] = []
        self._stage_of: dict[str, int] = {}
        self._names: dict[Hashable, str] = {}

    def status(self, criterion: Criterion) -> pl.Expr:
        """The column of a criterion's status: true, false, or null for not known."""
        if isinstance(criterion, nodes.Named):
            return self.status(criterion.criterion)
        if criterion not in self._names:
            parts = [self.status(part) for part in criterion.parts]
            leaf = isinstance(criterion, (nodes.Leaf, MovedCompare))
            self.kept(criterion, _asked(criterion, self.limits) if leaf else _combined(criterion, parts))
        return pl.col(self._names[criterion])

    def met(self, criterion: Criterion) -> pl.Expr:
        """The column that is true where the criterion is known to be met, else false."""
        return self.status(known_true(criterion))

    def kept(self, key: Hashable, expression: pl.Expr) -> pl.Expr:
        """The column of an expression over facts and kept columns; the key finds it again, so it is worked out once."""
        if key not in self._names:
            name = self._names[key] = f"#{len(self._names)}"
            stage = 1 + max(
                (self._stage_of.get(root, -1) for root in expression.meta.root_names()), default=-1
            )
            self._stage_of[name] = stage
            self._stages.extend([] for _ in range(stage + 1 - len(self._stages)))
            self._stages[stage].append(expression.alias(name))
        return pl.col(self._names[key])

    def read(self, frame: pl.DataFrame, wanted: Mapping[str, pl.Expr]) -> pl.DataFrame:
        """The wanted columns, by name, for every row of a frame of facts."""
        for stage in self._stages:
            frame = frame.with_columns(stage)
        return frame.select(column.alias(name) for name, column in wanted.items())


def both(columns: Iterable[pl.Expr]) -> pl.Expr:
    """Every column; none at all is true."""
    found = list(columns)
    return reduce(operator.and_, found) if found else pl.lit(True)


def either(columns: Iterable[pl.Expr]) -> pl.Expr:
    """At least one column; none at all is false."""
    found = list(columns)
    return reduce(operator.or_, found) if found else pl.lit(False)


def _combined(criterion: Criterion, parts: list[pl.Expr]) -> pl.Expr:
    match criterion:
        case nodes.All():
            return both(parts)
        case nodes.Any():
            return either(parts)
        case nodes.Not():
            return ~parts[0]
        case nodes.BlankCountsAs(answer=answer):
            return parts[0].fill_null(answer)
    raise TypeError(f"no column reading of {type(criterion).__name__}")


def _asked(leaf: Criterion, limits: Limits) -> pl.Expr:
    """A question about one fact, asked of its column."""
    match leaf:
        case nodes.Compare():
            return _compared(leaf, pl.col(leaf.fact), limits)
        case MovedCompare(compare=compare, by=by):
            return _compared(compare, _moved(compare.fact, by), limits)
        case nodes.OneOf(fact=fact, values=values):
            return reduce(operator.or_, [_is(fact, value) for value in values])
        case nodes.Meets(fact=fact, values=members):
            return (pl.col(fact) & mask(fact, members)) != 0
        case nodes.SetIs(fact=fact, values=members):
            return pl.col(fact) == mask(fact, members)
        case nodes.Recorded(fact=fact):
            return pl.col(fact).is_not_null()
    raise TypeError(f"no column reading of {type(leaf).__name__}")


def _compared(leaf: nodes.Compare, column: pl.Expr, limits: Limits) -> pl.Expr:
    number = limits[leaf.limit.name] if isinstance(leaf.limit, nodes.Limit) else leaf.limit
    return _COMPARISONS[leaf.operator](column, float(number))


def _moved(fact: str, by: float) -> pl.Expr:
    """Rounded: -2.8 less 0.2 is -3.0, not a hair beside it."""
    return (pl.col(fact) + by).round(6).clip(FACTS[fact].low, FACTS[fact].high)


def _is(fact: str, value: nodes.Value) -> pl.Expr:
    """An enum is compared by the place of its value: a misspelt word would compare false and say nothing."""
    column, kind = pl.col(fact), SCHEMA[fact]
    if isinstance(kind, pl.Boolean):
        return column if value else ~column
    if isinstance(kind, pl.Enum):
        return column.to_physical() == FACTS[fact].values.index(value)
    return column == value
