"""Every action made ready to be asked about one patient: its trees turned into functions, once, at start-up."""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.criteria import ALWAYS
from guidelines.pathway.finding import Finding
from guidelines.pathway.readings.closure import POSITION
from guidelines.pathway.readings.deciding import deciding
from guidelines.pathway.readings.grounds import Gatherer, Grounds, gatherer
from guidelines.pathway.readings.trace import Step, steps_of
from guidelines.pathway.readings.verdict import Limits, Memo, Reader, Record, reader
from guidelines.pathway.recommendations import Action, Case, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One case made ready: how to read it, what it waits for, and the steps that lead to it."""

    case: Case
    read: Reader
    needs: tuple[tuple[str, Reader], ...]
    steps: tuple[Step, ...]
    gather: Gatherer

    def missing(self, record: Record, limits: Limits, memo: Memo) -> tuple[str, ...]:
        """The facts this case waits for in this patient, in contract order."""
        if self.case.decides is not None:
            return deciding(self.case.decides, record, limits)
        return tuple(fact for fact, read in self.needs if read(record, limits, memo))


@dataclass(frozen=True, slots=True)
class Plan:
    """One action made ready."""

    action: Action
    present: Reader
    rows: tuple[Row, ...]

    def row(self, record: Record, limits: Limits, memo: Memo) -> Row | None:
        """The row that gives the verdict; None when the action does not apply."""
        if self.present(record, limits, memo) is not True:
            return None
        return next(row for row in self.rows if row.read(record, limits, memo) is True)

    def verdict(self, record: Record, limits: Limits) -> Verdict | None:
        """The verdict alone; None when the action does not apply."""
        row = self.row(record, limits, {})
        return row.case.verdict if row else None

    def finding(self, record: Record, limits: Limits, memo: Memo, urgent: tuple[str, ...]) -> Finding | None:
        """The verdict with everything that explains it. `urgent` are the urgent actions that are present."""
        row = self.row(record, limits, memo)
        if row is None:
            return None
        grounds: Grounds = {}
        row.gather(record, limits, memo, grounds)
        return Finding(
            action=self.action,
            case=row.case,
            missing=row.missing(record, limits, memo),
            held_by=urgent if row.case.held else (),
            trace=tuple([step.trace(record, limits, memo) for step in row.steps]),
            grounds=grounds,
        )


def planned(action: Action) -> Plan:
    return Plan(action, reader(action.when), tuple(_row(action, case) for case in action.cases))


def _row(action: Action, case: Case) -> Row:
    needs = sorted(case.needs, key=lambda need: POSITION[need.fact])
    return Row(
        case=case,
        read=reader(case.when),
        needs=tuple((need.fact, reader(need.when)) for need in needs),
        steps=tuple(Step(criterion) for criterion in steps_of(action, case)),
        gather=gatherer(action.when if case.when == ALWAYS else case.when),
    )
