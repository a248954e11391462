"""Why a verdict was given: which parts held, which did not, which are not known, with the patient's values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any as Anything
from typing import NamedTuple

from guidelines.pathway.criteria import ALWAYS, All, Any, BlankCountsAs, Criterion, Named, Not
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.verdict import Limits, Memo, Record, Status, reader
from guidelines.pathway.recommendations import Action, Case


class Traced(NamedTuple):
    """One part of a rule as it stood for this patient; `values` holds None for what is not recorded."""

    criterion: Criterion
    status: Status
    values: dict[str, Anything]


@kept
def parts_of(criterion: Criterion) -> tuple[Criterion, ...]:
    """The parts that must all hold, or the criterion itself."""
    return criterion.parts if isinstance(criterion, All) else (criterion,)


def steps_of(action: Action, case: Case) -> tuple[Criterion, ...]:
    """What is read on the way to a case: the parts of the action's own condition, then each case up to this one."""
    before = action.cases[: action.cases.index(case) + 1]
    return (*parts_of(action.when), *(each.when for each in before if each.when != ALWAYS))


def trace(steps: Iterable[Criterion], record: Record, limits: Limits, memo: Memo) -> tuple[Traced, ...]:
    """Every step on the way to a verdict, with its status and the values it read."""
    return tuple(
        Traced(step, reader(step)(record, limits, memo), {fact: record[fact] for fact in facts_of(step)})
        for step in steps
    )


def grounds(criterion: Criterion, record: Record, limits: Limits, memo: Memo) -> dict[str, None]:
    """The facts that make the criterion what it is for this patient, in the order it reads them."""
    found: dict[str, None] = {}
    _gather(criterion, record, limits, memo, found)
    return found


def _gather(node: Criterion, record: Record, limits: Limits, memo: Memo, found: dict[str, None]) -> None:
    if isinstance(node, (Named, Not, BlankCountsAs)):
        _gather(node.criterion, record, limits, memo, found)
    elif isinstance(node, (All, Any)):
        status = reader(node)(record, limits, memo)
        for part in node.parts:
            if reader(part)(record, limits, memo) is status:
                _gather(part, record, limits, memo, found)
    else:
        found.update(dict.fromkeys(facts_of(node)))
