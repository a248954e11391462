"""Contributions of thousands of episodes, summed by cell: as registry/statistics/contributions.py adds them, a column at a time.

What an episode adds is asked of `lines` there; only the adding up is done by Polars, which nothing else here needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from registry.statistics.contributions import WHOLE, Group, Line, changed_lines, counted_in
from registry.statistics.counted import Counted
from registry.statistics.strata import ALL_STRATA
from registry.statistics.tally import Tally

OF = ("diagnosis", "procedure", "year")
PLACES = ("department", "country")
# As `in_order` of registry/statistics/contributions.py has it, within a measure and wave.
IN_ORDER = (pl.col("stratum") != "", "place", *OF, "stratum", "value")


def summed(changes: Iterable[tuple[Counted | None, Counted | None]]) -> Iterator[Group]:
    """What must be added so that the cells hold the second of each pair in place of the first."""
    rows: defaultdict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    tallies: dict[Tally, int] = {}
    for before, after in changes:
        for places, line, times in changed_lines(before, after):
            rows[line.measure, line.wave].append(_row(places, line, times, tallies))
    for measure, wave in sorted(rows):
        yield _group(measure, wave, rows.pop((measure, wave)), list(tallies))


def _row(places: tuple[str, str], line: Line, times: int, tallies: dict[Tally, int]) -> tuple[Any, ...]:
    strata = dict(line.strata)
    number = tallies.setdefault(line.tally, len(tallies))
    return (*places, line.diagnosis, line.procedure, line.year, number, times, *map(strata.get, ALL_STRATA))


def _group(measure: str, wave: str, rows: list[tuple[Any, ...]], tallies: list[Tally]) -> Group:
    numbers = sorted({row[5] for row in rows})
    columns = tuple(sorted({column for number in numbers for column, _value in tallies[number]}))
    adds = [(number, *map(dict(tallies[number]).get, columns, [0] * len(columns))) for number in numbers]
    lines = pl.DataFrame(rows, [*PLACES, *OF, "tally", "times", *ALL_STRATA], orient="row").with_columns(
        pl.col(*ALL_STRATA).cast(pl.String)
    )
    values = pl.DataFrame(adds, {"tally": pl.Int64, **dict.fromkeys(columns, pl.Int64)}, orient="row")
    joined = lines.join(values, on="tally").with_columns(pl.col(*columns) * pl.col("times"))
    dividing = [stratum for stratum in ALL_STRATA if lines[stratum].null_count() < lines.height]
    cells = pl.concat([part for stratum in ("", *dividing) for part in _stratum(joined, stratum, columns)])
    cells = cells.filter(pl.any_horizontal(pl.col(*columns) != 0)).sort(*IN_ORDER)
    return Group(columns, [(measure, wave, *row) for row in cells.rows()])


def _stratum(joined: pl.DataFrame, stratum: str, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """The cells of one stratum, of the departments and of the countries."""
    value = pl.col(stratum) if stratum else pl.lit(WHOLE[1])
    found = joined.with_columns(value.alias("value")).filter(pl.col("value").is_not_null())
    found = found.group_by(*PLACES, "value", *OF).agg(pl.col(*columns).sum())
    for place in counted_in(stratum, PLACES):
        by: list[Any] = [pl.col(place).alias("place"), pl.lit(stratum).alias("stratum"), "value", *OF]
        yield found.group_by(*by).agg(pl.col(*columns).sum())
