"""Contributions of thousands of episodes, summed by cell: as registry/statistics/contributions.py adds them, a column at a time.

What an episode adds is asked of `lines` there; only the adding up is done by Polars, which nothing else here needs. It is
given numbers for what is many times the same: to bring texts to it, and to join and sort them, takes longer than the sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import polars as pl

from registry.statistics.contributions import Group, Line, changed_lines, counted_in
from registry.statistics.counted import Counted

PLACES = ("department", "country")
WHERE = ("place", "diagnosis", "procedure", "year")
PART = ("stratum", "value")
KEY = (WHERE[0], *PART, *WHERE[1:])
# As `in_order` of registry/statistics/contributions.py has it, within a measure and wave.
IN_ORDER = (pl.col("stratum") != "", "place_of_where", "place_of_part")


class Numbered(dict[Any, int]):
    """Keys with their numbers, which they get when they are first asked for."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


class Lines:
    """Of one measure and wave: the numbers of where each is counted, of its strata and of what it adds, and how often."""

    def __init__(self) -> None:
        self.where, self.strata, self.adds = Numbered(), Numbered(), Numbered()
        self.rows: list[tuple[int, int, int, int, int]] = []

    def add(self, places: tuple[str, str], line: Line, times: int) -> None:
        (department, country), of = places, line[2:5]
        where = self.where[department, *of], self.where[country, *of]
        self.rows.append((*where, self.strata[line.strata], self.adds[line.adds], times))


def summed(changes: Iterable[tuple[Counted | None, Counted | None]]) -> Iterator[Group]:
    """What must be added so that the cells hold the second of each pair in place of the first."""
    found: defaultdict[tuple[str, str], Lines] = defaultdict(Lines)
    for before, after in changes:
        for places, line, times in changed_lines(before, after):
            found[line.measure, line.wave].add(places, line, times)
    for measure, wave in sorted(found):
        yield _group(measure, wave, found.pop((measure, wave)))


def _group(measure: str, wave: str, lines: Lines) -> Group:
    adds, parts = _adds(lines.adds), Numbered()
    numbers = pl.DataFrame(lines.rows, [*PLACES, "strata", "adds", "times"], orient="row")
    values = (adds[numbers["adds"]] * numbers["times"]).hstack(numbers.select(*PLACES, "strata"))
    cells = pl.concat([_cells(values, place, _held(lines.strata, parts, place)) for place in PLACES])
    cells = cells.filter(pl.any_horizontal(pl.col(*adds.columns) != 0))
    keys = [_keys(lines.where, "where", WHERE)[cells["where"]], _keys(parts, "part", PART)[cells["part"]]]
    cells = pl.concat([cells, *keys], how="horizontal").sort(*IN_ORDER).select(*KEY, *adds.columns)
    found = cells.to_dict(as_series=False).values()
    return Group(tuple(adds.columns), list(zip(repeat(measure), repeat(wave), *found, strict=False)))


def _adds(asked: Numbered) -> pl.DataFrame:
    """What each adds, the columns in their order; only those that something is added to."""
    tallies = [tally_of(*one) for tally_of, *one in asked]
    names = sorted({name for tally in tallies for name, _value in tally})
    columns = {name: [0] * len(tallies) for name in names}
    for number, tally in enumerate(tallies):
        for name, value in tally:
            columns[name][number] = value
    return pl.DataFrame(columns)


def _held(strata: Numbered, parts: Numbered, place: str) -> pl.DataFrame:
    """The parts of the patients that belong to each of the strata and have cells in such a place."""
    rows = ((number, part) for some, number in strata.items() for part in some)
    here = [(number, parts[part]) for number, part in rows if place in counted_in(part[0], PLACES)]
    return pl.DataFrame(here, {"strata": pl.Int64, "part": pl.Int64}, orient="row")


def _cells(values: pl.DataFrame, place: str, held: pl.DataFrame) -> pl.DataFrame:
    sums = pl.exclude(*PLACES, "strata", "part").sum()
    return values.join(held, on="strata").group_by(pl.col(place).alias("where"), "part").agg(sums)


def _keys(numbered: Numbered, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """What each of the numbers stands for, and its place in their order."""
    places = {key: place for place, key in enumerate(sorted(numbered))}
    rows = [(*key, places[key]) for key in numbered]
    return pl.DataFrame(rows, [*columns, f"place_of_{name}"], orient="row")
