"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass

from registry.exchange.plan import Refusal


@dataclass(frozen=True)
class ImportOutcome:
    """Counts of an import. `stopped`: there were refusals and no leave to skip them, so nothing was stored."""

    department: str
    refusals: tuple[Refusal, ...]
    stopped: bool
    patients: int = 0
    assessments: tuple[tuple[str, int], ...] = ()  # stored, by instrument
    rows_stored: int = 0
    rows_already_stored: int = 0

    @property
    def rows_refused(self) -> int:
        return len({refusal.line for refusal in self.refusals})
