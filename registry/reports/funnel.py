"""Funnel plots: where a unit lies against limits that narrow as it has more patients. No ranks, unadjusted.

Spiegelhalter 2005, Stat Med 24:1185-1202: limits at 95 and 99.8 % about the country's own value, widened by an
overdispersion factor where units differ more than chance lets them (winsorised, his section 3; and the same author's
Qual Saf Health Care 2005, 14:347-351).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from registry.reports.intervals import Interval, z_of

WARNING, ACTION = 0.95, 0.998
WINSORISED = (
    0.1  # of the units at either end, so that one far away does not widen the limits it lies outside of
)


class Place(StrEnum):
    INSIDE = "inside"  # within the 95 % limits
    ABOVE_95 = "above_95"
    BELOW_95 = "below_95"
    ABOVE_998 = "above_998"
    BELOW_998 = "below_998"


@dataclass(frozen=True)
class Point:
    """One unit: how many patients, and its share (0-1) or mean."""

    n: int
    value: float


@dataclass(frozen=True)
class Funnel:
    """`sd` is of one patient; `dispersion` is 1 where the units differ no more than chance lets them."""

    centre: float
    sd: float
    dispersion: float
    lowest: float = float("-inf")
    highest: float = float("inf")

    def limits(self, n: int, level: float) -> Interval:
        reach = z_of(level) * sqrt(self.dispersion) * self.sd / sqrt(n)
        return Interval(max(self.lowest, self.centre - reach), min(self.highest, self.centre + reach))

    def place_of(self, point: Point) -> Place:
        for level, above, below in (
            (ACTION, Place.ABOVE_998, Place.BELOW_998),
            (WARNING, Place.ABOVE_95, Place.BELOW_95),
        ):
            limits = self.limits(point.n, level)
            if point.value > limits.high:
                return above
            if point.value < limits.low:
                return below
        return Place.INSIDE

    @property
    def is_widened(self) -> bool:
        return self.dispersion > 1


def of_proportions(points: Sequence[Point], share: float) -> Funnel:
    """About the country's share (0-1)."""
    sd = sqrt(share * (1 - share))
    return Funnel(share, sd, _dispersion(points, share, sd), 0.0, 1.0)


def of_means(points: Sequence[Point], mean: float, sd: float) -> Funnel:
    """About the country's mean, with the standard deviation of its patients."""
    return Funnel(mean, sd, _dispersion(points, mean, sd))


def _dispersion(points: Sequence[Point], centre: float, sd: float) -> float:
    """The mean of the squared, winsorised z-scores; 1 where it is what chance gives: up to 1 + 2 sqrt(2 / units)."""
    if len(points) < 2 or not sd:
        return 1.0
    scores = _winsorised((point.value - centre) * sqrt(point.n) / sd for point in points)
    found = sum(score * score for score in scores) / len(scores)
    return found if found > 1 + 2 * sqrt(2 / len(scores)) else 1.0


def _winsorised(scores: Iterable[float]) -> list[float]:
    ordered = sorted(scores)
    cut = int(WINSORISED * len(ordered))
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return [min(max(score, low), high) for score in ordered]
