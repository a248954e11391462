"""Which generation of cells answers."""

from __future__ import annotations

from typing import NamedTuple

from registry.models import StatisticsState
from registry.selectors.compiled import Compiled

STATES = Compiled(
    lambda ids: StatisticsState.objects.filter(pk__in=ids).values_list("current", "building", "is_outdated")
)


class State(NamedTuple):
    current: int = 1
    building: int | None = None
    is_outdated: bool = False

    @property
    def generations(self) -> tuple[int, ...]:
        """Every one that a write keeps current, in order."""
        return (self.current,) if self.building is None else (self.current, self.building)


def statistics_state() -> State:
    """As stored; a new database answers from its first generation."""
    return next((State(*row) for row in STATES([StatisticsState.ONLY])), State())
