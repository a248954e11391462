"""The answer for one patient, as the clinical contract prints it (`answer`), with a little more beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as Anything

from guidelines.pathway.finding import Finding
from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.readings.phrases import phrases_for
from guidelines.pathway.readings.verdict import Status
from guidelines.pathway.thresholds import Thresholds


@dataclass(frozen=True)
class RedFlags:
    """The five alarm questions: which raise an urgent action, which are open, answered no, or yes without one."""

    present: tuple[str, ...]  # urgent.* codes
    open: tuple[str, ...]  # alarm facts not recorded
    cleared: tuple[str, ...]  # alarm facts recorded negative
    noted: tuple[str, ...]  # alarm facts recorded positive that raise no urgent action

    def as_json(self) -> dict[str, list[str]]:
        return {name: list(codes) for name, codes in vars(self).items()}


@dataclass(frozen=True)
class Warned:
    """Facts that do not fit each other, as found in this patient."""

    code: str
    facts: tuple[str, ...]
    message: str

    def as_json(self) -> dict[str, Anything]:
        return {"code": self.code, "facts": list(self.facts), "message": self.message}


@dataclass(frozen=True)
class Answer:
    """Everything the pathway says about one patient on one day. `findings` stand in clinical order."""

    ruleset: str
    findings: tuple[Finding, ...]
    red_flags: RedFlags
    goal_met: Status
    functional_category: FunctionalCategory
    thresholds: Thresholds
    thresholds_used: tuple[str, ...]
    warnings: tuple[Warned, ...]

    @property
    def actions(self) -> Mapping[str, Finding]:
        """The findings by the code of their action; an action that does not apply is absent."""
        return {finding.code: finding for finding in self.findings}

    def as_json(self) -> dict[str, Anything]:
        phrases = phrases_for(self.thresholds)
        return {
            "ruleset": self.ruleset,
            "actions": {finding.code: finding.as_json(phrases) for finding in self.findings},
            "red_flags": self.red_flags.as_json(),
            "goal_met": self.goal_met,
            "functional_category": self.functional_category.as_json(),
            "thresholds": self.thresholds.used(self.thresholds_used),
            "warnings": [warned.as_json() for warned in self.warnings],
        }
