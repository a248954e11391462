"""The functional category as criteria: what the table decides in order, composed into one tree for each outcome.

`suggest` walks the table for one patient; readings of all patients there could be read these trees.
"""

from __future__ import annotations

from guidelines.pathway.building import known_true, not_true
from guidelines.pathway.criteria import All, Any, Criterion
from guidelines.pathway.functional_constraints import Constraint
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Status, Step
from guidelines.pathway.ruleset import RuleSet


def on_hold(rules: RuleSet) -> Criterion:
    """Met exactly when the physician comes first: by the physician's own step, or because an urgent action stands."""
    urgent = (action.present for action in rules.urgent)
    return Any((known_true(rules.functional.physician_first.when), *urgent))


def decides(step: Step, rules: RuleSet) -> Criterion:
    """Met exactly when this step decides: it is met and no step before it is."""
    if step is rules.functional.physician_first:
        return on_hold(rules)
    steps = rules.functional.steps
    earlier = (not_true(before.when) for before in steps[: steps.index(step)])
    return All((~on_hold(rules), *earlier, known_true(step.when)))


def has_status(status: Status, rules: RuleSet) -> Criterion:
    """Met exactly when the answer has this status."""
    steps = (rules.functional.physician_first, *rules.functional.steps)
    return Any(tuple(decides(step, rules) for step in steps if step.status is status))


def suggests(category: Category, rules: RuleSet) -> Criterion:
    """Met exactly when this category is suggested."""
    considered = Any(tuple(known_true(row.when) for row in rules.functional.considerations))
    if category in WITH_CONSIDERATION:
        return _leads_to(category, rules) & ~considered
    for base, with_consideration in WITH_CONSIDERATION.items():
        if with_consideration is category:
            return _leads_to(base, rules) & considered
    return _leads_to(category, rules)


def constrains(constraint: Constraint, rules: RuleSet) -> Criterion:
    """Met exactly when training must respect this constraint."""
    met = known_true(constraint.when)
    return met & suggests(constraint.only_for, rules) if constraint.only_for else met


def _leads_to(category: Category, rules: RuleSet) -> Criterion:
    steps = rules.functional.steps
    return Any(tuple(decides(step, rules) for step in steps if step.category is category))
