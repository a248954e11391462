"""Instruments of several scores: each domain is the mean of the items that belong to it, once enough are answered."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

Values = Mapping[str, Fraction | None]  # item code to its value as it is scored, None for a blank


def mean_of(values: Values, items: tuple[str, ...], needed: int) -> Fraction | None:
    """The mean of the answered items, None where fewer than `needed` are: a blank takes the person's own mean."""
    given = [value for item in items if (value := values[item]) is not None]
    return sum(given, Fraction(0)) / len(given) if len(given) >= needed else None


def half(items: tuple[str, ...]) -> int:
    """Half of the items, rounded up: the fewest that a scale of the SF-36 is scored from."""
    return -(-len(items) // 2)


def as_numbers(scores: Mapping[str, Fraction | None]) -> dict[str, float | None]:
    return {code: None if score is None else float(score) for code, score in scores.items()}
