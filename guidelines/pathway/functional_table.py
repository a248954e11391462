"""The decision table with a department's cuts in it, ready to be asked about one patient."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from guidelines.pathway.criteria import Compare, Leaf, Limit
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Status, Step
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.closure import in_contract_order, leaves_of
from guidelines.pathway.readings.verdict import Limits, Record, reader
from guidelines.pathway.ruleset import FunctionalRules
from guidelines.pathway.thresholds import Thresholds

# Where each fact of the table lies among its cuts. Two patients of one pattern get one answer.
Pattern = tuple[Any, ...]


@dataclass(frozen=True)
class Decision:
    """What the table says of one patient, apart from what could change it."""

    status: Status
    category: Category | None
    provisional: bool
    reasons: tuple[str, ...]
    constraints: tuple[str, ...]


class Table:
    """Steps, considerations and constraints under one set of thresholds."""

    def __init__(self, rules: FunctionalRules, thresholds: Thresholds) -> None:
        self.rules = rules
        self.limits = thresholds.values
        leaves = frozenset(leaf for criterion in rules.criteria for leaf in leaves_of(criterion))
        self.facts_read = in_contract_order(leaf.fact for leaf in leaves)
        self._cuts = {fact: _cuts(fact, leaves, self.limits) for fact in self.facts_read}
        self.cells = cells_of(rules.criteria, self.limits)
        self.steps = tuple((step, reader(step.when)) for step in rules.steps)
        self._considerations = tuple((row.code, reader(row.when)) for row in rules.considerations)
        self._constrained = tuple((row, reader(row.when)) for row in rules.constraints)
        self._provisional = reader(rules.provisional)

    def place(self, fact: str, value: Any) -> Any:
        """Where a value lies: between which cuts, or on which; what is not a number lies where it is."""
        cuts = self._cuts[fact]
        return value if value is None or not cuts else bisect_left(cuts, value) + bisect_right(cuts, value)

    def pattern(self, record: Record) -> Pattern:
        """Where each of a patient's facts lies."""
        place = self.place
        return tuple([place(fact, record[fact]) for fact in self.facts_read])

    def deciding(self, record: Record) -> Step:
        """The first step that is met, the physician's apart."""
        limits = self.limits
        return next(step for step, read in self.steps if read(record, limits, {}))

    def considered(self, record: Record) -> bool:
        """Whether anything turns the category into "with consideration"."""
        limits = self.limits
        return any(read(record, limits, {}) for _code, read in self._considerations)

    def category(self, record: Record) -> Category | None:
        """The category alone."""
        category = self.deciding(record).category
        if category in WITH_CONSIDERATION and self.considered(record):
            return WITH_CONSIDERATION[category]
        return category

    def decide(self, record: Record, on_hold: bool) -> Decision:
        """The whole decision. `on_hold`: the physician comes first."""
        met = [step for step, read in self.steps if read(record, self.limits, {})]
        deciding = self.rules.physician_first if on_hold else met[0]
        considered = [code for code, read in self._considerations if read(record, self.limits, {})]
        category = deciding.category
        if category is not None and considered:
            category = WITH_CONSIDERATION.get(category, category)
        return Decision(
            status=deciding.status,
            category=category,
            provisional=category is not Category.FUNCTION_LIMITED and self._is_provisional(record),
            reasons=(*_triggered(deciding, met), *considered),
            constraints=self._constraints(record, category),
        )

    def _is_provisional(self, record: Record) -> bool:
        return self._provisional(record, self.limits, {}) is True

    def _constraints(self, record: Record, category: Category | None) -> tuple[str, ...]:
        return tuple(
            row.code
            for row, read in self._constrained
            if read(record, self.limits, {}) and row.only_for in (None, category)
        )


def _triggered(deciding: Step, met: list[Step]) -> list[str]:
    """The deciding step, and every other that leads to function-limited: each that is met is a reason."""
    others = (step for step in met if step is not deciding and step.category is Category.FUNCTION_LIMITED)
    return [deciding.code, *(step.code for step in others)]


def _cuts(fact: str, leaves: frozenset[Leaf], limits: Limits) -> list[float]:
    """The numbers a fact is compared with, in order; none for what is not a number."""
    compared = {leaf.limit for leaf in leaves if isinstance(leaf, Compare) and leaf.fact == fact}
    return sorted({limits[limit.name] if isinstance(limit, Limit) else limit for limit in compared})
