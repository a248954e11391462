"""The functional category as columns: status, category, whether it is provisional, reasons and constraints.

What recording more could make of it (`could_become`) and which values stand at an edge (`borderline`) are asked of one
patient at a time: readings of many count who changes, and these two name what to ask or measure next.
"""

from __future__ import annotations

import polars as pl

from guidelines.pathway.building import known_true, not_true
from guidelines.pathway.criteria import All, Any, Criterion
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Status, Step
from guidelines.pathway.readings.columns.actions import chosen
from guidelines.pathway.readings.columns.sheet import Sheet, either
from guidelines.pathway.ruleset import RuleSet

STATUSES = pl.Enum([status.value for status in Status])
CATEGORIES = pl.Enum([category.value for category in Category])


class FunctionalColumns:
    """The decision table, read for every patient."""

    def __init__(self, rules: RuleSet, sheet: Sheet) -> None:
        self._rules, self._sheet = rules.functional, sheet
        urgent = (action.present for action in rules.urgent)
        self._on_hold = known_true(Any((self._rules.physician_first.when, *urgent)))
        self._rows = [(step, sheet.met(self._decides(step))) for step in self._rules.steps]
        self._considered = either(sheet.met(row.when) for row in self._rules.considerations)

    @property
    def status(self) -> pl.Expr:
        first = (self._sheet.met(self._on_hold), self._rules.physician_first.status)
        return chosen([first, *((row, step.status) for step, row in self._rows)], STATUSES)

    @property
    def category(self) -> pl.Expr:
        return chosen([(self._is(category), category) for category in Category], CATEGORIES)

    @property
    def provisional(self) -> pl.Expr:
        return ~self._is(Category.FUNCTION_LIMITED) & self._sheet.met(self._rules.provisional)

    @property
    def reasons(self) -> dict[str, pl.Expr]:
        """The deciding step, every step met that leads to function-limited, and what is to be considered."""
        steps = {step.code: self._is_reason(step, row) for step, row in self._rows}
        considered = {row.code: self._sheet.met(row.when) for row in self._rules.considerations}
        return {self._rules.physician_first.code: self._sheet.met(self._on_hold), **steps, **considered}

    @property
    def constraints(self) -> dict[str, pl.Expr]:
        return {
            row.code: self._sheet.met(row.when) & (self._is(row.only_for) if row.only_for else pl.lit(True))
            for row in self._rules.constraints
        }

    def _decides(self, step: Step) -> Criterion:
        before = self._rules.steps[: self._rules.steps.index(step)]
        return All((~self._on_hold, *(not_true(each.when) for each in before), known_true(step.when)))

    def _is_reason(self, step: Step, decides: pl.Expr) -> pl.Expr:
        return self._sheet.met(step.when) if step.category is Category.FUNCTION_LIMITED else decides

    def _is(self, category: Category) -> pl.Expr:
        """True where this category is suggested."""
        return self._sheet.kept(("suggests", category), either(self._ways_to(category)))

    def _ways_to(self, category: Category) -> list[pl.Expr]:
        """A step leads to its category, or to the same "with consideration"."""
        ways = []
        for step, row in self._rows:
            considered = WITH_CONSIDERATION.get(step.category) if step.category else None
            if step.category is category:
                ways.append(row & ~self._considered if considered else row)
            if considered is category:
                ways.append(row & self._considered)
        return ways
