"""Quantiles of Student's t, to twelve digits, without a library for it."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log

TINY = 1e-300
TERMS = 500


@lru_cache(maxsize=4096)
def quantile(share: float, freedom: int) -> float:
    """The value that a share of the distribution lies below; `share` above one half, `freedom` at least 1."""
    low, high = 0.0, 1.0
    while _below(high, freedom) < share:
        low, high = high, high * 2
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def _below(t: float, freedom: int) -> float:
    """The share below t, for t of 0 or more."""
    return 1 - _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Regularised; by the continued fraction on the side where it converges fast (Abramowitz & Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way through the continued fraction."""
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _off_zero(1 + term * d), _off_zero(1 + term / c)
            h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return h


def _off_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
