"""How far a simulated registry lies from the published tables, in standard errors of the simulation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import copysign, inf, sqrt
from statistics import correlation

from registry.simulation import published
from registry.simulation.groups import GROUPS

FEWEST = 30  # answers from which a mean and an SD are compared
MOST_ROOT_MEAN_SQUARE = 1.3
LIMIT = 4.0  # standard errors: one in 16 000 by chance, and there are some 350 comparisons
# R95, R96: gain in EQ-5D index one year after a cervical operation, by how long the neck and the arm had hurt, in
# months from, months to: the mean of neck and arm (0.33 and 0.33; 0.15 and 0.14)
GAINS = ((0.0, 3.0, 0.33), (24.0, 1_000.0, 0.145))
DAYS_A_MONTH = 30.44

Key = tuple[str, str, str]  # group, instrument, timepoint


@dataclass
class Moments:
    """Sums of powers of what was answered, about a value near the mean."""

    about: float = 0.0
    sums: list[float] = field(default_factory=lambda: [0.0] * 5)

    def add(self, value: float) -> None:
        deviation, power = value - self.about, 1.0
        for place in range(5):
            self.sums[place] += power
            power *= deviation

    @property
    def n(self) -> int:
        return int(self.sums[0])

    @property
    def mean(self) -> float:
        return self.about + self.sums[1] / self.n

    @property
    def sd(self) -> float:
        return sqrt(max(self._central(2), 0.0) * self.n / (self.n - 1))

    @property
    def se_of_mean(self) -> float:
        return self.sd / sqrt(self.n)

    @property
    def se_of_sd(self) -> float:
        """Large-sample, without assuming a normal distribution: these are far from it."""
        variance = self._central(2)
        if variance <= 0:
            return 0.0
        return sqrt(max(self._central(4) - variance**2, 0.0) / self.n) / (2 * sqrt(variance))

    def _central(self, order: int) -> float:
        """The second or the fourth moment about the mean."""
        first, second, third, fourth = (total / self.n for total in self.sums[1:])
        if order == 2:
            return second - first**2
        return fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4


@dataclass(frozen=True)
class Difference:
    """One number of a table beside the simulated one."""

    table: str
    group: str
    what: str
    timepoint: str
    published: float
    simulated: float
    se: float

    @property
    def errors(self) -> float:
        """0 where they are the same; infinite where they differ though everybody answered alike."""
        apart = self.simulated - self.published
        return apart / self.se if self.se else copysign(inf, apart) if apart else 0.0


def scores_apart(moments: Mapping[Key, Moments]) -> list[Difference]:
    """Means and SDs of every cell of tables 4-8, 10, 11 and 13-15 that enough people answered."""
    found = []
    for cell in published.scores():
        seen = moments.get((cell.group, cell.measure, cell.timepoint))
        if seen is None or seen.n < FEWEST:
            continue
        told = (cell.table, cell.group)
        found.append(
            Difference(*told, f"{cell.measure} mean", cell.timepoint, cell.mean, seen.mean, seen.se_of_mean)
        )
        if cell.sd is not None:
            found.append(
                Difference(*told, f"{cell.measure} SD", cell.timepoint, cell.sd, seen.sd, seen.se_of_sd)
            )
    return found


def counts_apart(answered: Mapping[tuple[str, str], int], patients: int) -> list[Difference]:
    """How many of each group answered at each timepoint, against the printed n scaled to this number of patients."""
    operations = sum(group.operations for group in GROUPS)
    found = []
    for group in dict.fromkeys(group.printed_as for group in GROUPS):
        for timepoint in ("baseline", "w6", "y1", "y2"):
            printed = published.answered_n(group, timepoint)
            if not printed:
                continue
            share = printed / operations
            se = sqrt(patients * share * (1 - share))
            seen = answered.get((group, timepoint), 0)
            table = next(cell.table for cell in published.scores() if cell.group == group)
            found.append(Difference(table, group, "n", timepoint, patients * share, seen, se))
    return found


def units_apart(before: Mapping[tuple[str, int, str], tuple[int, int]]) -> list[Difference]:
    """Each unit's completeness before the operation; `before`: area, unit and year to operations and those answered."""
    tables = {"lumbar": "3", "cervical": "9"}
    found = []
    for unit in published.units():
        operated, answered = before.get((unit.area, unit.unit, unit.years), (0, 0))
        share = unit.completeness
        if unit.answered_before is None or operated < FEWEST or not 0 < share < 1:
            continue
        se = sqrt(share * (1 - share) / operated)
        name = f"unit {unit.unit}"
        found.append(
            Difference(tables[unit.area], name, "completeness", unit.years, share, answered / operated, se)
        )
    return found


def moments_of(scores: Iterable[tuple[Key, float]]) -> dict[Key, Moments]:
    """What was answered, cell by cell."""
    about = {(cell.group, cell.measure, cell.timepoint): cell.mean for cell in published.scores()}
    moments: dict[Key, Moments] = {}
    for key, value in scores:
        if key not in moments:
            moments[key] = Moments(about.get(key, 0.0))
        moments[key].add(value)
    return moments


@dataclass(frozen=True)
class Followed:
    """One person's scores before and after, with how long the symptoms had lasted."""

    group: str
    months: float
    scores: Mapping[tuple[str, str], float]  # instrument, timepoint

    def gain(self, instrument: str) -> float | None:
        """The change from before to one year; None where either is missing."""
        before, after = self.scores.get((instrument, "baseline")), self.scores.get((instrument, "y1"))
        return None if before is None or after is None else after - before


def gains_apart(followed: Iterable[Followed]) -> list[Difference]:
    """The gain in EQ-5D by duration of symptoms after a cervical operation for radiculopathy, paired."""
    people = [one for one in followed if one.group == "cervical_radiculopathy"]
    found = []
    for low, high, printed in GAINS:
        seen = Moments()
        for one in people:
            gain = one.gain("eq5d_3l")
            if low <= one.months < high and gain is not None:
                seen.add(gain)
        if seen.n >= FEWEST:
            name = f"under {high:g} months" if not low else f"over {low:g} months"
            told = ("R95, R96", "cervical_radiculopathy", f"EQ-5D gain, symptoms {name}", "y1")
            found.append(Difference(*told, printed, seen.mean, seen.se_of_mean))
    return found


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


def within_error(differences: Iterable[Difference]) -> bool:
    """Whether all lie within the limit, and together about as far off as chance puts them (root mean square near 1)."""
    errors = [difference.errors for difference in differences]
    return all(abs(error) < LIMIT for error in errors) and root_mean_square(errors) < MOST_ROOT_MEAN_SQUARE


def root_mean_square(errors: Sequence[float]) -> float:
    return sqrt(sum(error**2 for error in errors) / len(errors)) if errors else 0.0
