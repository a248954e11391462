"""A file's own score held against the one computed from its items: reported, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from registry.exchange.mapping import CheckPart, InstrumentPart
from registry.exchange.plan import Plan, PlannedAssessment
from registry.instruments import Score


@dataclass(frozen=True)
class CheckResult:
    """How the numbers in one column compare with ours, in rows."""

    part: InstrumentPart
    check: CheckPart
    compared: int
    agree: int
    agree_at_zero: int
    largest_difference: float

    @property
    def disagree(self) -> int:
        return self.compared - self.agree


def check_results(plan: Plan) -> list[CheckResult]:
    """One result a column that the mapping asks to check, over the rows that are not refused."""
    return [
        _compare(part, part.check, _of_instrument(plan, part.instrument))
        for part in plan.mapping.instruments
        if part.check
    ]


def _of_instrument(plan: Plan, code: str) -> Iterable[PlannedAssessment]:
    return (
        planned for patient in plan.patients for planned in patient.assessments if planned.instrument == code
    )


def _compare(part: InstrumentPart, check: CheckPart, planned: Iterable[PlannedAssessment]) -> CheckResult:
    pairs = [
        (one.printed, Decimal(repr(one.result.value)))
        for one in planned
        if one.printed is not None and isinstance(one.result, Score)
    ]
    agreeing = [printed for printed, ours in pairs if agrees(printed, ours, check.decimals)]
    return CheckResult(
        part,
        check,
        compared=len(pairs),
        agree=len(agreeing),
        agree_at_zero=agreeing.count(Decimal(0)),
        largest_difference=float(max((abs(printed - ours) for printed, ours in pairs), default=Decimal(0))),
    )


def agrees(printed: Decimal, ours: Decimal, decimals: int) -> bool:
    """Whether `printed` is `ours` rounded to so many decimals, whichever way a half was rounded."""
    return abs(printed - ours) <= Decimal(5).scaleb(-decimals - 1)
