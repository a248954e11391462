"""What the answer says of one action, as definitions.

What an action never lists has no definition: a missing `missing`, `held_by` or `before_signing` is always empty, a
missing `folded` or `design_choice` never true.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import not_true
from guidelines.pathway.criteria import ALWAYS, Any, BlankCountsAs, Criterion, Named
from guidelines.pathway.readings.closure import POSITION
from guidelines.pathway.readings.exported import about
from guidelines.pathway.readings.exported.definitions import (
    NOTHING,
    Chosen,
    Definition,
    Gathered,
    Reference,
    Says,
    Value,
)
from guidelines.pathway.readings.exported.unsettled import unsettled
from guidelines.pathway.recommendations import Action, Case
from guidelines.pathway.thresholds import Thresholds

URGENT_PRESENT = "red_flags: present"

Rows = tuple[tuple[Criterion, Value], ...]


def present(action: Action) -> Named:
    """Whether the action stands in the answer: the definition that has the action's own code."""
    return Named(action.code, action.title, action.present)


def action_definitions(action: Action, thresholds: Thresholds) -> Iterator[Definition]:
    """The case that decides, its verdict, and what it lists. An action that is absent has no case."""
    case = f"{action.code}: case"
    yield Definition(case, _deciding_case(action), about.cases(action, thresholds))
    told = tuple((Says(case, each.code), each) for each in action.cases)
    yield Definition(
        f"{action.code}: verdict", Chosen(tuple((met, each.verdict.value) for met, each in told), None)
    )
    listed: dict[str, Rows] = {
        "missing": tuple((met, _missing(each)) for met, each in told if each.needs or each.decides),
        "held_by": tuple((met, Reference(URGENT_PRESENT)) for met, each in told if each.held),
        "before_signing": _before_signing(action),
    }
    for name, rows in listed.items():
        if rows:
            yield Definition(f"{action.code}: {name}", Chosen(rows, NOTHING))
    yield from _marks(action, told)


def _deciding_case(action: Action) -> Chosen:
    """The first case that is met, by its code; the last holds always."""
    *rows, last = action.cases
    return Chosen(
        ((not_true(present(action)), None), *((case.when, case.code) for case in rows)),
        last.code,
    )


def _missing(case: Case) -> Gathered:
    if case.decides is not None:
        return Gathered(unsettled(case.decides))
    needs = sorted(case.needs, key=lambda need: POSITION[need.fact])
    return Gathered(tuple((need.when, need.fact) for need in needs))


def _before_signing(action: Action) -> Rows:
    steps = tuple((ALWAYS, step) for step in action.before_signing)
    return ((present(action), Gathered(steps)),) if steps else ()


def _marks(action: Action, told: tuple[tuple[Criterion, Case], ...]) -> Iterator[Definition]:
    """Whether the verdict is shown folded, and whether it is our own choice."""
    marks = {
        "folded": tuple(met for met, case in told if case.folded),
        "design_choice": tuple(met for met, case in told if case.design_choice or action.design_choice),
    }
    for name, ways in marks.items():
        if ways:
            yield Definition(f"{action.code}: {name}", BlankCountsAs(False, Any(ways)))
