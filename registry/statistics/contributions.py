"""From what is counted of an episode to the cells it adds to. Pure, and the only way there is: to write, to rebuild, to verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from registry.statistics.counted import Counted
from registry.statistics.measure import ANY, OPERATIONS, measure_of
from registry.statistics.question import BASELINE
from registry.statistics.strata import BASELINE_BAND, BASELINE_BANDS, TIMING
from registry.statistics.tally import ONE, Tally, tally_of_score, tally_of_wave

WHOLE = ("", "")  # no stratum: everybody


class Key(NamedTuple):
    """The cell: where, and of what. A country's own cells stand beside those of its departments."""

    place: str
    measure: str
    wave: str
    stratum: str
    value: str
    diagnosis: str
    procedure: str
    year: int


class Line(NamedTuple):
    """One addition, the same in every place and stratum it belongs to."""

    measure: str
    wave: str
    diagnosis: str
    procedure: str
    year: int
    strata: tuple[tuple[str, str], ...]
    tally: Tally


def department_place(department: int) -> str:
    return f"{department}"


def places_of(counted: Counted) -> tuple[str, str]:
    return department_place(counted.department), counted.country


def lines(counted: Counted) -> Iterator[Line]:
    """Everything an episode adds, each once."""
    of = (counted.diagnosis, counted.procedure, counted.year)
    timings = {timepoint: when for timepoint, _standing, when in counted.waves}
    whole = (WHOLE, *counted.strata)
    for timepoint, standing, when in counted.waves:
        yield Line(ANY, timepoint, *of, (*whole, (TIMING, when)), tally_of_wave(standing, counted.month))
    for key, at in counted.scores:
        baseline = dict(at).get(BASELINE)
        for timepoint, score in at:
            strata = (*whole, (TIMING, timings.get(timepoint, "")), (BASELINE_BAND, _band(key, baseline)))
            pair = None if timepoint == BASELINE else baseline
            yield Line(key, timepoint, *of, strata, tally_of_score(key, score, pair))
    for kind, year, weekday in counted.operations:
        strata = (WHOLE, *((name, weekday if name == "weekday" else value) for name, value in counted.strata))
        yield Line(OPERATIONS, BASELINE, counted.diagnosis, kind, year, strata, ONE)


def _band(key: str, baseline: int | None) -> str:
    """The fifth of the scale in which the patient began, from 0; "" where that is not known."""
    if baseline is None:
        return ""
    bins = measure_of(key).bins
    return str(bins.place_of(baseline) * BASELINE_BANDS // bins.count)


def contributions(counted: Counted | None, times: int = 1) -> Iterator[tuple[Key, Tally, int]]:
    """The cells of an episode, what is added to each, and how often; nothing of an episode that is not counted."""
    if counted is not None:
        for line in lines(counted):
            for place in places_of(counted):
                for stratum, value in line.strata:
                    key = Key(place, line.measure, line.wave, stratum, value, *line[2:5])
                    yield key, line.tally, times


def difference(before: Counted | None, after: Counted | None) -> dict[Key, dict[str, int]]:
    """What must be added to the cells so that they hold `after` in place of `before`; a cell that stays is left out."""
    if before == after:
        return {}
    return added([*contributions(before, -1), *contributions(after)])


def added(parts: Iterable[tuple[Key, Tally, int]]) -> dict[Key, dict[str, int]]:
    """The sum of contributions by cell, without what comes to nothing."""
    cells: dict[Key, dict[str, int]] = {}
    for key, tally, times in parts:
        cell = cells.setdefault(key, {})
        for column, value in tally.items():
            cell[column] = cell.get(column, 0) + times * value
    trimmed = {key: {column: value for column, value in cell.items() if value} for key, cell in cells.items()}
    return {key: cell for key, cell in trimmed.items() if cell}
