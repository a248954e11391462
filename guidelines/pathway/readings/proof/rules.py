"""The rules that claims are made about: the pathway's own, or a set that is tried out."""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.criteria import Any, Criterion, Named, RuleError
from guidelines.pathway.recommendations import Action
from guidelines.pathway.rulebook import PATHWAY, RULESET
from guidelines.pathway.translate import _


@dataclass(frozen=True)
class Rules:
    """Actions in clinical order. The functional category is the pathway's own."""

    actions: tuple[Action, ...] = PATHWAY
    version: str = RULESET

    def action(self, code: str) -> Action:
        """The action of this code. Raises RuleError where there is none."""
        for action in self.actions:
            if action.code == code:
                return action
        raise RuleError(f"{code} is no action of rule set {self.version}")

    def codes(self, prefix: str = "") -> tuple[str, ...]:
        """The codes that begin so, in clinical order."""
        return tuple(action.code for action in self.actions if action.code.startswith(prefix))

    @property
    def urgent_stands(self) -> Criterion:
        """Met exactly when an urgent.* action of these rules is present."""
        urgent = tuple(self.action(code).present for code in self.codes("urgent."))
        return Named("an_urgent_action_stands", _("an urgent action is present"), Any(urgent))
