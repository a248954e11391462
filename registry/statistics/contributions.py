"""From what is counted of an episode to the cells it adds to. Pure, and the only way there is: to write, to rebuild, to verify."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from registry.completeness.asking import BASELINE
from registry.statistics.counted import Counted
from registry.statistics.division import DUE_BY, divided_in
from registry.statistics.measure import ANY, OPERATIONS, WALKING
from registry.statistics.strata import NATIONAL, TIMING, WALKING_DISTANCE, WEEKDAY
from registry.statistics.tally import Tally, tally_of_month, tally_of_one, tally_of_score, tally_of_wave

AT_ONCE = 40  # cells: of so few, a second statement takes longer than columns that add nothing
WHOLE = ("", "")  # no stratum: everybody
Strata = tuple[tuple[str, str], ...]  # each with its value


class Key(NamedTuple):
    """The cell: of what, and where (`counted_in`)."""

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
    strata: Strata
    adds: tuple[
        Any, ...
    ]  # a function of registry/statistics/tally.py and what it is asked: few lines come to be added

    @property
    def tally(self) -> Tally:
        tally_of, *asked = self.adds
        added: Tally = tally_of(*asked)
        return added


def department_place(department: int) -> str:
    return f"{department}"


def places_of(counted: Counted) -> tuple[str, str]:
    return department_place(counted.department), counted.country


def counted_in(stratum: str, places: tuple[str, str]) -> tuple[str, ...]:
    """Of a department and its country, those that have cells of the stratum of their own: both of everybody; of a part of the
    patients the country if figures ask for it of the country alone, else the department."""
    if stratum == WHOLE[0]:
        return places
    department, country = places
    return (country,) if stratum in NATIONAL else (department,)


def lines(counted: Counted) -> Iterator[Line]:
    """Everything an episode adds, each once."""
    yield from _waves(counted)
    yield from _scores(counted)
    yield from _operations(counted)
    of = (counted.diagnosis, counted.procedure, counted.year)
    for timepoint, band in counted.walking:
        yield Line(WALKING, timepoint, *of, (WHOLE, (WALKING_DISTANCE, band)), (tally_of_one,))


def _waves(counted: Counted) -> Iterator[Line]:
    of = (counted.diagnosis, counted.procedure, counted.year)
    for timepoint, standing, _when in counted.waves:
        strata = _strata(counted, ANY, timepoint)
        yield Line(ANY, timepoint, *of, strata, (tally_of_wave, standing, counted.month))


def _scores(counted: Counted) -> Iterator[Line]:
    of = (counted.diagnosis, counted.procedure, counted.year)
    timings = {timepoint: when for timepoint, _standing, when in counted.waves}
    answering = (WHOLE, *(one for one in counted.strata if one[0] in DUE_BY))
    for key, at in counted.scores:
        baseline = dict(at).get(BASELINE)
        for timepoint, score in at:
            strata = _strata(counted, key, timepoint)
            if timepoint == BASELINE:
                yield Line(key, timepoint, *of, strata, (tally_of_score, key, score, None))
                continue
            strata = (*strata, (TIMING, timings.get(timepoint, "")))
            yield Line(key, timepoint, *of, strata, (tally_of_score, key, score, baseline))
            yield Line(key, timepoint, *of, answering, (tally_of_month, counted.month))


def _strata(counted: Counted, key: str, timepoint: str) -> Strata:
    """Of the episode, those by which this measure is divided."""
    by = divided_in(key, timepoint, counted.diagnosis)
    return (WHOLE, *(one for one in counted.strata if one[0] in by))


def _operations(counted: Counted) -> Iterator[Line]:
    for kind, year, weekday in counted.operations:
        strata = (WHOLE, *((name, weekday if name == WEEKDAY else value) for name, value in counted.strata))
        yield Line(OPERATIONS, BASELINE, counted.diagnosis, kind, year, strata, (tally_of_one,))


def contributions(counted: Counted | None) -> Iterator[tuple[Key, Tally, int]]:
    """The cells of an episode, what is added to each, and how often; nothing of an episode that is not counted."""
    return moves(None, counted)


def moves(before: Counted | None, after: Counted | None) -> Iterator[tuple[Key, Tally, int]]:
    """What must be added to the cells, and how often, so that they hold `after` in place of `before`: only what differs."""
    for places, line, times in changed_lines(before, after):
        tally = line.tally
        for stratum, value in line.strata:
            for place in counted_in(stratum, places):
                yield Key(line.measure, line.wave, place, stratum, value, *line[2:5]), tally, times


def changed_lines(
    before: Counted | None, after: Counted | None
) -> Iterator[tuple[tuple[str, str], Line, int]]:
    """The places, the line, and how often it is added there; each once, but of an episode that is counted anew."""
    if before is None or after is None:
        of, times = (after, 1) if before is None else (before, -1)
        if of is not None:
            places = places_of(of)
            yield from ((places, line, times) for line in lines(of))
        return
    changed: Counter[tuple[tuple[str, str], Line]] = Counter()
    old, new = list(lines(before)), list(lines(after))
    if places_of(before) == places_of(after):
        old, new = _without_ends(old, new)
    for counted, some, times in ((before, old, -1), (after, new, 1)):
        places = places_of(counted)
        changed.update({(places, line): times * n for line, n in Counter(some).items()})
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
    cells: dict[Key, dict[str, int]] = {}
    for key, tally, times in parts:
        if times == 1 and key not in cells:
            cells[key] = dict(tally)  # as nearly always, and soonest
            continue
        cell = cells.setdefault(key, {})
        for column, value in tally:
            cell[column] = cell.get(column, 0) + times * value
    trimmed = {key: _without_zeros(cell) for key, cell in cells.items()}
    return {key: cell for key, cell in trimmed.items() if cell}


def _without_zeros(cell: dict[str, int]) -> dict[str, int]:
    return {column: value for column, value in cell.items() if value} if 0 in cell.values() else cell


def in_order(key: Key) -> tuple[Any, ...]:
    """The order in which cells are locked and stored: the undivided ones, which reports read, side by side; and all the
    strata of a diagnosis, procedure and year together, so that an answer changes few pages of the database."""
    return (*key[:2], key.stratum != "", key.place, *key[5:], key.stratum, key.value)


class Group(NamedTuple):
    """Cells of one measure and wave, or a few of any, `in_order`; each row is a Key, then what is added to the columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def grouped(cells: Mapping[Key, Mapping[str, int]]) -> Iterator[Group]:
    """Cells as they are stored: together with those of the same measure and wave, and a few all together."""
    together: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    few = len(cells) <= AT_ONCE
    for key in sorted(cells, key=in_order):
        together[("", "") if few else (key.measure, key.wave)].append(key)
    for keys in together.values():
        columns = tuple(sorted(set().union(*map(cells.__getitem__, keys))))
        zeros = [0] * len(columns)
        yield Group(columns, [(*key, *map(cells[key].get, columns, zeros)) for key in keys])
