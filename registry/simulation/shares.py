"""How the simulated operations and backgrounds lie beside the numbers the report prints of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from registry.simulation.backgrounds import BMI, OVER_12_MONTHS
from registry.simulation.comparison import FEWEST, Difference, Moments

OVER_12 = frozenset({"12_to_24", "over_24"})


@dataclass(frozen=True)
class Told:
    """A background as it is stored, with the group of the report's tables that counts the operation."""

    group: str
    timepoint: str
    back_pain: str
    leg_pain: str
    walking: str
    bmi: float | None


def share(told: tuple[str, str, str, str], printed: float, found: int, of: int) -> list[Difference]:
    """One share beside the printed one; nothing where few were counted."""
    if of < FEWEST:
        return []
    return [Difference(*told, printed, found / of, sqrt(printed * (1 - printed) / of))]


def backgrounds_apart(backgrounds: Iterable[Told]) -> list[Difference]:
    """BMI and long pain of tables 6 to 8, and who walks more than 1000 m before and a year after (figure 5)."""
    rows = list(backgrounds)
    found = []
    for table, group in (
        ("6", "segmental_decompression"),
        ("7", "segmental_fusion"),
        ("8", "segmental_cage"),
    ):
        before = [one for one in rows if (one.group, one.timepoint) == (group, "baseline")]
        found += _bmi(table, group, before)
        for place, printed in zip(("back_pain", "leg_pain"), OVER_12_MONTHS[group], strict=True):
            given = [getattr(one, place) for one in before if getattr(one, place)]
            told = (table, group, f"{place} over 12 months", "baseline")
            found += share(told, printed, sum(band in OVER_12 for band in given), len(given))
    for timepoint, printed in (("baseline", 0.15), ("y1", 0.44)):
        given = [one.walking for one in rows if one.walking and one.timepoint == timepoint]
        told = ("figure 5", "all operated", "walking over 1000 m", timepoint)
        found += share(told, printed, given.count("over_1000"), len(given))
    return found


def _bmi(table: str, group: str, before: Iterable[Told]) -> list[Difference]:
    mean, sd = BMI[group]
    seen = Moments(mean)
    for one in before:
        if one.bmi is not None:
            seen.add(one.bmi)
    if seen.n < FEWEST:
        return []
    told = (table, group)
    return [
        Difference(*told, "BMI mean", "baseline", mean, seen.mean, seen.se_of_mean),
        Difference(*told, "BMI SD", "baseline", sd, seen.sd, seen.se_of_sd),
    ]


def operations_apart(weekdays: Iterable[int], neck: tuple[int, int]) -> list[Difference]:
    """Metastases by weekday (Monday is 0; figure 37), and herniations among cervical radiculopathies (figure 21)."""
    days = list(weekdays)
    often = sum(day in {0, 3, 4} for day in days)
    herniations, others = neck
    return [
        *share(("figure 37", "metastasis", "on Monday, Thursday or Friday", ""), 0.53, often, len(days)),
        *share(
            ("figure 21", "cervical_radiculopathy", "by herniation", ""),
            40 / 79,
            herniations,
            herniations + others,
        ),
    ]
