"""A rule set as one value: everything that decides an answer, under one version. Two of them can be held side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guidelines.pathway.criteria import Criterion, Named, RuleError
from guidelines.pathway.functional_constraints import Constraint
from guidelines.pathway.functional_rules import Consideration, Step
from guidelines.pathway.readings.closure import criteria_of
from guidelines.pathway.recommendations import Action
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.warnings import Mismatch


@dataclass(frozen=True, kw_only=True, eq=False)
class FunctionalRules:
    """The decision table of the functional category: the physician's step, the steps in order, and what goes with them."""

    physician_first: Step
    steps: tuple[Step, ...]
    considerations: tuple[Consideration, ...]
    constraints: tuple[Constraint, ...]
    provisional: Criterion

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Everything the table asks, once the physician does not come first."""
        return (
            *(row.when for row in self.steps),
            *(row.when for row in self.considerations),
            *(row.when for row in self.constraints),
            self.provisional,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleSet:
    """One version of the rules. Compared and remembered by identity; `readings.differences` compares by content.

    `changes` says in a clinician's words what is new against the version before it.
    """

    version: str
    released_on: date | None  # None: still being worked on
    changes: tuple[str, ...]
    actions: tuple[Action, ...]
    goal_met: Criterion
    functional: FunctionalRules
    warnings: tuple[Mismatch, ...]
    thresholds: Thresholds

    def __post_init__(self) -> None:
        named = [
            (node.code, node)
            for criterion in self.criteria
            for node in criterion.walk()
            if isinstance(node, Named)
        ]
        first = dict(reversed(named))
        twice = sorted({code for code, node in named if node is not first[code] and node != first[code]})
        if twice:  # a name is worked out once for a patient, so it cannot mean two things
            raise RuleError(
                f"{self.version}: found two meanings of {', '.join(twice)}; give one another code."
            )

    @cached_property
    def by_code(self) -> dict[str, Action]:
        return {action.code: action for action in self.actions}

    @property
    def urgent(self) -> tuple[Action, ...]:
        """The actions that hold others back while they are present."""
        return tuple(action for action in self.actions if action.is_urgent)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion a threshold may stand in."""
        of_actions = (criterion for action in self.actions for criterion in criteria_of(action))
        return (self.goal_met, *of_actions, *self.functional.criteria)
