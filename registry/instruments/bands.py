"""Bands: a name for a stretch of a scale, in neutral words of our own. Limits leave no gap between two bands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Band:
    """A band begins at `lowest` and reaches up to, not including, the next band's lowest."""

    code: str
    name: str
    lowest: int


@dataclass(frozen=True)
class Bands:
    """Bands from the lowest up. `rounds` where the source gives limits for whole numbers: 20.5 counts as 21."""

    bands: tuple[Band, ...]
    rounds: bool
    source: str

    def code_of(self, score: Fraction) -> str:
        compared = half_up(score) if self.rounds else score
        return next(band.code for band in reversed(self.bands) if compared >= band.lowest)

    def named(self, code: str) -> Band:
        return next(band for band in self.bands if band.code == code)


def half_up(value: Fraction) -> int:
    """The nearest whole number, a half going up, as scores are printed."""
    return floor(value + Fraction(1, 2))
