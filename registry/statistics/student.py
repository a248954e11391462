"""Quantiles of Student's t, to nine digits and more, without a library for it."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p, pi
from statistics import NormalDist

TINY = 1e-300
TERMS = 500


@lru_cache(maxsize=4096)
def quantile(share: float, freedom: int) -> float:
    """The value that a share of the distribution lies below; `share` above one half, `freedom` at least 1."""
    t = NormalDist().inv_cdf(
        share
    )  # below the value sought, so that Newton's steps climb to it and never past it
    while (step := (share - _below(t, freedom)) / _density(t, freedom)) > 1e-13 * t:
        t += step
    return t


def _density(t: float, freedom: int) -> float:
    front = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(front - (freedom + 1) / 2 * log1p(t * t / freedom))


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
