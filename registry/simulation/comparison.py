"""How far a simulated registry lies from the published one: what is compared, in standard errors of the simulation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import copysign, inf, sqrt
from statistics import correlation

from registry.simulation import published

FEWEST = 30  # answers from which a number is compared
MOST_ROOT_MEAN_SQUARE = 1.3
LIMIT = 4.0  # standard errors: one in 16 000 by chance, and there are some 300 comparisons


@dataclass(frozen=True)
class Difference:
    """One number of the printed report beside ours; `se` is the sampling error of ours."""

    part: str  # "table 4", "figure 19"
    group: str
    what: str
    timepoint: str
    published: float
    simulated: float
    se: float
    decimals: int = 2

    @property
    def errors(self) -> float:
        """0 where they are the same; infinite where they differ though everybody answered alike."""
        apart = self.simulated - self.published
        return apart / self.se if self.se else copysign(inf, apart) if apart else 0.0

    @property
    def is_within(self) -> bool:
        return abs(self.errors) < LIMIT


def within_error(differences: Iterable[Difference]) -> bool:
    """Whether all lie within the limit, and together about as far off as chance puts them (root mean square near 1)."""
    found = list(differences)
    errors = [difference.errors for difference in found]
    return all(one.is_within for one in found) and root_mean_square(errors) < MOST_ROOT_MEAN_SQUARE


def root_mean_square(errors: Sequence[float]) -> float:
    return sqrt(sum(error**2 for error in errors) / len(errors)) if errors else 0.0


@dataclass(frozen=True)
class Followed:
    """One person's scores before and after, by instrument and timepoint."""

    group: str
    scores: dict[tuple[str, str], float]


def correlations(followed: Iterable[Followed], group: str) -> dict[str, tuple[float, int]]:
    """What hangs together in a group: the name of the pair to the correlation and the paired n."""
    people = [one.scores for one in followed if one.group == group]
    instruments = published.instruments_of(group)
    pairs = {f"{code}: before and 1 year": ((code, "baseline"), (code, "y1")) for code in instruments}
    first, *others = instruments
    pairs |= {f"{first} and {code}, before": ((first, "baseline"), (code, "baseline")) for code in others}
    return {name: _correlation(people, *pair) for name, pair in pairs.items()}


def _correlation(
    people: Iterable[Mapping[tuple[str, str], float]], one: tuple[str, str], other: tuple[str, str]
) -> tuple[float, int]:
    both = [(scores[one], scores[other]) for scores in people if one in scores and other in scores]
    return (correlation(*zip(*both, strict=True)), len(both)) if len(both) >= FEWEST else (0.0, len(both))
