"""Keeps the statistics current: what changed of an episode is taken out of its cells and put into others, in the same transaction.

Rows are locked in one order, so that nobody waits in a circle: what is remembered of the episodes by id, then the cells
by generation and key (docs/adr/0045).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection, transaction

from registry.actions.bulk_rows import insert_rows
from registry.actions.statistics_cells import add_to_cells
from registry.models import CountedEpisode
from registry.selectors.compiled import Compiled
from registry.selectors.episode_rows import counted_episodes
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Counted, moves
from registry.statistics.contributions import Group, added, grouped
from registry.statistics.counted import as_text, from_text

EPISODES_A_BATCH = 20_000
FEW = 1_000  # episodes that are added up one by one sooner than Polars is called


class Remembered(NamedTuple):
    """A row of CountedEpisode; `counted` is "" where nothing is counted yet."""

    episode_id: int
    counted: str
    generation: int

    @property
    def as_counted(self) -> Counted | None:
        return from_text(self.counted) if self.counted else None


REMEMBERED = Compiled(
    lambda ids: (
        CountedEpisode.objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list(*Remembered._fields)
    )
)
INSTEAD = (
    " ON CONFLICT (episode_id) DO UPDATE SET counted = excluded.counted, generation = excluded.generation"
)
Changes = list[tuple[Counted | None, Counted | None]]


@transaction.atomic(savepoint=False)  # what cannot be counted is not to be stored
def refresh_statistics(episodes: Iterable[int]) -> None:
    """Counts these episodes (ids) as their rows stand now, whatever was counted of them before; one that is gone is uncounted.

    Call it in the transaction that changed anything an episode is counted by: its days, diagnosis, procedures, scores
    and closures, or its patient's department, sex, birth date and end of following.
    """
    ids = sorted(set(episodes))
    for start in range(0, len(ids), EPISODES_A_BATCH):
        _refresh(ids[start : start + EPISODES_A_BATCH])


def _refresh(ids: list[int]) -> None:
    before = remembered(ids)
    state = statistics_state()  # read under the lock: a rebuild that ended meanwhile is seen
    after = counted_episodes(ids)
    texts = {pk: as_text(now) for pk, now in after.items()}
    changed = [pk for pk in ids if texts.get(pk, "") != before[pk].counted]
    for generation in state.generations if changed else ():
        held = [pk for pk in changed if generation == state.current or before[pk].generation == generation]
        add_to_cells(generation, sums_of([(before[pk].as_counted, after.get(pk)) for pk in held]))
    store_remembered(before[pk]._replace(counted=texts[pk]) for pk in changed if pk in texts)
    if gone := [pk for pk in ids if pk not in texts]:
        CountedEpisode.objects.filter(pk__in=gone).delete()


def sums_of(changes: Changes) -> Iterable[Group]:
    """What these changes add to the cells."""
    if len(changes) > FEW:
        from registry.statistics.summing import summed  # Polars is loaded by those who need it

        return summed(changes)
    return grouped(added(part for change in changes for part in moves(*change)))


def remembered(ids: Sequence[int]) -> dict[int, Remembered]:
    """What is remembered of each, locked, so that two who change one episode count one after the other."""
    found = _locked(ids)
    if len(found) == len(ids):
        return found
    current = statistics_state().current
    missing = {pk: Remembered(pk, "", current) for pk in ids if pk not in found}
    if connection.features.has_select_for_update:
        # there is nothing to lock until there is a row; and another may be first
        insert_rows(CountedEpisode, Remembered._fields, missing.values(), last=" ON CONFLICT DO NOTHING")
        missing = _locked(list(missing))
    return found | missing


def _locked(ids: Sequence[int]) -> dict[int, Remembered]:
    return {row[0]: Remembered._make(row) for row in REMEMBERED.all(ids)}


def store_remembered(rows: Iterable[Remembered]) -> None:
    """Writes them over what is stored."""
    insert_rows(CountedEpisode, Remembered._fields, rows, last=INSTEAD)
