"""Which recorded values stand at an edge: what functional_borderline says of one patient, for all."""

from __future__ import annotations

import polars as pl

from guidelines.pathway.functional_borderline import FULL_TANDEM_S, MARGINS
from guidelines.pathway.functional_criteria import on_hold
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.readings.columns.sheet import Sheet, either
from guidelines.pathway.readings.columns.supposed_table import SupposedTable
from guidelines.pathway.ruleset import RuleSet


def borderline(rules: RuleSet, sheet: Sheet) -> dict[str, pl.Expr]:
    """Fact to the column that is true where its value, moved by its margin, changes the category."""
    table, asked = SupposedTable(rules.functional, sheet), ~sheet.met(on_hold(rules))
    return {fact: asked & _at_an_edge(table, fact, margin) for fact, margin in MARGINS.items()}


def _at_an_edge(table: SupposedTable, fact: str, margin: float) -> pl.Expr:
    doubtful = pl.col(fact).is_not_null()
    if fact == "tandem_s":
        doubtful = (pl.col(fact) != FULL_TANDEM_S).fill_null(False)
    changes = (
        table.suggests(category) != table.suggests_moved(category, fact, by)
        for by in (-margin, margin)
        for category in Category
    )
    return doubtful & either(changes)
