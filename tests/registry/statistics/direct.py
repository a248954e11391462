"""A second way to the same numbers, for tests: everything read as objects and added up as fractions, nothing kept.

Written from what the cells mean, not from how they are computed: it shares no code with registry/statistics but the
names of instruments, bands and thresholds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import fsum, sqrt

from registry.age import age_on
from registry.instruments import INSTRUMENTS
from registry.instruments.direction import Direction
from registry.models import Assessment, Background, Episode, Procedure, WaveStanding
from registry.operations.foremost import FOREMOST_FIRST


@dataclass(frozen=True)
class Direct:
    """Of one group: counts, and means and standard deviations by the schoolbook."""

    n_due: int
    before: list[float]
    after: list[float]
    gains: list[Fraction]
    relative: list[bool]

    def reached(self, needed: str) -> int:
        return sum(gain >= Fraction(needed) for gain in self.gains)

    @property
    def mean_gain(self) -> float | None:
        return fsum(map(float, self.gains)) / len(self.gains) if self.gains else None

    @property
    def sd_gain(self) -> float | None:
        if len(self.gains) < 2:
            return None
        mean = sum(self.gains) / len(self.gains)
        return sqrt(float(sum((gain - mean) ** 2 for gain in self.gains) / (len(self.gains) - 1)))


def direct(instrument: str, wave: str, keep: Callable[[Episode], bool], value_set: str = "") -> Direct:
    """Of the episodes that are kept. Everybody who is, or was, asked counts as due."""
    episodes = [episode for episode in Episode.objects.select_related("patient__department") if keep(episode)]
    found = Direct(0, [], [], [], [])
    due = 0
    for episode in episodes:
        scores = {
            row.timepoint: row.score
            for row in Assessment.objects.filter(episode=episode, instrument=instrument, value_set=value_set)
            if row.score is not None
        }
        due += _is_due(episode, wave)
        before, after = scores.get("baseline"), scores.get(wave)
        found.before.extend([before] if before is not None else [])
        found.after.extend([after] if after is not None else [])
        if wave != "baseline" and before is not None and after is not None:
            gain = _gain(instrument, before, after)
            found.gains.append(gain)
            found.relative.append(
                before > 0 and gain >= Fraction(3, 10) * _exact(before) - Fraction(1, 10**8)
            )
    return Direct(due, found.before, found.after, found.gains, found.relative)


def _is_due(episode: Episode, wave: str) -> bool:
    standing = WaveStanding.objects.filter(episode=episode, timepoint=wave).first()
    answered = Assessment.objects.filter(episode=episode, timepoint=wave, score__isnull=False).exists()
    return answered or (standing is not None and standing.standing == "asked")


def _exact(score: float) -> Fraction:
    return Fraction(round(Decimal(repr(score)), 9))


def _gain(instrument: str, before: float, after: float) -> Fraction:
    rise = _exact(after) - _exact(before)
    better = INSTRUMENTS[instrument].scale.direction is Direction.HIGHER_IS_BETTER
    return rise if better else -rise


def ages(episodes: list[Episode]) -> list[float]:
    """In whole years on the index date, of those whose age is known."""
    found = [age_on(episode.patient, episode.index_date) for episode in episodes]
    return [float(age) for age in found if age is not None]


def bmis(episodes: list[Episode]) -> list[float]:
    """Before the treatment."""
    rows = Background.objects.filter(episode__in=episodes, timepoint="baseline", bmi__isnull=False)
    return [row.bmi for row in rows]


def procedure_of(episode: Episode) -> str:
    rows = list(episode.procedures.all())
    last = max((row.performed_on for row in rows), default=None)
    kinds = {row.kind for row in rows if row.performed_on == last}
    return next((kind for kind in FOREMOST_FIRST if kind in kinds), "none")


def operations_of(episodes: list[Episode]) -> list[tuple[int, date]]:
    """Each episode and day on which something was performed, once."""
    rows = Procedure.objects.filter(episode__in=episodes).order_by("episode", "performed_on")
    return list(rows.values_list("episode", "performed_on").distinct())


def age_band_of(episode: Episode) -> str:
    age = age_on(episode.patient, episode.index_date)
    return "" if age is None else f"{min(age, 90) // 10 * 10:02}"
