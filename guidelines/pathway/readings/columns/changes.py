"""Whose advice two readings of the same patients tell differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from guidelines.pathway.readings.columns.answers import Answers
from guidelines.pathway.readings.told import ABSENT, CATEGORY


class Change(NamedTuple):
    """One patient (a row of the frame) who is told something else: an action's verdict, or the functional category."""

    row: int
    code: str
    before: str
    after: str


def changes(before: Answers, after: Answers) -> Iterator[Change]:
    """Every difference, action by action; an action that does not apply, or that one rule set lacks, is "absent"."""
    first, second = _told(before), _told(after)
    for code in dict.fromkeys((*first.columns, *second.columns)):
        pair = pl.DataFrame({"before": _column(first, code), "after": _column(second, code)})
        differ = pair.with_row_index("row").filter(pl.col("before") != pl.col("after"))
        yield from (Change(row, code, then, now) for row, then, now in differ.iter_rows())


def _told(answers: Answers) -> pl.DataFrame:
    category = pl.coalesce(
        pl.col("functional.category").cast(pl.String), pl.col("functional.status").cast(pl.String)
    )
    return answers.frame.select(
        *(pl.col(code).cast(pl.String).fill_null(ABSENT) for code in answers.layout.actions),
        category.alias(CATEGORY),
    )


def _column(told: pl.DataFrame, code: str) -> pl.Series:
    return told[code] if code in told.columns else pl.repeat(ABSENT, told.height, eager=True)
