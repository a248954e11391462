"""The functional category as definitions: its step, status, category, reasons, constraints, and whether provisional.

`could_become` and `needs_both` are a search over values of facts that are not recorded; they are not exported.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import known_true
from guidelines.pathway.criteria import Any, Criterion, Named
from guidelines.pathway.functional_constraints import Constraint
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Step
from guidelines.pathway.readings.exported.borderline import borderline_definitions
from guidelines.pathway.readings.exported.definitions import Chosen, Definition, Gathered, Says, Value, said
from guidelines.pathway.ruleset import FunctionalRules
from guidelines.pathway.translate import _

STEP = "functional_category: step"
CATEGORY = "functional_category: category"
CONSIDER = "something_to_consider"


def category_definitions(rules: FunctionalRules) -> Iterator[Definition]:
    """The decision table, read from the physician's step down: the first step that is met decides."""
    steps = (rules.physician_first, *rules.steps)
    met = {step.code: Named(f"step_{step.code.lower()}", step.label, known_true(step.when)) for step in steps}
    considered = [
        (Named(f"considered_{row.code.lower()}", row.label, known_true(row.when)), row.code)
        for row in rules.considerations
    ]
    consider = Named(
        CONSIDER,
        _("something to consider in training"),
        Any(tuple(criterion for criterion, _code in considered)),
    )
    yield Definition(STEP, Chosen(tuple((met[step.code], step.code) for step in steps), None))
    yield Definition(
        "functional_category: status",
        Chosen(tuple((Says(STEP, step.code), step.status.value) for step in steps), None),
    )
    yield Definition(
        CATEGORY, Chosen(tuple((Says(STEP, step.code), _category(step, consider)) for step in steps), None)
    )
    yield Definition(
        "functional_category: provisional",
        known_true(rules.provisional) & ~said(CATEGORY, Category.FUNCTION_LIMITED.value),
    )
    reasons = [(_is_reason(step, met[step.code]), step.code) for step in steps]
    yield Definition("functional_category: reasons", Gathered((*reasons, *considered)))
    constraints = tuple((_stands(row), row.code) for row in rules.constraints)
    yield Definition("functional_category: constraints", Gathered(constraints))
    table = tuple((met[step.code], _category(step, consider) or "none") for step in rules.steps)
    yield from borderline_definitions(table, STEP, rules.physician_first.code)


def _category(step: Step, consider: Criterion) -> Value:
    """The step's category, turned into "with consideration" where there is something to consider."""
    if step.category is None:
        return None
    turned = WITH_CONSIDERATION.get(step.category)
    return Chosen(((consider, turned.value),), step.category.value) if turned else step.category.value


def _is_reason(step: Step, met: Criterion) -> Criterion:
    """The step that decides, and every step met that leads to function-limited."""
    return met if step.category is Category.FUNCTION_LIMITED else Says(STEP, step.code)


def _stands(row: Constraint) -> Criterion:
    stands = known_true(row.when)
    return stands if row.only_for is None else stands & said(CATEGORY, row.only_for.value)
