"""A file's own score held against the one computed from its items: reported, never stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from registry.exchange.mapping import Mapping
from registry.exchange.mapping_parts import CheckPart, InstrumentPart
from registry.exchange.planned import PlannedRow
from registry.instruments import Score


@dataclass
class CheckResult:
    """How the numbers in one column compare with ours, in rows."""

    instrument: str
    value_set: str | None
    column: str
    decimals: int
    compared: int = 0
    agree: int = 0
    agree_at_zero: int = 0
    largest_difference: float = 0

    @property
    def disagree(self) -> int:
        return self.compared - self.agree

    def add(self, printed: Decimal, ours: Decimal) -> None:
        self.compared += 1
        self.largest_difference = max(self.largest_difference, float(abs(printed - ours)))
        if agrees(printed, ours, self.decimals):
            self.agree += 1
            self.agree_at_zero += not printed


class Checks:
    """One result a column that the mapping asks to check, over the rows that are not refused."""

    def __init__(self, mapping: Mapping) -> None:
        self.results = {
            part.instrument: _result(part, part.check) for part in mapping.instruments if part.check
        }

    def add(self, planned: PlannedRow, printed: dict[str, Decimal]) -> None:
        for one in planned.assessments if printed else ():
            if one.instrument in printed and isinstance(one.result, Score):
                self.results[one.instrument].add(printed[one.instrument], Decimal(repr(one.result.value)))

    def as_json(self) -> list[dict[str, Any]]:
        return [asdict(result) for result in self.results.values()]


def _result(part: InstrumentPart, check: CheckPart) -> CheckResult:
    return CheckResult(part.instrument, part.value_set, check.column, check.decimals)


def agrees(printed: Decimal, ours: Decimal, decimals: int) -> bool:
    """Whether `printed` is `ours` rounded to so many decimals, whichever way a half was rounded."""
    return abs(printed - ours) <= Decimal(5).scaleb(-decimals - 1)
