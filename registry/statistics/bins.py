"""Histograms with fixed bins, so that those of two departments add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor

from registry.instruments.instrument import Scale
from registry.statistics.exact import SCALE

MOST_BINS = 20  # of a score; a change has twice as many of the same width, half of them for the worse


@dataclass(frozen=True)
class Bins:
    """Bins of one width from `low`, both in the unit of the score. What lies beyond counts in the first or the last."""

    low: Fraction
    width: Fraction
    count: int

    def place_of(self, value: int) -> int:
        """The bin of a value in billionths; a bin holds its lower end."""
        per_low, from_, per_bin = self._in_whole_numbers
        return min(max((value * per_low - from_) // per_bin, 0), self.count - 1)

    @cached_property
    def _in_whole_numbers(self) -> tuple[int, int, int]:
        """What (value - low) // width comes to without fractions, which take twenty times as long: factor, subtrahend, divisor."""
        low, width = self.low * SCALE, self.width * SCALE
        factor = low.denominator * width.denominator
        return factor, int(low * factor), int(width * factor)

    @cached_property
    def edges(self) -> tuple[tuple[float, float], ...]:
        """From and to of each bin."""
        ends = [float(self.low + place * self.width) for place in range(self.count + 1)]
        return tuple(pairwise(ends))


@dataclass(frozen=True)
class Histogram:
    """How many in each bin."""

    bins: Bins
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    def __add__(self, other: Histogram) -> Histogram:
        return Histogram(self.bins, tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)))

    def bars(self) -> Iterator[tuple[float, float, int]]:
        """From, to (not included, but in the last), and how many."""
        for (low, high), count in zip(self.bins.edges, self.counts, strict=True):
            yield low, high, count


def bins_of_score(scale: Scale) -> Bins:
    """Twenty, or one for each value where there are no more values than that.

    An index begins at the whole number below its lowest: a further value set must not move the bins.
    """
    lowest, highest = scale.ends
    low, high = Fraction(floor(lowest)), Fraction(str(highest))
    if scale.decimals == 0 and high - low < MOST_BINS:
        return Bins(low, Fraction(1), int(high - low) + 1)
    return Bins(low, (high - low) / MOST_BINS, MOST_BINS)


def bins_of_change(scale: Scale) -> Bins:
    """Of an improvement: as wide as those of the score, 0 between the two in the middle."""
    width = bins_of_score(scale).width
    return Bins(-width * MOST_BINS, width, 2 * MOST_BINS)
