"""Who answers: how likely an answer is before the operation and at each wave, so that the printed n comes out."""

from __future__ import annotations

from datetime import date
from functools import cache

from registry.follow_up import Wave
from registry.simulation import published
from registry.simulation.groups import FIRST_YEAR, LAST_YEAR, LATER_WAVES, NOT_PRINTED, Group, operations_of

PERIOD = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
UNIT_YEARS = ("2021", "2022")  # the years the report prints each unit of
AGE_TILT = 0.25  # how much the chance falls with an SD of age
NATIONAL = 0  # the unit of a registry whose departments are all alike


def before(group: Group, unit: int, year: int) -> float:
    """The chance of an answer before the operation; in 2021 and 2022 it is the unit's own (tables 3 and 9)."""
    overall = _answered(group, "baseline")
    if unit == NATIONAL or not group.reports_units:
        return overall
    return _of_unit(group.area, unit, year, overall)


@cache
def _of_unit(area: str, unit: int, year: int, overall: float) -> float:
    if str(year) in UNIT_YEARS:
        return _completeness(area, str(year)).get(unit, 0.0)
    years = LAST_YEAR - FIRST_YEAR + 1
    shares = shares_of_units(area)
    known = sum(
        share * _completeness(area, code).get(one, 0.0)
        for code in UNIT_YEARS
        for one, share in shares.items()
    )
    return (overall * years - known) / (years - len(UNIT_YEARS))


@cache
def _completeness(area: str, year: str) -> dict[int, float]:
    return {row.unit: row.completeness for row in published.units() if (row.area, row.years) == (area, year)}


@cache
def shares_of_units(area: str) -> dict[int, float]:
    """Unit to its share of an area's operations: of 2022, or of the whole period where only that is printed."""
    last = str(LAST_YEAR)
    rows = [row for row in published.units() if row.area == area and row.years.endswith(last)]
    total = sum(row.operations for row in rows)
    return {row.unit: row.operations / total for row in rows if row.operations}


@cache
def after(group: Group, wave: Wave) -> float:
    """The chance of an answer at a wave whose target day has come."""
    answered = _answered(group, wave.code)
    if not answered:
        return LATER_WAVES[wave.code]
    return answered / _reached(wave)


def _answered(group: Group, timepoint: str) -> float:
    """Answers to operations of the group it answers like; 0 at a timepoint that is not printed."""
    if group.answers_as not in published.groups():
        return NOT_PRINTED.get(timepoint, 0.0)
    return published.answered_n(group.answers_as, timepoint) / operations_of(group.answers_as)


def _reached(wave: Wave) -> float:
    """The share of operations spread evenly over the period whose target day has come at its end."""
    first, last = PERIOD
    days = (last - first).days + 1
    return (wave.day(last, -wave.target) - first).days / days


def by_age(chance: float, standard_age: float) -> float:
    """Falls with age, the same on average over a group; `standard_age` in SDs from the group's mean."""
    return chance - AGE_TILT * chance * (1 - chance) * standard_age
