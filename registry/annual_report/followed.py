"""Of which years a follow-up is told: of those whose whole follow-up the report covers, so that the silent are counted too.

Somebody operated in the last year of the report may have answered early, and nobody of that year can be called silent yet:
with those years a report would count who answered and not who did not.
"""

from __future__ import annotations

from functools import cache

from registry.follow_up import WAVES
from registry.statistics import BASELINE

MONTHS_A_YEAR = 12


@cache
def whole_years(wave: str) -> int:
    """How many whole years after the year of the operation the target day of all of them has come; none at baseline."""
    if wave == BASELINE:
        return 0
    found = next(each for each in WAVES if each.code == wave)
    return 1 if found.unit == "weeks" else -(-found.target // MONTHS_A_YEAR)


def followed(years: tuple[int, int], timepoint: str) -> tuple[int, int]:
    """Of these years those that a cell at a wave, or a change to it, is of; any others are of all of them.

    A registry that is too young for a wave has none: the first year is after the last.
    """
    wave = timepoint.rpartition("-")[2]
    if not any(each.code == wave for each in WAVES):
        return years
    return years[0], years[1] - whole_years(wave)
