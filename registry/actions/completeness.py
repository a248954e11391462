"""Keeps how each timepoint stands, and its monthly counts, in the transaction that changes it (docs/adr/0031)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from registry.actions.bulk_rows import add_numbers, insert_rows, stored_day
from registry.completeness.periods import month_of
from registry.completeness.standings import Standing, standings, tallies
from registry.follow_up import Course
from registry.models import CompletenessCell, WaveStanding
from registry.selectors.compiled import Compiled
from registry.selectors.courses import Planned

STANDING = ("timepoint", "target_on", "standing", "asked", "complete", "closes_on")
COUNTED_FROM = ("department_id", *STANDING)
COLUMNS = ("episode_id", "patient_id", *COUNTED_FROM)
STORED = Compiled(
    lambda ids: WaveStanding.objects.filter(episode__in=ids).order_by().values_list(*COUNTED_FROM)
)
PLANS_KEPT = 8_192  # more than are stored at once: rows are made of each, then counts
KEY = ("month", "department_id", "timepoint", "form")
MEASURES = ("asked", "complete", "closed")
# (month, department, timepoint, form) and which of asked, complete and closed, to how many
Counts = Counter[tuple[date, int, str, str, str]]


def store_standings(plans: Collection[Planned]) -> Counts:
    """Stores the standings of episodes that have none stored; what is to be added to the cells for them."""
    insert_rows(WaveStanding, COLUMNS, (row for plan in plans for row in _rows(plan)))
    return _counted((plan.department_id, standing) for plan in plans for standing in _standings(plan.course))


def forget_standings(episodes: Sequence[int]) -> Counts:
    """Removes the standings of these episodes (ids); what they were counted as."""
    counted = counts_of(STORED(episodes)) if episodes else Counter()
    if counted:
        WaveStanding.objects.filter(episode__in=episodes).delete()
    return counted


def counts_of(rows: Iterable[tuple[Any, ...]]) -> Counts:
    """Rows are the columns named in COUNTED_FROM."""
    return _counted((department, as_standing(values)) for department, *values in rows)


def as_standing(values: Sequence[Any]) -> Standing:
    """From the columns named in STANDING."""
    timepoint, target_on, standing, asked, complete, closes_on = values
    return Standing(timepoint, target_on, standing, codes(asked), codes(complete), closes_on)


def _counted(found: Iterable[tuple[int, Standing]]) -> Counts:
    """Departments with standings, counted; those of an import are many times the same."""
    counted: Counts = Counter()
    for (department, standing), times in Counter(found).items():
        for key in _counts(department, standing):
            counted[key] += times
    return counted


def _counts(department: int, standing: Standing) -> Iterator[Any]:
    month = month_of(standing.target_on)
    for tally in tallies(standing):
        for measure in MEASURES:
            if getattr(tally, measure):
                yield month, department, standing.timepoint, tally.form, measure


_standings = lru_cache(maxsize=PLANS_KEPT)(standings)


def _rows(plan: Planned) -> Iterator[tuple[Any, ...]]:
    for columns in _prepared_standings(plan.course):
        yield (plan.episode_id, plan.patient_id, plan.department_id, *columns)


@lru_cache(maxsize=PLANS_KEPT)
def _prepared_standings(course: Course) -> tuple[tuple[Any, ...], ...]:
    """The columns of STANDING as the database takes them."""
    return tuple(
        (
            one.timepoint,
            stored_day(one.target_on),
            one.standing,
            listed(one.asked),
            listed(one.complete),
            stored_day(one.closes_on),
        )
        for one in _standings(course)
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
    changed = [(_prepared(key), [cells[key].get(one, 0) for one in MEASURES]) for key in sorted(cells)]
    add_numbers(CompletenessCell, KEY, MEASURES, changed)


def _prepared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    month, *rest = key
    return (stored_day(month), *rest)
