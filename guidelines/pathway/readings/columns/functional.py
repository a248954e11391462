"""The functional category as columns: status, category, whether it is provisional, reasons and constraints."""

from __future__ import annotations

import polars as pl

from guidelines.pathway.functional_criteria import constrains, decides, has_status, on_hold, suggests
from guidelines.pathway.functional_rules import Category, Status, Step
from guidelines.pathway.readings.columns.actions import chosen
from guidelines.pathway.readings.columns.sheet import Sheet
from guidelines.pathway.ruleset import RuleSet

STATUSES = pl.Enum([status.value for status in Status])
CATEGORIES = pl.Enum([category.value for category in Category])


class FunctionalColumns:
    """The decision table, read for every patient."""

    def __init__(self, rules: RuleSet, sheet: Sheet) -> None:
        self._rules, self._table, self._sheet = rules, rules.functional, sheet

    @property
    def status(self) -> pl.Expr:
        return chosen(
            [(self._sheet.met(has_status(status, self._rules)), status) for status in Status], STATUSES
        )

    @property
    def category(self) -> pl.Expr:
        return chosen([(self._suggested(category), category) for category in Category], CATEGORIES)

    @property
    def provisional(self) -> pl.Expr:
        return ~self._suggested(Category.FUNCTION_LIMITED) & self._sheet.met(self._table.provisional)

    @property
    def reasons(self) -> dict[str, pl.Expr]:
        """The deciding step, every step met that leads to function-limited, and what is to be considered."""
        first = {self._table.physician_first.code: self._sheet.met(on_hold(self._rules))}
        steps = {step.code: self._is_reason(step) for step in self._table.steps}
        return first | steps | {row.code: self._sheet.met(row.when) for row in self._table.considerations}

    @property
    def constraints(self) -> dict[str, pl.Expr]:
        return {row.code: self._sheet.met(constrains(row, self._rules)) for row in self._table.constraints}

    def _suggested(self, category: Category) -> pl.Expr:
        return self._sheet.met(suggests(category, self._rules))

    def _is_reason(self, step: Step) -> pl.Expr:
        leads_to_limited = step.category is Category.FUNCTION_LIMITED
        return self._sheet.met(step.when if leads_to_limited else decides(step, self._rules))
