"""Why a verdict was given: which parts held, which did not, which are not known, with the patient's values."""

from __future__ import annotations

from typing import Any as Anything
from typing import NamedTuple

from guidelines.pathway.criteria import ALWAYS, All, Criterion
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.verdict import Limits, Memo, Reader, Record, Status, reader
from guidelines.pathway.recommendations import Action, Case


class Traced(NamedTuple):
    """One part of a rule as it stood for this patient; `values` holds None for what is not recorded."""

    criterion: Criterion
    status: Status
    values: dict[str, Anything]


def parts_of(criterion: Criterion) -> tuple[Criterion, ...]:
    """The parts that must all hold, or the criterion itself."""
    return criterion.parts if isinstance(criterion, All) else (criterion,)


def steps_of(action: Action, case: Case) -> tuple[Criterion, ...]:
    """What is read on the way to a case: the parts of the action's own condition, then each case up to this one."""
    before = action.cases[: action.cases.index(case) + 1]
    return (*parts_of(action.when), *(each.when for each in before if each.when != ALWAYS))


class Step:
    """One part of a rule made ready to be traced for any patient."""

    __slots__ = ("_facts", "_read", "criterion")

    def __init__(self, criterion: Criterion) -> None:
        self.criterion = criterion
        self._read: Reader = reader(criterion)
        self._facts = facts_of(criterion)

    def trace(self, record: Record, limits: Limits, memo: Memo) -> Traced:
        values = {fact: record[fact] for fact in self._facts}
        return Traced(self.criterion, self._read(record, limits, memo), values)
