"""By what the cells of a measure are divided: by what a figure needs and no more, for every write adds to each. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from registry.completeness.asking import BASELINE
from registry.diagnoses import is_of_neck
from registry.statistics.measure import ANY, OPERATIONS, UNDIVIDED, WALKING, measure_of
from registry.statistics.strata import PAINS, STRATA, TIMING, WALKING_DISTANCE, pain_duration

DUE_BY = frozenset({"age_band", "sex"})  # it is described who answers and who does not
SCORED_BY = DUE_BY | {TIMING}
QUALITY_OF_LIFE = ("eq5d_3l", "eq5d_5l")
PAINS_OF_NECK, OTHER_PAINS = ("neck", "arm"), ("leg",)  # by which its change is drawn: figures 19 and 20; 12


def divided_by(measure: str, timepoint: str, diagnoses: Iterable[str] = ()) -> frozenset[str]:
    """The strata by which the cells of a measure (its key) are kept at a timepoint in each of these diagnoses; in all, where
    none is given."""
    sides = {is_of_neck(one) for one in diagnoses} or {True, False}
    return frozenset.intersection(*(_divided_by(measure, timepoint, side) for side in sides))


@lru_cache(maxsize=4096)
def divided_in(measure: str, timepoint: str, diagnosis: str) -> frozenset[str]:
    """The same of one diagnosis, kept."""
    return divided_by(measure, timepoint, (diagnosis,))


def _divided_by(measure: str, timepoint: str, of_neck: bool) -> frozenset[str]:
    if measure in UNDIVIDED:
        return frozenset()
    if measure == WALKING:
        return frozenset({WALKING_DISTANCE})
    if measure == OPERATIONS or (measure == ANY and timepoint == BASELINE):
        return frozenset(STRATA)
    if measure == ANY:
        return DUE_BY
    by = SCORED_BY | _pain_durations(measure, of_neck)
    return by - {TIMING} if timepoint == BASELINE else by


def _pain_durations(measure: str, of_neck: bool) -> frozenset[str]:
    """How long each pain had lasted divides the score of that pain; and the quality of life, where it is pain of the region."""
    instrument = measure_of(measure).instrument
    if instrument in QUALITY_OF_LIFE:
        return frozenset(map(pain_duration, PAINS_OF_NECK if of_neck else OTHER_PAINS))
    return frozenset({pain_duration(place) for place in PAINS if instrument == f"vas_{place}"})
