"""Patients like this one: alike in procedure, age, length of symptoms and baseline, widened in a fixed order until there are thirty. Pure.

Descriptive: what became of others. It is no prognosis: those who did not answer are not among them, and nothing is adjusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.instruments.translate import _
from registry.statistics import BASELINE, Counted, Measure

ENOUGH = 30
AGE_BAND_YEARS = 10
BASELINE_BANDS = 5  # fifths of the scale


@dataclass(frozen=True)
class Alike:
    """What likeness is judged by; `age_band` and `baseline_band` are None where they are not known."""

    procedure: str
    age_band: int | None
    waited: str
    baseline_band: int | None


@dataclass(frozen=True)
class Widening:
    """How far apart two may be and still be alike; None is any distance. `what` was widened last, in `words`."""

    what: str
    words: str
    waited: bool = True  # whether the length of symptoms must be the same
    procedure: bool = True
    ages: int | None = 0  # bands apart
    baselines: int | None = 0

    def takes(self, one: Alike, other: Alike) -> bool:
        return (
            (not self.waited or one.waited == other.waited)
            and (not self.procedure or one.procedure == other.procedure)
            and _near(one.age_band, other.age_band, self.ages)
            and _near(one.baseline_band, other.baseline_band, self.baselines)
        )


# The order is ours: what tells least of the outcome is let go first; the diagnosis is never.
WIDENINGS = (
    Widening("", ""),
    Widening("waited", _("any length of symptoms"), waited=False),
    Widening("age", _("ages up to one band apart"), waited=False, ages=1),
    Widening("baseline", _("baseline up to a fifth of the scale apart"), waited=False, ages=1, baselines=1),
    Widening("age", _("any age"), waited=False, ages=None, baselines=1),
    Widening("procedure", _("any procedure"), waited=False, ages=None, baselines=1, procedure=False),
    Widening("baseline", _("any baseline"), waited=False, ages=None, baselines=None, procedure=False),
)


def _near(one: int | None, other: int | None, most: int | None) -> bool:
    if most is None:
        return True
    return one is not None and other is not None and abs(one - other) <= most


@dataclass(frozen=True)
class Course:
    """One patient's scores of a measure, in billionths; `change` is the improvement."""

    alike: Alike
    baseline: int
    follow_up: int
    change: int


def course_of(counted: Counted, measure: Measure, wave: str) -> Course | None:
    """None without both a baseline and a follow-up."""
    scores = scores_of(counted, measure)
    if BASELINE not in scores or wave not in scores:
        return None
    before, after = scores[BASELINE], scores[wave]
    return Course(alike_of(counted, measure), before, after, measure.sign * (after - before))


def scores_of(counted: Counted, measure: Measure) -> dict[str, int]:
    """Timepoint to score."""
    return dict(dict(counted.scores).get(measure.key, ()))


def alike_of(counted: Counted, measure: Measure) -> Alike:
    strata, baseline = dict(counted.strata), scores_of(counted, measure).get(BASELINE)
    age = strata["age_band"]
    band = (
        None if baseline is None else measure.bins.place_of(baseline) * BASELINE_BANDS // measure.bins.count
    )
    return Alike(counted.procedure, int(age) // AGE_BAND_YEARS if age else None, strata["waited"], band)


@dataclass(frozen=True)
class LikeOnes:
    """`widened` are the words of what was widened, in order."""

    courses: tuple[Course, ...]
    widened: tuple[str, ...]


def like_ones(one: Alike, among: Sequence[Course]) -> LikeOnes | None:
    """Those found with the least widening that finds ENOUGH; None where there are not so many at all."""
    for place, widening in enumerate(WIDENINGS):
        found = tuple(course for course in among if widening.takes(one, course.alike))
        if len(found) >= ENOUGH:
            told = {each.what: each.words for each in WIDENINGS[1 : place + 1]}  # the last of each
            return LikeOnes(found, tuple(told.values()))
    return None


def share_below(value: int, values: Sequence[int]) -> float:
    """Which share of the values lies below, of those that are equal a half; 0-1."""
    below = sum(one < value for one in values) + sum(one == value for one in values) / 2
    return below / len(values)
