"""Numbers that add up whatever the order: whole multiples of a billionth, and moments made of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from math import sqrt

from registry.statistics.student import quantile

SCALE = (
    10**9
)  # a score is kept to its ninth decimal: exact for all that is printed, 5e-10 off at most for a third


@lru_cache(maxsize=65_536)  # the same few scores come again and again
def scaled(value: float) -> int:
    """A score as a whole number of billionths, by its printed digits: 0.592 is 592 000 000, not a hair less."""
    return int((Decimal(repr(value)) * SCALE).quantize(Decimal(1), ROUND_HALF_EVEN))


def unscaled(value: int) -> float:
    return value / SCALE


@dataclass(frozen=True)
class Interval:
    """Of a mean, by Student's t; both ends in the unit of the score. `level` is 0.95 for 95 %."""

    low: float
    high: float
    level: float


@dataclass(frozen=True)
class Moments:
    """How many, their sum and their sum of squares, both exact: `total` in billionths, `squares` in billionths squared.

    Moments of two groups add to those of both together, and subtract again. What cannot be computed is None, never 0.
    One whole number divided by another is rounded once, however long they are.
    """

    n: int = 0
    total: int = 0
    squares: int = 0

    @classmethod
    def of(cls, values: list[float]) -> Moments:
        whole = [scaled(value) for value in values]
        return cls(len(whole), sum(whole), sum(value * value for value in whole))

    def __add__(self, other: Moments) -> Moments:
        return Moments(self.n + other.n, self.total + other.total, self.squares + other.squares)

    def __sub__(self, other: Moments) -> Moments:
        return Moments(self.n - other.n, self.total - other.total, self.squares - other.squares)

    @property
    def mean(self) -> float | None:
        """None of nobody."""
        return self.total / (self.n * SCALE) if self.n else None

    @property
    def variance(self) -> float | None:
        """With n - 1; None below two."""
        if self.n < 2:
            return None
        return (self.n * self.squares - self.total**2) / (self.n * (self.n - 1) * SCALE**2)

    @property
    def sd(self) -> float | None:
        """How much the patients differ; None below two."""
        return None if self.variance is None else sqrt(self.variance)

    @property
    def se(self) -> float | None:
        """How uncertain the mean is; None below two. Never to be printed as an SD."""
        return None if self.sd is None else self.sd / sqrt(self.n)

    def interval(self, level: float = 0.95) -> Interval | None:
        """Where the mean may lie; None below two."""
        if self.mean is None or self.se is None:
            return None
        reach = quantile((1 + level) / 2, self.n - 1) * self.se
        return Interval(self.mean - reach, self.mean + reach, level)
