"""When a number is of few, and when a follow-up is too incomplete to speak for everybody (product.md 20 and 21)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEW = 30
BASELINE_TARGET = 0.9
FOLLOW_UP_TARGET = 0.8


class Completeness(StrEnum):
    NOBODY = "nobody"  # nobody was due
    REACHED = "reached"
    BELOW = "below"


@dataclass(frozen=True)
class Answered:
    """Answered of due, with the target it is held against."""

    answered: int
    due: int
    target: float = FOLLOW_UP_TARGET

    @property
    def share(self) -> float | None:
        return self.answered / self.due if self.due else None

    @property
    def state(self) -> Completeness:
        if self.share is None:
            return Completeness.NOBODY
        return Completeness.REACHED if self.share >= self.target else Completeness.BELOW


def is_few(n: int) -> bool:
    return n < FEW
