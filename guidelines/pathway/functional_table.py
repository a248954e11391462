"""The decision table with a department's cuts in it, ready to be asked about one patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_rules import (
    CONSIDERATIONS,
    PHYSICIAN_FIRST,
    PROVISIONAL,
    STEPS,
    WITH_CONSIDERATION,
    Category,
    Status,
    Step,
)
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.verdict import Record, reader
from guidelines.pathway.thresholds import Thresholds

# Which cell each fact of the table lies in, by a value that stands for the cell; None is not recorded.
Pattern = tuple[Any, ...]
REMEMBERED = 4096  # patterns, not patients: the same twenty-odd cells come again and again

READ_STEPS = tuple((step, reader(step.when)) for step in STEPS)
READ_CONSIDERATIONS = tuple((row.code, reader(row.when)) for row in CONSIDERATIONS)
READ_CONSTRAINTS = tuple((row, reader(row.when)) for row in CONSTRAINTS)
READ_PROVISIONAL = reader(PROVISIONAL)
READ_BY_THE_TABLE: tuple[Criterion, ...] = (
    *(step.when for step in STEPS),
    *(row.when for row in CONSIDERATIONS),
    *(row.when for row in CONSTRAINTS),
    PROVISIONAL,
)


@dataclass(frozen=True)
class Decision:
    """What the table says of one pattern."""

    status: Status
    category: Category | None
    provisional: bool
    reasons: tuple[str, ...]
    constraints: tuple[str, ...]


class Table:
    """Steps, considerations and constraints under one set of thresholds.

    Two patients whose facts lie in the same cells get the same decision, so each pattern is decided once.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self.limits = thresholds.values
        self.cells = cells_of(READ_BY_THE_TABLE, self.limits)
        self.decide = lru_cache(REMEMBERED)(self._decide)

    def pattern(self, record: Record) -> Pattern:
        """The cells a patient's facts lie in."""
        return tuple([cells.standing_for(record[name]) for name, cells in self.cells.items()])

    def laid_out(self, pattern: Pattern) -> dict[str, Any]:
        """The pattern as facts by name."""
        return dict(zip(self.cells, pattern, strict=True))

    def deciding(self, record: Record) -> Step:
        """The first step that is met, the physician's apart."""
        limits = self.limits
        return next(step for step, read in READ_STEPS if read(record, limits, {}))

    def considered(self, record: Record) -> bool:
        """Whether anything turns the category into "with consideration"."""
        limits = self.limits
        return any(read(record, limits, {}) for _code, read in READ_CONSIDERATIONS)

    def category(self, record: Record) -> Category | None:
        """The category alone."""
        category = self.deciding(record).category
        if category in WITH_CONSIDERATION and self.considered(record):
            return WITH_CONSIDERATION[category]
        return category

    def _decide(self, pattern: Pattern, on_hold: bool) -> Decision:
        record = self.laid_out(pattern)
        met = [step for step, read in READ_STEPS if read(record, self.limits, {})]
        deciding = PHYSICIAN_FIRST if on_hold else met[0]
        considered = [code for code, read in READ_CONSIDERATIONS if read(record, self.limits, {})]
        category = deciding.category
        if category is not None and considered:
            category = WITH_CONSIDERATION.get(category, category)
        return Decision(
            status=deciding.status,
            category=category,
            provisional=category is not Category.FUNCTION_LIMITED and self._is_provisional(record),
            reasons=(*_codes_of_one_mind(deciding, met), *considered),
            constraints=self._constraints(record, category),
        )

    def _is_provisional(self, record: Mapping[str, Any]) -> bool:
        return READ_PROVISIONAL(record, self.limits, {}) is True

    def _constraints(self, record: Mapping[str, Any], category: Category | None) -> tuple[str, ...]:
        return tuple(
            row.code
            for row, read in READ_CONSTRAINTS
            if read(record, self.limits, {}) and row.only_for in (None, category)
        )


def _codes_of_one_mind(deciding: Step, met: list[Step]) -> list[str]:
    """The deciding step, and every later one that leads to the same category: each is a reason."""
    same = [step.code for step in met if step.category is deciding.category and step.category is not None]
    return same or [deciding.code]
