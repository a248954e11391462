"""From what is counted of an episode to the cells it adds to. Pure, and the only way there is: to write, to rebuild, to verify."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from registry.statistics.counted import Counted
from registry.statistics.measure import ANY, OPERATIONS, UNDIVIDED, WALKING, measure_of
from registry.statistics.question import BASELINE
from registry.statistics.strata import (
    BASELINE_BAND,
    BASELINE_BANDS,
    NATIONAL,
    TIMING,
    WALKING_DISTANCE,
    WEEKDAY,
)
from registry.statistics.tally import ONE, Tally, tally_of_month, tally_of_score, tally_of_wave

WHOLE = ("", "")  # no stratum: everybody
COMPLETENESS_BY = ("age_band", "sex")  # the strata by which it is described who answers a score


class Key(NamedTuple):
    """The cell: of what, and where. A country's own cells stand beside those of its departments."""

    measure: str
    wave: str
    place: str
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
    yield from _waves(counted)
    yield from _scores(counted)
    yield from _operations(counted)
    of = (counted.diagnosis, counted.procedure, counted.year)
    for timepoint, band in counted.walking:
        yield Line(WALKING, timepoint, *of, (WHOLE, (WALKING_DISTANCE, band)), ONE)


def _waves(counted: Counted) -> Iterator[Line]:
    of = (counted.diagnosis, counted.procedure, counted.year)
    for timepoint, standing, when in counted.waves:
        # the day of the operation divides operations and patients, not what they answer
        own = tuple(one for one in counted.strata if timepoint == BASELINE or one[0] != WEEKDAY)
        yield Line(ANY, timepoint, *of, (WHOLE, *own, (TIMING, when)), tally_of_wave(standing, counted.month))


def _scores(counted: Counted) -> Iterator[Line]:
    of = (counted.diagnosis, counted.procedure, counted.year)
    timings = {timepoint: when for timepoint, _standing, when in counted.waves}
    own = (WHOLE, *(one for one in counted.strata if one[0] != WEEKDAY))
    answering = (WHOLE, *(one for one in counted.strata if one[0] in COMPLETENESS_BY))
    for key, at in counted.scores:
        if key in UNDIVIDED:
            yield Line(key, BASELINE, *of, (WHOLE,), tally_of_score(key, dict(at)[BASELINE], None))
            continue
        baseline = dict(at).get(BASELINE)
        for timepoint, score in at:
            strata = (*own, (TIMING, timings.get(timepoint, "")), (BASELINE_BAND, _band(key, baseline)))
            pair = None if timepoint == BASELINE else baseline
            yield Line(key, timepoint, *of, strata, tally_of_score(key, score, pair))
            if timepoint != BASELINE:
                yield Line(key, timepoint, *of, answering, tally_of_month(counted.month))


def _operations(counted: Counted) -> Iterator[Line]:
    for kind, year, weekday in counted.operations:
        strata = (WHOLE, *((name, weekday if name == WEEKDAY else value) for name, value in counted.strata))
        yield Line(OPERATIONS, BASELINE, counted.diagnosis, kind, year, strata, ONE)


@lru_cache(maxsize=4096)
def _band(key: str, baseline: int | None) -> str:
    """The fifth of the scale in which the patient began, from 0; "" where that is not known."""
    if baseline is None:
        return ""
    bins = measure_of(key).bins
    return str(bins.place_of(baseline) * BASELINE_BANDS // bins.count)


def contributions(counted: Counted | None) -> Iterator[tuple[Key, Tally, int]]:
    """The cells of an episode, what is added to each, and how often; nothing of an episode that is not counted."""
    return moves(None, counted)


def moves(before: Counted | None, after: Counted | None) -> Iterator[tuple[Key, Tally, int]]:
    """What must be added to the cells, and how often, so that they hold `after` in place of `before`: only what differs."""
    for places, line, times in changed_lines(before, after):
        department, country = places
        for stratum, value in line.strata:
            for place in (country,) if stratum in NATIONAL else (department, country):
                yield Key(line.measure, line.wave, place, stratum, value, *line[2:5]), line.tally, times


def changed_lines(
    before: Counted | None, after: Counted | None
) -> Iterator[tuple[tuple[str, str], Line, int]]:
    """The places, the line, and how often it is added there; each once, but of an episode that is counted anew."""
    if before is None or after is None:
        of, times = (after, 1) if before is None else (before, -1)
        yield from ((places_of(of), line, times) for line in lines(of)) if of is not None else ()
        return
    changed: Counter[tuple[tuple[str, str], Line]] = Counter()
    old, new = list(lines(before)), list(lines(after))
    if places_of(before) == places_of(after):
        old, new = _without_ends(old, new)
    for counted, some, times in ((before, old, -1), (after, new, 1)):
        changed.update({(places_of(counted), line): times * n for line, n in Counter(some).items()})
    yield from ((places, line, times) for (places, line), times in changed.items() if times)


def _without_ends(old: list[Line], new: list[Line]) -> tuple[list[Line], list[Line]]:
    """Without what both begin with and what both end with: to compare lines in their order is cheaper than to count them."""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def added(parts: Iterable[tuple[Key, Tally, int]]) -> dict[Key, dict[str, int]]:
    """The sum of contributions by cell, without what comes to nothing."""
    cells: defaultdict[Key, dict[str, int]] = defaultdict(dict)
    for key, tally, times in parts:
        cell = cells[key]
        for column, value in tally:
            cell[column] = cell.get(column, 0) + times * value
    trimmed = {key: {column: value for column, value in cell.items() if value} for key, cell in cells.items()}
    return {key: cell for key, cell in trimmed.items() if cell}


def in_order(key: Key) -> tuple[Any, ...]:
    """The order in which cells are locked and stored: the undivided ones, which reports read, side by side; and all the
    strata of a diagnosis, procedure and year together, so that an answer changes few pages of the database."""
    return (*key[:2], key.stratum != "", key.place, *key[5:], key.stratum, key.value)


class Group(NamedTuple):
    """Cells of one measure and wave, `in_order`; each row is a Key, then what is added to the columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def grouped(cells: Mapping[Key, Mapping[str, int]]) -> Iterator[Group]:
    """Cells as they are stored: together with those of the same measure and wave."""
    together: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in sorted(cells, key=in_order):
        together[key.measure, key.wave].append(key)
    for keys in together.values():
        columns = tuple(sorted({column for key in keys for column in cells[key]}))
        yield Group(columns, [(*key, *(cells[key].get(column, 0) for column in columns)) for key in keys])
