"""By what the cells of a measure are divided: by what a figure needs and no more, for every write adds to each. Pure."""

from __future__ import annotations

from functools import lru_cache

from registry.completeness.asking import BASELINE
from registry.statistics.measure import ANY, OPERATIONS, UNDIVIDED, WALKING, measure_of
from registry.statistics.strata import PAINS, STRATA, TIMING, WAITED_FOR, WALKING_DISTANCE, pain_duration

DUE_BY = frozenset({"age_band", "sex"})  # it is described who answers and who does not
SCORED_BY = DUE_BY | {WAITED_FOR, TIMING}
QUALITY_OF_LIFE = ("eq5d_3l", "eq5d_5l")


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
    by = SCORED_BY | _pain_durations(measure)
    return by - {TIMING} if timepoint == BASELINE else by


def _pain_durations(measure: str) -> frozenset[str]:
    """How long each pain had lasted divides the score of that pain, and the quality of life."""
    instrument = measure_of(measure).instrument
    if instrument in QUALITY_OF_LIFE:
        return frozenset(map(pain_duration, PAINS))
    return frozenset({pain_duration(place) for place in PAINS if instrument == f"vas_{place}"})
