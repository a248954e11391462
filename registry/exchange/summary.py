"""What a check found, in counts: no value of any cell stands here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from registry.exchange.reasons import REASONS, Gravity, Problem


@dataclass
class Summary:
    """Lines read and what would become of them. `reasons` counts by code and column; `lines` the lines, by gravity."""

    rows_read: int = 0
    refused: int = 0
    unlikely: int = 0
    left_out: int = 0
    new_patients: int = 0
    known_patients: int = 0
    rows_new: int = 0  # rows with something to store
    rows_corrected: int = 0  # rows that only correct what is stored
    assessments: Counter[str] = field(default_factory=Counter)  # to be stored, by instrument
    more: Counter[str] = field(default_factory=Counter)  # identities, diagnoses and operations to be stored
    corrected: Counter[str] = field(default_factory=Counter)  # what is corrected, by instrument or kind
    already_stored: Counter[str] = field(default_factory=Counter)
    not_scorable: Counter[str] = field(default_factory=Counter)
    missing_taken: list[list[Any]] = field(default_factory=list)  # column, code, cells
    reasons: Counter[str] = field(default_factory=Counter)  # "code column"
    checks: list[dict[str, Any]] = field(default_factory=list)

    def count(self, problem: Problem) -> None:
        self.reasons[f"{problem.code} {problem.column}"] += 1

    @property
    def rows_to_store(self) -> int:
        """Rows that would change anything."""
        return self.rows_new + self.rows_corrected

    @property
    def rows_already_stored(self) -> int:
        return self.rows_read - self.refused - self.left_out - self.rows_new - self.rows_corrected

    def by_reason(self, gravity: Gravity) -> Iterator[tuple[str, str, int]]:
        """Title of the reason, column, and how many there are; the most frequent first."""
        for key, count in Counter(self.reasons).most_common():
            code, _space, column = key.partition(" ")
            if REASONS[code].gravity is gravity:
                yield str(REASONS[code].title), column, count

    def as_json(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Summary:
        return cls(
            **{name: Counter(value) if isinstance(value, dict) else value for name, value in found.items()}
        )
