"""Every place where the rules decide: each verdict case of each action, and each row of the functional table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidelines.pathway.building import known_true
from guidelines.pathway.criteria import Criterion
from guidelines.pathway.engine import evaluate, ready
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.functional_criteria import constrains, decides
from guidelines.pathway.plan import Plan
from guidelines.pathway.recommendations import Case, Verdict
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Thresholds

FUNCTIONAL = "functional"
Reached = Callable[[PatientFacts, Thresholds], bool]


@dataclass(frozen=True, kw_only=True)
class Place:
    """`criterion` is met exactly for the patients who come here; `reached_by` asks the engine whether one does."""

    code: str  # "procedure.vertebroplasty.relative", "functional.F2"
    owner: str  # the action's code, or "functional"
    label: str
    verdict: Verdict | None
    criterion: Criterion
    reached_by: Reached


def places(rules: RuleSet) -> tuple[Place, ...]:
    """Each once: the cases in clinical order, then the functional table."""
    plans = ready(rules).plans.values()
    return (*(_case(plan, case) for plan in plans for case in plan.action.cases), *_functional(rules))


def _case(plan: Plan, case: Case) -> Place:
    action = plan.action

    def reached_by(facts: PatientFacts, thresholds: Thresholds) -> bool:
        row = plan.row(vars(facts), thresholds.values, {})
        return row is not None and row.case is case

    return Place(
        code=f"{action.code}.{case.code}",
        owner=action.code,
        label=case.because,
        verdict=case.verdict,
        criterion=action.reaches(case),
        reached_by=reached_by,
    )


def _functional(rules: RuleSet) -> Iterator[Place]:
    table = rules.functional
    for step in (table.physician_first, *table.steps):
        yield _row(rules, step.code, step.label, decides(step, rules))
    for row in table.considerations:
        yield _row(rules, row.code, row.label, known_true(row.when))
    for constraint in table.constraints:
        yield _row(rules, constraint.code, constraint.title, constrains(constraint, rules))


def _row(rules: RuleSet, code: str, label: str, criterion: Criterion) -> Place:
    """A step or a consideration that is met is among the reasons; a step stands first only where it decides."""
    steps = {step.code for step in rules.functional.steps}

    def reached_by(facts: PatientFacts, thresholds: Thresholds) -> bool:
        found = evaluate(facts, thresholds, rules=rules, plans=()).functional_category
        return code == found.reasons[0] if code in steps else code in (*found.reasons, *found.constraints)

    return Place(
        code=f"{FUNCTIONAL}.{code}",
        owner=FUNCTIONAL,
        label=label,
        verdict=None,
        criterion=criterion,
        reached_by=reached_by,
    )
