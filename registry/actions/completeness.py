"""Keeps how each timepoint stands, and its monthly counts, in the transaction that changes it (docs/adr/0031)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model

from registry.completeness.periods import month_of
from registry.completeness.standings import Standing, standings, tallies
from registry.follow_up import Course
from registry.models import CompletenessCell, Episode, WaveStanding

COLUMNS = (
    "episode_id",
    "patient_id",
    "department_id",
    "timepoint",
    "target_on",
    "standing",
    "asked",
    "complete",
    "closes_on",
)
KEY = ("month", "department_id", "timepoint", "form")
MEASURES = ("asked", "complete", "closed")
# (month, department, timepoint, form) and which of asked, complete and closed, to how many
Counts = Counter[tuple[date, int, str, str, str]]


def store_standings(plans: Iterable[tuple[Episode, Course]], uncounted: Counts | None = None) -> None:
    """Stores the standings of episodes that have none stored, and adds them to the counts less `uncounted`."""
    kept = [(episode, standing) for episode, course in plans for standing in standings(course)]
    insert_rows(WaveStanding, COLUMNS, (_row(episode, standing) for episode, standing in kept))
    counted: Counts = Counter()
    for episode, standing in kept:
        counted.update(_counts(episode.patient.department_id, standing))
    counted.subtract(uncounted or {})
    add_to_cells(counted)


def forget_standings(episodes: Collection[int]) -> Counts:
    """Removes the standings of these episodes (ids); what they were counted as."""
    rows = WaveStanding.objects.filter(episode__in=episodes)
    counted = counts_of(rows)
    rows.delete()
    return counted


def counts_of(rows: Iterable[WaveStanding]) -> Counts:
    counted: Counts = Counter()
    for row in rows:
        counted.update(_counts(row.department_id, as_standing(row)))
    return counted


def as_standing(row: WaveStanding) -> Standing:
    return Standing(
        row.timepoint, row.target_on, row.standing, codes(row.asked), codes(row.complete), row.closes_on
    )


def _counts(department: int, standing: Standing) -> Iterator[Any]:
    month = month_of(standing.target_on)
    for tally in tallies(standing):
        for measure in MEASURES:
            if getattr(tally, measure):
                yield month, department, standing.timepoint, tally.form, measure


def _row(episode: Episode, standing: Standing) -> tuple[Any, ...]:
    return (
        episode.pk,
        episode.patient_id,
        episode.patient.department_id,
        standing.timepoint,
        connection.ops.adapt_datefield_value(standing.target_on),
        standing.standing,
        listed(standing.asked),
        listed(standing.complete),
        connection.ops.adapt_datefield_value(standing.closes_on),
    )


def listed(found: Sequence[str]) -> str:
    """Codes as one text in which each stands between two commas, so that one is found without finding another."""
    return f",{','.join(found)}," if found else ""


def codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def add_to_cells(counted: Counts) -> None:
    """Adds to the cells, in one order, so that two transactions never wait for each other."""
    cells: dict[tuple[Any, ...], dict[str, int]] = {}
    for (*key, measure), number in counted.items():
        if number:
            cells.setdefault(tuple(key), {})[measure] = number
    changed = [(_prepared(key), cells[key]) for key in sorted(cells)]
    insert_rows(
        CompletenessCell,
        (*KEY, *MEASURES),
        ((*key, 0, 0, 0) for key, _numbers in changed),
        last=" ON CONFLICT DO NOTHING",
    )
    run_many(ADD, [(*(numbers.get(one, 0) for one in MEASURES), *key) for key, numbers in changed])


def _prepared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    month, *rest = key
    return (connection.ops.adapt_datefield_value(month), *rest)


ADD = "UPDATE registry_completenesscell SET {} WHERE {}".format(  # noqa: S608  names of our own
    ", ".join(f"{name} = {name} + %s" for name in MEASURES), " AND ".join(f"{name} = %s" for name in KEY)
)


def insert_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], last: str = ""
) -> None:
    """One statement for all rows: bulk_create builds an object a row, which takes as long as the rest of an import."""
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(columns))
    run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}){last}", list(rows))  # noqa: S608  names of our own


def run_many(statement: str, values: Collection[tuple[Any, ...]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)
