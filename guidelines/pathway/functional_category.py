"""The functional category a physiotherapist is suggested: what it is, why, and what could still change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from guidelines.pathway.functional_borderline import borderline
from guidelines.pathway.functional_outlook import NO_WAYS, Outlook, Ways
from guidelines.pathway.functional_rules import Category, Status
from guidelines.pathway.functional_table import Decision, Pattern, Table
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.readings.verdict import Record, reader
from guidelines.pathway.rulebook import FUNCTIONAL
from guidelines.pathway.ruleset import FunctionalRules
from guidelines.pathway.thresholds import Thresholds

REMEMBERED = 4096  # patterns, not patients: the same few cells come again and again


@dataclass(frozen=True, kw_only=True)
class FunctionalCategory:
    """A suggestion, never a decision. `reasons` and `constraints` are codes, the rest names facts, in contract order.

    `could_become` names for each other category the facts not recorded that could bring it; where one alone cannot,
    `needs_both` says which two belong together. `borderline` names recorded values whose margin decides.
    """

    status: Status
    category: Category | None
    provisional: bool = False
    reasons: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    could_become: Mapping[Category, tuple[str, ...]] = field(default_factory=dict)
    needs_both: Mapping[Category, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    borderline: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The form of the answer; `needs_both` only where a category needs two facts together."""
        answer: dict[str, object] = {
            "status": self.status.value,
            "category": self.category.value if self.category else None,
            "provisional": self.provisional,
            "reasons": list(self.reasons),
            "constraints": list(self.constraints),
            "could_become": {category.value: list(facts) for category, facts in self.could_become.items()},
            "borderline": list(self.borderline),
        }
        if self.needs_both:
            answer["needs_both"] = {
                category.value: [list(pair) for pair in pairs] for category, pairs in self.needs_both.items()
            }
        return answer


class Advisor:
    """Answers under one set of rules and thresholds, working each pattern of facts out once."""

    def __init__(self, rules: FunctionalRules, thresholds: Thresholds) -> None:
        self.table = Table(rules, thresholds)
        self.physician_first = reader(rules.physician_first.when)
        self._outlook = Outlook(self.table)
        self._known: dict[tuple[Pattern, bool], tuple[Decision, Ways]] = {}

    def judged(self, record: Record, on_hold: bool) -> tuple[Decision, Ways]:
        """What the table says, and what could change it."""
        pattern = (self.table.pattern(record), on_hold)
        if pattern not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            ways = NO_WAYS if on_hold else self._outlook.ways(record)
            self._known[pattern] = (self.table.decide(record, on_hold), ways)
        return self._known[pattern]


@lru_cache(maxsize=128)  # departments with thresholds of their own, and a few versions back
def _advisor(rules: FunctionalRules, thresholds: Thresholds) -> Advisor:
    return Advisor(rules, thresholds)


def suggest(
    facts: PatientFacts,
    thresholds: Thresholds,
    urgent_present: bool,
    rules: FunctionalRules = FUNCTIONAL,
) -> FunctionalCategory:
    """The category these facts suggest. `urgent_present`: an urgent.* action stands, so the physician comes first."""
    advisor, record = _advisor(rules, thresholds), vars(facts)
    on_hold = urgent_present or advisor.physician_first(record, advisor.table.limits, {}) is True
    decision, ways = advisor.judged(record, on_hold)
    return FunctionalCategory(
        status=decision.status,
        category=decision.category,
        provisional=decision.provisional,
        reasons=decision.reasons,
        constraints=decision.constraints,
        could_become=ways.facts,
        needs_both=ways.pairs,
        borderline=() if on_hold else borderline(advisor.table, record, decision.category),
    )
