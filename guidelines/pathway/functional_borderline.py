"""Which recorded values stand at an edge: moved by their margin, they change the category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.functional_table import Pattern, Table
from guidelines.pathway.readings.verdict import Record

MARGINS: dict[str, float] = {
    "pain_rest_vas": 10,
    "pain_activity_vas": 10,
    "vertebral_fracture_weeks": 2,
    "hip_fracture_weeks": 2,
    "t_score": 0.2,
    "tug_s": 1,
    "five_sts_s": 1,
    "tandem_s": 1,
}
FULL_TANDEM_S = 10  # the stance is timed no longer than this, so there is no doubt about it


def borderline(table: Table, record: Record, pattern: Pattern, now: Category | None) -> tuple[str, ...]:
    """The facts whose margin decides, in contract order, for a patient not on hold."""
    standing = table.laid_out(pattern)
    return tuple(
        name
        for name, margin in MARGINS.items()
        if record[name] is not None
        and not (name == "tandem_s" and record[name] == FULL_TANDEM_S)
        and any(
            table.category(standing | {name: cell}) is not now
            for cell in _cells_within(table, name, record[name], margin)
            if cell != standing[name]
        )
    )


def _cells_within(table: Table, name: str, value: float, margin: float) -> Iterator[Any]:
    """The cells a margin below and a margin above, not leaving the range of the fact."""
    fact = FACTS[name]
    for moved in (value - margin, value + margin):
        rounded = round(moved, 6)  # -2.8 less 0.2 is -3.0, not a hair beside it
        if fact.low is not None and fact.high is not None:
            yield table.cells[name].standing_for(min(max(rounded, fact.low), fact.high))
