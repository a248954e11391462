"""Every place where the rules decide: each verdict case of each action, and each row of the functional table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidelines.pathway.building import known_true
from guidelines.pathway.criteria import Criterion
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_criteria import decides
from guidelines.pathway.functional_rules import CONSIDERATIONS, PHYSICIAN_FIRST, STEPS
from guidelines.pathway.plan import Plan, planned
from guidelines.pathway.readings.proof.rules import Rules
from guidelines.pathway.readings.proof.said import Constrained
from guidelines.pathway.recommendations import Action, Case, Verdict
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


def places(rules: Rules) -> tuple[Place, ...]:
    """Each once: the cases in clinical order, then the functional table."""
    cases = (_case(action, case, plan) for action, plan in _plans(rules) for case in action.cases)
    return (*cases, *_functional(rules))


def _plans(rules: Rules) -> Iterator[tuple[Action, Plan]]:
    yield from ((action, planned(action)) for action in rules.actions)


def _case(action: Action, case: Case, plan: Plan) -> Place:
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


def _functional(rules: Rules) -> Iterator[Place]:
    for step in (PHYSICIAN_FIRST, *STEPS):
        yield _row(step.code, step.label, decides(step), lambda found, code: found.reasons[0] == code)
    for row in CONSIDERATIONS:
        yield _row(row.code, row.label, known_true(row.when), lambda found, code: code in found.reasons)
    for constraint in CONSTRAINTS:
        met = Constrained(constraint.code).criterion(rules)
        yield _row(constraint.code, constraint.title, met, lambda found, code: code in found.constraints)


def _row(
    code: str, label: str, criterion: Criterion, stands: Callable[[FunctionalCategory, str], bool]
) -> Place:
    def reached_by(facts: PatientFacts, thresholds: Thresholds) -> bool:
        return stands(evaluate(facts, thresholds, plans=()).functional_category, code)

    return Place(
        code=f"{FUNCTIONAL}.{code}", owner=FUNCTIONAL, label=label, verdict=None,
        criterion=criterion, reached_by=reached_by,
    )  # fmt: skip
