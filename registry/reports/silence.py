"""What a share would be if those who did not answer had answered: it cannot be known, so its bounds are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scenario(StrEnum):
    OBSERVED = "observed"  # those who answered, and nobody else
    LIKE_LATE = "like_late"  # the silent as those who answered after the target day did
    BEST = "best"  # every silent patient reached the threshold
    WORST = "worst"  # none of them did


@dataclass(frozen=True)
class Reached:
    """How many reached the threshold, of how many."""

    reached: float
    of: int

    @property
    def share(self) -> float | None:
        """0-1; None of nobody."""
        return self.reached / self.of if self.of else None


def supposed(scenario: Scenario, answered: Reached, late: Reached, silent: int) -> Reached | None:
    """The share under a scenario; None where nobody answered late, so that nothing can be supposed from them."""
    if scenario is Scenario.OBSERVED:
        return answered
    if scenario is Scenario.LIKE_LATE:
        if late.share is None:
            return None
        return Reached(answered.reached + late.share * silent, answered.of + silent)
    gained = silent if scenario is Scenario.BEST else 0
    return Reached(answered.reached + gained, answered.of + silent)
