"""Counts the whole registry anew, beside the cells that answer, and then changes over; whoever writes meanwhile is not stopped.

Each batch is a transaction: a rebuild that was killed goes on where it stood, and until it is done the old cells answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from registry.actions.statistics import Remembered, remembered, store_remembered, sums_of
from registry.actions.statistics_cells import add_to_cells
from registry.collecting import collecting_seldom
from registry.models import CountedEpisode, Department, Episode, StatisticsCell, StatisticsState
from registry.selectors.episode_rows import counted_episodes
from registry.selectors.statistics_state import statistics_state
from registry.statistics.counted import as_text

EPISODES_A_BATCH = 25_000  # the cells of the country are written once a batch
CELLS_A_DELETE = 50_000


@collecting_seldom()
def rebuild_statistics(told: Callable[[int], None] = lambda _done: None) -> int:
    """Begins a rebuild, or goes on with one that was stopped; how many episodes it counted. `told` hears how many so far."""
    generation, done = _begun(), 0
    for batch in _batches(generation):
        done += _build(batch, generation)
        told(done)
    done += _change_over(generation)
    _clear(generation)
    return done


def mark_outdated() -> None:
    """Rows were stored in bulk and are not counted: reports say so until the statistics are rebuilt."""
    StatisticsState.objects.update_or_create(pk=StatisticsState.ONLY, defaults={"is_outdated": True})


@transaction.atomic
def _begun() -> int:
    state, _new = StatisticsState.objects.select_for_update().get_or_create(pk=StatisticsState.ONLY)
    if state.building is None:
        state.building = state.current + 1
        state.save()
    return state.building


def _batches(generation: int) -> Iterator[list[int]]:
    """Department by department, so that the cells of one are written in few batches; small ones together, for their country."""
    batch: list[int] = []
    for department in Department.objects.order_by("pk"):
        batch += _waiting(generation).filter(patient__department=department).values_list("pk", flat=True)
        while len(batch) >= EPISODES_A_BATCH:
            yield batch[:EPISODES_A_BATCH]
            del batch[:EPISODES_A_BATCH]
    if batch:
        yield batch


def _waiting(generation: int):
    held = CountedEpisode.objects.filter(episode_id=OuterRef("pk"), generation__gte=generation)
    return Episode.objects.filter(~Exists(held)).order_by("pk")


@transaction.atomic
def _build(ids: list[int], generation: int) -> int:
    """Adds episodes to the generation that is being built; what was remembered wrongly of them is set right on the way."""
    before = remembered(ids)
    after = counted_episodes(ids)
    stood = [(was, after.get(pk)) for pk in ids if (was := before[pk].as_counted)]
    wrong = [(was, now) for was, now in stood if was != now]
    add_to_cells(statistics_state().current, sums_of(wrong))
    add_to_cells(generation, sums_of([(None, after[pk]) for pk in ids if pk in after]))
    store_remembered(Remembered(pk, as_text(now), generation) for pk, now in after.items())
    return len(after)


@transaction.atomic
def _change_over(generation: int) -> int:
    """Nobody else counts during this: whoever came too late for a batch is counted, then the new cells answer."""
    hold_counting()
    ids = list(_waiting(generation).values_list("pk", flat=True))
    done = _build(ids, generation) if ids else 0
    CountedEpisode.objects.filter(generation__lt=generation).delete()  # of episodes that are gone
    StatisticsState.objects.filter(pk=StatisticsState.ONLY).update(
        current=generation, building=None, is_outdated=False
    )
    return done


def hold_counting() -> None:
    """Until the end of this transaction no other one counts. SQLite has one writer at a time in any case."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(CountedEpisode._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _clear(current: int) -> None:
    """Removes the cells that answer no more, a part at a time."""
    old = StatisticsCell.objects.exclude(generation=current).order_by("pk")
    while ids := list(old.values_list("pk", flat=True)[:CELLS_A_DELETE]):
        StatisticsCell.objects.filter(pk__gte=ids[0], pk__lte=ids[-1]).exclude(generation=current).delete()
