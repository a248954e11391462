"""Adds to cells by one kind of statement, which makes those that are not there: the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db import connection

from registry.actions.bulk_rows import insert_values
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
    """Increments, never values: nothing that somebody else adds meanwhile is lost. Locks cells in the order of their keys."""
    for columns, rows in groups:
        insert, places, instead = _statement(generation, columns)
        insert_values(insert, places, rows, instead)


@lru_cache(maxsize=512)
def _statement(generation: int, columns: tuple[str, ...]) -> tuple[str, str, str]:
    """Its beginning, the places of one row, and its end. The generation is written out: rows by the million have it in common."""
    quote = connection.ops.quote_name
    table = quote(StatisticsCell._meta.db_table)
    zeros = [name for name in VALUE_COLUMNS if name not in columns]
    names = ", ".join(map(quote, (*KEY_COLUMNS, *columns, *zeros)))
    row = ", ".join([f"{generation:d}", *["%s"] * (len(Key._fields) + len(columns)), *["0"] * len(zeros)])
    adds = ", ".join(f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}" for name in columns)
    key = ", ".join(map(quote, KEY_COLUMNS))
    return f"INSERT INTO {table} ({names})", f"({row})", f" ON CONFLICT ({key}) DO UPDATE SET {adds}"
