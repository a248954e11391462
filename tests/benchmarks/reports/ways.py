"""The same figures by five ways: the cells, SQL over the rows, and pandas, Polars and DuckDB over files of the rows.

Of one diagnosis in the country: of each department, ODI before and a year after in the same patients: how many pairs,
the mean and SD of the improvement, and how many reach 12.8. A unit report draws its funnel plot from them. The cells
answer more than is compared: histograms, every threshold and how many were due are read with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isclose, sqrt
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import pandas as pd
import polars as pl
from django.db import connection

from registry.selectors.statistics import answers_by
from registry.statistics import Question

DIAGNOSIS, INSTRUMENT, WAVE, NEEDED = "stenosis", "odi", "y1", 12.8
RELATIVE = 1e-9
TIMES = 5
Figures = dict[int, tuple[int, float | None, float | None, int]]  # department to pairs, mean, SD, reached
PAIRS = """
    SELECT p.department_id AS department, e.diagnosis AS diagnosis, b.instrument AS instrument,
           a.timepoint AS wave, b.score AS before_score, a.score AS after_score
    FROM registry_episode e
    JOIN registry_patient p ON p.id = e.patient_id
    JOIN registry_assessment b ON b.episode_id = e.id AND b.timepoint = 'baseline'
    JOIN registry_assessment a ON a.episode_id = e.id AND a.instrument = b.instrument AND a.value_set = b.value_set
    WHERE a.timepoint <> 'baseline' AND a.timepoint <> 'visit'
      AND a.score IS NOT NULL AND b.score IS NOT NULL
"""
BY_SQL = f"""
    SELECT department, COUNT(*), AVG(gain), SUM(gain * gain), SUM(CASE WHEN gain >= 12.799999999 THEN 1 ELSE 0 END)
    FROM (SELECT department, before_score - after_score AS gain FROM ({PAIRS}) AS pairs
          WHERE diagnosis = '{DIAGNOSIS}' AND instrument = '{INSTRUMENT}' AND wave = '{WAVE}') AS gains
    GROUP BY department
"""  # noqa: S608  constants of our own


@dataclass(frozen=True)
class Way:
    """`reads` says what it reads to come to the figures."""

    name: str
    reads: str
    figures: Callable[[], Figures]


def ways(folder: Path) -> list[Way]:
    """Each way, the files it reads written already."""
    pairs = _written(folder)
    csv, parquet = pairs.with_suffix(".csv"), pairs.with_suffix(".parquet")
    file = "a file of all pairs, made beforehand and out of date from the next answer on"
    return [
        Way("cells", "the cells", by_cells),
        Way("SQL over the rows", "the rows as they stand, by their indexes", by_sql),
        Way("pandas over CSV", file, lambda: by_pandas(csv)),
        Way("Polars over Parquet", file, lambda: by_polars(parquet)),
        Way("DuckDB over Parquet", file, lambda: by_duckdb(parquet)),
    ]


def _written(folder: Path) -> Path:
    """All pairs of all instruments and waves, as an analyst would keep them."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS)
        names = [column[0] for column in cursor.description]
        pairs = pl.DataFrame(cursor.fetchall(), names, orient="row", infer_schema_length=None)
    pairs.write_csv(folder / "pairs.csv")
    pairs.write_parquet(folder / "pairs.parquet")
    return folder / "pairs"


def by_cells() -> Figures:
    parts = answers_by(Question(INSTRUMENT, WAVE, diagnoses=(DIAGNOSIS,)), "department")
    return {
        int(place): (one.n_paired, one.change.mean, one.change.sd, one.share_over("12.8").reached)
        for place, one in parts.items()
        if one.n_paired
    }


def by_sql() -> Figures:
    with connection.cursor() as cursor:
        cursor.execute(BY_SQL)
        return {
            place: (n, mean, sqrt((squares - n * mean * mean) / (n - 1)) if n > 1 else None, reached)
            for place, n, mean, squares, reached in cursor.fetchall()
        }


def by_pandas(file: Path) -> Figures:
    pairs = pd.read_csv(file)
    asked = pairs[(pairs.diagnosis == DIAGNOSIS) & (pairs.instrument == INSTRUMENT) & (pairs.wave == WAVE)]
    gains = (asked.before_score - asked.after_score).groupby(asked.department)
    told = gains.agg(["count", "mean", "std", lambda gain: (gain >= NEEDED - 1e-9).sum()])
    return {
        place: (int(n), mean, _sd(sd, n), int(reached)) for place, n, mean, sd, reached in told.itertuples()
    }


def by_polars(file: Path) -> Figures:
    gain = pl.col("before_score") - pl.col("after_score")
    asked = pl.scan_parquet(file).filter(
        (pl.col("diagnosis") == DIAGNOSIS) & (pl.col("instrument") == INSTRUMENT) & (pl.col("wave") == WAVE)
    )
    told = asked.group_by("department").agg(
        pl.len(),
        gain.mean().alias("mean"),
        gain.std().alias("sd"),
        (gain >= NEEDED - 1e-9).sum().alias("reached"),
    )
    return {place: (n, mean, _sd(sd, n), reached) for place, n, mean, sd, reached in told.collect().rows()}


def by_duckdb(file: Path) -> Figures:
    told = duckdb.execute(
        "SELECT department, COUNT(*), AVG(gain), STDDEV_SAMP(gain), COUNT(*) FILTER (gain >= ? - 1e-9) FROM "
        "(SELECT department, before_score - after_score AS gain FROM read_parquet(?) "
        "WHERE diagnosis = ? AND instrument = ? AND wave = ?) GROUP BY department",
        [NEEDED, str(file), DIAGNOSIS, INSTRUMENT, WAVE],
    ).fetchall()
    return {place: (n, mean, _sd(sd, n), reached) for place, n, mean, sd, reached in told}


def _sd(sd: Any, n: int) -> float | None:
    return None if n < 2 else sd


def differing(one: Figures, other: Figures) -> list[str]:
    """What two ways tell differently, by more than a billionth of it."""
    found = [f"departments {sorted(one.keys() ^ other.keys())}"] if one.keys() != other.keys() else []
    for place in one.keys() & other.keys():
        for first, second in zip(one[place], other[place], strict=True):
            if first is None or second is None:
                same = first is second
            else:
                same = isclose(first, second, rel_tol=RELATIVE)
            found += [] if same else [f"department {place}: {first!r} and {second!r}"]
    return found


def timed(way: Way) -> tuple[float, Figures]:
    """Median milliseconds, and the figures."""
    spent, figures = [], {}
    for _turn in range(TIMES):
        began = perf_counter()
        figures = way.figures()
        spent.append((perf_counter() - began) * 1000)
    return median(spent), figures
