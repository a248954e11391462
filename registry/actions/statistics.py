"""Keeps the statistics current: what changed of an episode is taken out of its cells and put into others, in the same transaction.

Increments only, never a value that was read before: two people who write at once lose nothing. Rows are locked in one
order: what is remembered of the episodes by id, then the cells by generation and key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, islice

from django.db import connection, transaction

from registry.models import CountedEpisode, StatisticsCell, StatisticsState
from registry.selectors.compiled import Compiled
from registry.selectors.episode_rows import episode_rows
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Counted, Key, counted, moves
from registry.statistics.contributions import added
from registry.statistics.counted import as_text, from_text

EPISODES_A_BATCH = 500
CELLS_A_STATEMENT = 100
KEY_COLUMNS = ("generation", *Key._fields)
ALL_COLUMNS = tuple(
    field.column
    for field in StatisticsCell._meta.concrete_fields
    if not field.primary_key and field.column not in KEY_COLUMNS
)

REMEMBERED = Compiled(
    lambda ids: (
        CountedEpisode.objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("episode_id", "counted", "generation")
    )
)

Deltas = Mapping[Key, Mapping[str, int]]


@transaction.atomic
def refresh_statistics(episodes: Iterable[int]) -> None:
    """Counts these episodes (ids) as their rows stand now, whatever was counted of them before; one that is gone is uncounted.

    Call it in the transaction that changed anything an episode is counted by: its days, diagnosis, procedures, scores
    and closures, or its patient's department, sex, birth date and end of following.
    """
    waiting = iter(sorted(set(episodes)))
    while batch := list(islice(waiting, EPISODES_A_BATCH)):
        _refresh(batch)


def _refresh(ids: list[int]) -> None:
    before = _locked(ids)
    state = statistics_state()
    after = {pk: counted(rows) for pk, rows in episode_rows(ids).items()}
    changed = [pk for pk in ids if _text(after.get(pk)) != before[pk].counted]
    if changed:
        for generation in state.generations:
            held = [
                pk for pk in changed if generation == state.current or before[pk].generation == generation
            ]
            add_to_cells(generation, added(_moves(held, before, after)))
        _remember(changed, before, after)


def _text(of: Counted | None) -> str:
    return "" if of is None else as_text(of)


def _locked(ids: list[int]) -> dict[int, CountedEpisode]:
    """What is remembered of each, locked, so that two who change one episode count one after the other."""
    found = _for_update(ids)
    missing = [pk for pk in ids if pk not in found]
    if missing:
        current = statistics_state().current
        CountedEpisode.objects.bulk_create(
            [CountedEpisode(episode_id=pk, counted="", generation=current) for pk in missing],
            ignore_conflicts=True,
        )
        found |= _for_update(missing)
    return found


def _for_update(ids: list[int]) -> dict[int, CountedEpisode]:
    return {row[0]: CountedEpisode(*row) for row in REMEMBERED(ids)}


def _moves(
    ids: list[int], before: Mapping[int, CountedEpisode], after: Mapping[int, Counted]
) -> Iterator[tuple[Key, Mapping[str, int], int]]:
    for pk in ids:
        text = before[pk].counted
        yield from moves(from_text(text) if text else None, after.get(pk))


def _remember(ids: list[int], before: Mapping[int, CountedEpisode], after: Mapping[int, Counted]) -> None:
    gone = [pk for pk in ids if pk not in after]
    if gone:
        CountedEpisode.objects.filter(pk__in=gone).delete()
    for pk in ids:
        before[pk].counted = _text(after.get(pk))
    stay = [before[pk] for pk in ids if pk in after]
    if len(stay) == 1:
        CountedEpisode.objects.filter(pk=stay[0].pk).update(counted=stay[0].counted)
    else:
        CountedEpisode.objects.bulk_update(stay, ["counted"])


def add_to_cells(generation: int, deltas: Deltas) -> None:
    """Adds to the cells of a generation, those that are not there made; cells in the order of their keys."""
    for _same, some in groupby(sorted(deltas), key=lambda key: (key.measure, key.wave)):
        keys = list(some)
        columns = sorted({column for key in keys for column in deltas[key]})
        for start in range(0, len(keys), CELLS_A_STATEMENT):
            few = keys[start : start + CELLS_A_STATEMENT]
            values = [
                value
                for key in few
                for value in (generation, *key, *(deltas[key].get(column, 0) for column in columns))
            ]
            with connection.cursor() as cursor:
                cursor.execute(_statement(tuple(columns), len(few)), values)


@lru_cache(maxsize=512)
def _statement(columns: tuple[str, ...], rows: int) -> str:
    quote = connection.ops.quote_name
    table = quote(StatisticsCell._meta.db_table)
    zeros = [name for name in ALL_COLUMNS if name not in columns]
    names = [*KEY_COLUMNS, *columns, *zeros]
    row = f"({', '.join(['%s'] * (len(KEY_COLUMNS) + len(columns)) + ['0'] * len(zeros))})"
    adds = ", ".join(f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(map(quote, names))}) VALUES {', '.join([row] * rows)} "  # noqa: S608  names of our own
        f"ON CONFLICT ({', '.join(map(quote, KEY_COLUMNS))}) DO UPDATE SET {adds}"
    )


def mark_outdated() -> None:
    """Rows were stored in bulk and are not counted: reports say so until the statistics are rebuilt."""
    StatisticsState.objects.update_or_create(pk=StatisticsState.ONLY, defaults={"is_outdated": True})
