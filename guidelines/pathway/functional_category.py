"""The functional category a physiotherapist is suggested: what it is, why, and what could still change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from guidelines.pathway.functional_borderline import borderline
from guidelines.pathway.functional_outlook import NO_WAYS, Outlook
from guidelines.pathway.functional_rules import PHYSICIAN_FIRST, Category, Status
from guidelines.pathway.functional_table import Table
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.readings.verdict import reader
from guidelines.pathway.thresholds import Thresholds

MUST_HOLD = reader(PHYSICIAN_FIRST.when)


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


@lru_cache(maxsize=128)  # departments with thresholds of their own, and a few versions back
def _outlook(thresholds: Thresholds) -> Outlook:
    return Outlook(Table(thresholds))


def suggest(facts: PatientFacts, thresholds: Thresholds, urgent_present: bool) -> FunctionalCategory:
    """The category these facts suggest. `urgent_present`: an urgent.* action stands, so the physician comes first."""
    outlook = _outlook(thresholds)
    record, table = vars(facts), outlook.table
    pattern = table.pattern(record)
    on_hold = urgent_present or MUST_HOLD(record, thresholds.values, {}) is True
    decision = table.decide(pattern, on_hold)
    ways = NO_WAYS if on_hold else outlook.ways(pattern)
    return FunctionalCategory(
        status=decision.status,
        category=decision.category,
        provisional=decision.provisional,
        reasons=decision.reasons,
        constraints=decision.constraints,
        could_become=ways.facts,
        needs_both=ways.pairs,
        borderline=() if on_hold else borderline(table, record, pattern, decision.category),
    )
