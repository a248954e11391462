"""By what the cells of a measure are divided: by what a figure needs and no more, for every write adds to each. Pure."""

from __future__ import annotations

from functools import lru_cache

from registry.completeness.asking import BASELINE
from registry.statistics.measure import ANY, OPERATIONS, UNDIVIDED, WALKING
from registry.statistics.strata import DURATIONS_OF, STRATA, TIMING, WALKING_DISTANCE

DUE_BY = frozenset({"age_band", "sex"})  # it is described who answers and who does not
SCORED_BY = DUE_BY | {*DURATIONS_OF, TIMING}


@lru_cache(maxsize=1024)
def divided_by(measure: str, timepoint: str) -> frozenset[str]:
    """The strata by which the cells of a measure (its key) are kept at a timepoint."""
    if measure in UNDIVIDED:
        return frozenset()
    if measure == WALKING:
        return frozenset({WALKING_DISTANCE})
    if measure == OPERATIONS or (measure == ANY and timepoint == BASELINE):
        return frozenset(STRATA)
    if measure == ANY:
        return DUE_BY
    return SCORED_BY - {TIMING} if timepoint == BASELINE else SCORED_BY
