"""Adds to cells by one kind of statement, which makes those that are not there: the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db import connection

from registry.actions.inserting import Insert, insert_values
from registry.models import StatisticsCell
from registry.statistics import Key
from registry.statistics.contributions import Group

KEY_COLUMNS = ("generation", *Key._fields)
VALUE_COLUMNS = tuple(
    field.column
    for field in StatisticsCell._meta.concrete_fields
    if not field.primary_key and field.column not in KEY_COLUMNS
)


def add_to_cells(generation: int, groups: Iterable[Group]) -> None:
    """Increments, never values: nothing that somebody else adds meanwhile is lost. Locks cells in one order."""
    for columns, rows in groups:
        insert_values(_insert(generation, columns), rows)


@lru_cache(maxsize=512)
def _insert(generation: int, columns: tuple[str, ...]) -> Insert:
    """The generation is a constant: rows by the million have it in common."""
    quote, stored = connection.ops.quote_name, StatisticsCell._meta.db_table
    table, key, named = quote(stored), ", ".join(map(quote, KEY_COLUMNS)), {*columns}
    adds = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in map(quote, columns))
    zeros = [(name, 0) for name in VALUE_COLUMNS if name not in named]
    return Insert(
        stored,
        (*Key._fields, *columns),
        constants=(("generation", generation), *zeros),
        last=f" ON CONFLICT ({key}) DO UPDATE SET {adds}",
    )
