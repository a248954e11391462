"""Keeps the statistics current: what changed of an episode is taken out of its cells and put into others, in the same transaction.

Rows are locked in one order, so that nobody waits in a circle: what is remembered of the episodes by id, then the cells
by generation and key (docs/adr/0045).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db import connection, transaction

from registry.actions.statistics_cells import add_to_cells
from registry.models import CountedEpisode
from registry.selectors.compiled import Compiled
from registry.selectors.episode_rows import episode_rows
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Counted, counted, moves
from registry.statistics.contributions import Group, added, grouped
from registry.statistics.counted import as_text, from_text

EPISODES_A_BATCH = 20_000
FEW = 50  # episodes that are added up one by one sooner than Polars is called
ROWS_A_STATEMENT = 2_000
REMEMBERED = Compiled(
    lambda ids: (
        CountedEpisode.objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("episode_id", "counted", "generation")
    )
)
Remembered = Mapping[int, CountedEpisode]
Changes = list[tuple[Counted | None, Counted | None]]


@transaction.atomic
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
    state = statistics_state()
    after = {pk: counted(rows) for pk, rows in episode_rows(ids).items()}
    changed = [pk for pk in ids if _text(after.get(pk)) != before[pk].counted]
    for generation in state.generations if changed else ():
        held = [pk for pk in changed if generation == state.current or before[pk].generation == generation]
        add_to_cells(generation, sums_of([(_counted(before[pk]), after.get(pk)) for pk in held]))
    _remember(changed, before, after)


def sums_of(changes: Changes) -> Iterable[Group]:
    """What these changes add to the cells."""
    if len(changes) > FEW:
        from registry.statistics.summing import summed  # Polars is loaded by those who need it

        return summed(changes)
    return grouped(added(part for change in changes for part in moves(*change)))


def remembered(ids: list[int]) -> Remembered:
    """What is remembered of each, locked, so that two who change one episode count one after the other."""
    found = dict(_locked(ids))
    missing = [pk for pk in ids if pk not in found]
    if missing:
        current = statistics_state().current
        rows = [CountedEpisode(episode_id=pk, counted="", generation=current) for pk in missing]
        CountedEpisode.objects.bulk_create(rows, ROWS_A_STATEMENT, ignore_conflicts=True)
        # one writer at a time, and they are what was made; else another may have been first
        alone = not connection.features.has_select_for_update
        found |= {row.pk: row for row in rows} if alone else dict(_locked(missing))
    return found


def _locked(ids: list[int]) -> Iterator[tuple[int, CountedEpisode]]:
    for start in range(0, len(ids), ROWS_A_STATEMENT):
        for row in REMEMBERED(ids[start : start + ROWS_A_STATEMENT]):
            yield row[0], CountedEpisode(*row)


def _counted(row: CountedEpisode) -> Counted | None:
    return from_text(row.counted) if row.counted else None


def _text(of: Counted | None) -> str:
    return "" if of is None else as_text(of)


def _remember(ids: list[int], before: Remembered, after: Mapping[int, Counted]) -> None:
    gone = [pk for pk in ids if pk not in after]
    if gone:
        CountedEpisode.objects.filter(pk__in=gone).delete()
    for pk in ids:
        before[pk].counted = _text(after.get(pk))
    if len(ids) == 1 and not gone:
        CountedEpisode.objects.filter(pk=ids[0]).update(counted=before[ids[0]].counted)
    else:
        store_remembered([before[pk] for pk in ids if pk in after])


def store_remembered(rows: list[CountedEpisode]) -> None:
    """Writes them over what is stored: bulk_update would take as long as all the rest."""
    CountedEpisode.objects.bulk_create(
        rows,
        ROWS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=["episode_id"],
        update_fields=["counted", "generation"],
    )
