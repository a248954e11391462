"""A distribution over the scores an instrument can give, with a mean and an SD that are met exactly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from math import erfc, exp, hypot, log, sqrt

from registry.instruments import INSTRUMENTS
from registry.simulation import groups, published

MOST_STEPS = 200
CLOSE_ENOUGH = 1e-10

# How common each level is before the tilt: confined to bed is rare, some pain is the rule.
LEVEL_WEIGHTS = ((0.5, 1, 0.04), (1, 0.5, 0.05), (0.6, 1, 0.4), (0.3, 1, 0.5), (1, 0.7, 0.12))


class NoSuchDistribution(ValueError):
    """No distribution over these scores has this mean and SD."""


@dataclass(frozen=True)
class Scores:
    """Scores in rising order of the score, each with how often it or a lower one occurs."""

    values: tuple[float, ...]
    states: tuple[str, ...]  # the EQ-5D state of each; empty for other instruments
    cumulated: tuple[float, ...]

    def place(self, share: float) -> int:
        """Where the score stands that `share` (0 to 1) of answers do not exceed."""
        return min(bisect_left(self.cumulated, share), len(self.values) - 1)


def fitted(values: Sequence[float], weights: Sequence[float], mean: float, sd: float) -> list[float]:
    """Probabilities nearest to the weights (least relative entropy) that have this mean and SD."""
    line = [(value - mean) / sd for value in values]
    tilt, bend = 0.0, 0.0
    for _step in range(MOST_STEPS):
        chances = _tilted(line, weights, tilt, bend)
        m1, m2, m3, m4 = (
            sum(p * x**power for p, x in zip(chances, line, strict=True)) for power in (1, 2, 3, 4)
        )
        if hypot(m1, m2 - 1) < CLOSE_ENOUGH:
            return chances
        a, b, c = m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2
        determinant = a * c - b * b
        if determinant < CLOSE_ENOUGH:
            break
        down, across = (c * m1 - b * (m2 - 1)) / determinant, (a * (m2 - 1) - b * m1) / determinant
        short = min(1.0, 0.5 / max(abs(down), abs(across)))  # a whole step may leap past the answer
        tilt, bend = tilt - short * down, bend - short * across
    raise NoSuchDistribution(
        f"No distribution from {min(values)} to {max(values)} has mean {mean} and SD {sd}."
    )


def _tilted(line: Sequence[float], weights: Sequence[float], tilt: float, bend: float) -> list[float]:
    exponents = [log(w) + tilt * x + bend * x * x for w, x in zip(weights, line, strict=True)]
    highest = max(exponents)
    raw = [exp(exponent - highest) for exponent in exponents]
    total = sum(raw)
    return [value / total for value in raw]


def scores_of(instrument: str, mean: float, sd: float, value_set: str = "dk_tto") -> Scores:
    """Every score of an instrument with how often it occurs; an EQ-5D index in a value set."""
    if instrument == "eq5d_3l":
        return _indices(mean, sd, value_set)
    step = 2 if instrument in {"odi", "ndi"} else 1
    return whole_numbers(0, 100, mean, sd, step)


@cache
def whole_numbers(low: int, high: int, mean: float, sd: float, step: int = 1) -> Scores:
    values = tuple(float(value) for value in range(low, high + 1, step))
    return Scores(values, (), tuple(accumulate(fitted(values, [1.0] * len(values), mean, sd))))


@cache
def _indices(mean: float, sd: float, value_set: str) -> Scores:
    index = INSTRUMENTS["eq5d_3l"].value_sets[value_set].index
    ranked = sorted((float(index("".join(state))), "".join(state)) for state in product("123", repeat=5))
    values, states = tuple(value for value, _state in ranked), tuple(state for _value, state in ranked)
    weights = [_how_common(state) for state in states]
    return Scores(values, states, tuple(accumulate(fitted(values, weights, mean, sd))))


def _how_common(state: str) -> float:
    common = 1.0
    for level, weights in zip(state, LEVEL_WEIGHTS, strict=True):
        common *= weights[int(level) - 1]
    return common


@cache
def target(group: str, instrument: str, timepoint: str) -> Scores:
    """What a group answers: as published; a wave the report has no table of is as the one two years after."""
    cells = {(cell.measure, cell.timepoint): cell for cell in published.scores() if cell.group == group}
    cell = cells.get((instrument, timepoint)) or cells[instrument, "y2"]
    sd = groups.SD_NOT_PRINTED[instrument] if cell.sd is None else cell.sd
    return scores_of(instrument, cell.mean, sd)


def share_below(z: float) -> float:
    """The share of a standard normal distribution below z."""
    return 0.5 * erfc(-z / sqrt(2))
