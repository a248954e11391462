"""How far chance alone may have carried a share. The interval of a mean is registry.statistics.Moments.interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


def of_proportion(part: int, whole: int, level: float = LEVEL) -> Interval | None:
    """Wilson's score interval of a share of 0-1; None of nobody. It stays inside 0-1 and is right for few.

    Wilson 1927, J Am Stat Assoc 22:209-212; recommended for few by Brown, Cai and DasGupta 2001, Stat Sci 16:101-133.
    """
    if not whole:
        return None
    z = z_of(level)
    share, shrunk = part / whole, 1 + z * z / whole
    centre = (share + z * z / (2 * whole)) / shrunk
    reach = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / shrunk
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def z_of(level: float) -> float:
    """How many standard errors to either side hold this share of a normal distribution."""
    return NormalDist().inv_cdf((1 + level) / 2)
