"""Keeps what is still asked for, and how many share a window, in the transaction that changes it (docs/adr/0013)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from registry.actions.bulk_rows import add_numbers, insert_rows, stored_day
from registry.actions.completeness import PLANS_KEPT
from registry.follow_up import Course, pending
from registry.models import PendingWave, WindowCount
from registry.selectors.compiled import Compiled
from registry.selectors.courses import Planned

WINDOW = ("wave", "closes_on", "target_on", "opens_on")
KEY = ("department_id", *WINDOW)
COLUMNS = ("episode_id", "patient_id", *KEY, "effort")
STORED = Compiled(lambda ids: PendingWave.objects.filter(episode__in=ids).order_by().values_list(*KEY))
# department and window, to how many
Windows = Counter[tuple[int, str, date, date, date]]


def store_pending(plans: Collection[Planned]) -> Windows:
    """Stores what is asked for of episodes that have nothing stored; what is to be added to the counts for it."""
    insert_rows(PendingWave, COLUMNS, (row for plan in plans for row in _rows(plan)))
    return Counter((plan.department_id, *window) for plan in plans for window in _windows(plan.course))


def forget_pending(episodes: Sequence[int]) -> Windows:
    """Removes what is asked for of these episodes (ids); what it was counted as."""
    counted: Windows = Counter(tuple(row) for row in STORED(episodes)) if episodes else Counter()
    if counted:
        PendingWave.objects.filter(episode__in=episodes).delete()
    return counted


def add_to_counts(counted: Windows) -> None:
    changed = sorted((key, number) for key, number in counted.items() if number)
    add_numbers(WindowCount, KEY, ("number",), [(_stored(key), (number,)) for key, number in changed])


def _stored(key: tuple[int, str, date, date, date]) -> tuple[Any, ...]:
    department, wave, *days = key
    return (department, wave, *map(stored_day, days))


def _rows(plan: Planned) -> Iterator[tuple[Any, ...]]:
    for columns in _prepared(plan.course):
        yield (plan.episode_id, plan.patient_id, plan.department_id, *columns)


@lru_cache(maxsize=PLANS_KEPT)
def _windows(course: Course) -> tuple[tuple[str, date, date, date], ...]:
    """The columns of WINDOW; many episodes of an import take the same course."""
    return tuple(
        (wave.code, *(wave.day(course.index_date, count) for count in (wave.closes, wave.target, wave.opens)))
        for wave in pending(course)
    )


@lru_cache(maxsize=PLANS_KEPT)
def _prepared(course: Course) -> tuple[tuple[Any, ...], ...]:
    """The same as the database takes them, with the effort."""
    effort = PendingWave.Effort.NOT_INVITED.value
    return tuple((code, *map(stored_day, days), effort) for code, *days in _windows(course))
