"""The decision table as columns, as it is and as it would be if something else were recorded; the hold left out."""

from __future__ import annotations

from collections import defaultdict
from typing import Any as Anything
from typing import NamedTuple

import polars as pl

from guidelines.pathway.building import known_true, not_true
from guidelines.pathway.criteria import All, Any, Criterion
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category
from guidelines.pathway.readings.columns.sheet import Sheet
from guidelines.pathway.readings.columns.supposing import with_moved, with_recorded
from guidelines.pathway.ruleset import FunctionalRules

Recording = dict[str, Anything]
AS_IT_IS: Recording = {}


class Target(NamedTuple):
    """A category, by the step category and the consideration (None: either) that make it."""

    base: Category
    considered: bool | None


TARGETS: dict[Category, Target] = {
    **{base: Target(base, False) for base in WITH_CONSIDERATION},
    **{category: Target(base, True) for base, category in WITH_CONSIDERATION.items()},
    Category.FUNCTION_LIMITED: Target(Category.FUNCTION_LIMITED, None),
}


class SupposedTable:
    """`leads_to` is met where a step of the category decides, `to_consider` where anything is to be considered."""

    def __init__(self, rules: FunctionalRules, sheet: Sheet) -> None:
        self.sheet = sheet
        self.to_consider: Criterion = Any(tuple(known_true(row.when) for row in rules.considerations))
        self.leads_to = {category: Any(()) for category in Category} | _leads_to(rules)

    def suggests(self, category: Category, recording: Recording = AS_IT_IS) -> pl.Expr:
        """True where this category would be suggested with these facts recorded."""
        key = ("suggests", category, tuple(sorted(recording.items())))
        return self.sheet.kept(key, self.sheet.met(self.supposing(self._tree(category), recording)))

    def suggests_moved(self, category: Category, fact: str, by: float) -> pl.Expr:
        """The same with a recorded number moved."""
        return self.sheet.met(with_moved(self._tree(category), fact, by))

    def supposing(self, criterion: Criterion, recording: Recording) -> Criterion:
        return with_recorded(criterion, recording, self.sheet.limits) if recording else criterion

    def _tree(self, category: Category) -> Criterion:
        base, considered = TARGETS[category]
        if considered is None:
            return self.leads_to[base]
        return All((self.leads_to[base], self.to_consider if considered else ~self.to_consider))


def _leads_to(rules: FunctionalRules) -> dict[Category, Any]:
    found: dict[Category, list[Criterion]] = defaultdict(list)
    earlier: list[Criterion] = []
    for step in rules.steps:
        if step.category is not None:
            found[step.category].append(All((*earlier, known_true(step.when))))
        earlier.append(not_true(step.when))
    return {category: Any(tuple(steps)) for category, steps in found.items()}
