"""Adds to cells by one kind of statement, which makes those that are not there: the same numbers on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection

from registry.actions.inserting import COPIED_FROM, Insert, insert_values
from registry.models import StatisticsCell
from registry.statistics import Key
from registry.statistics.contributions import Group

TABLE = StatisticsCell._meta.db_table
KEY_COLUMNS = ("generation", *Key._fields)
VALUE_COLUMNS = tuple(
    field.column
    for field in StatisticsCell._meta.concrete_fields
    if not field.primary_key and field.column not in KEY_COLUMNS
)


def add_to_cells(generation: int, groups: Iterable[Group]) -> None:
    """Increments, never values: nothing that somebody else adds meanwhile is lost. Locks cells in one order."""
    for group in groups:
        if connection.vendor == "postgresql" and len(group.rows) < COPIED_FROM:
            _add_few(generation, group)
        else:
            insert_values(_insert(generation, group.columns), group.rows)


def _add_few(generation: int, group: Group) -> None:
    """The rows as one text, so that the statement is always the same and PostgreSQL plans it once: planning a statement of a
    hundred columns takes it longer than adding to ten cells."""
    names = (*Key._fields, *group.columns)
    told = json.dumps([dict(zip(names, row, strict=True)) for row in group.rows])
    with connection.cursor() as cursor:
        cursor.execute(_statement(generation), [told])


@lru_cache(maxsize=8)
def _statement(generation: int) -> str:
    names, values = _quoted(KEY_COLUMNS[1:]), _quoted(VALUE_COLUMNS)
    told = ", ".join([*(f"told.{name}" for name in names), *(f"COALESCE(told.{name}, 0)" for name in values)])
    brought = (
        f"SELECT {generation:d}, {told} FROM json_populate_recordset(NULL::{_quoted([TABLE])[0]}, %s) AS told"  # noqa: S608  names of our own
    )
    into = ", ".join(_quoted([*KEY_COLUMNS, *VALUE_COLUMNS]))
    return f"INSERT INTO {_quoted([TABLE])[0]} ({into}) {brought}{_adding(VALUE_COLUMNS)}"


@lru_cache(maxsize=512)
def _insert(generation: int, columns: tuple[str, ...]) -> Insert:
    """The generation is a constant: rows by the million have it in common."""
    named = {*columns}
    zeros = [(name, 0) for name in VALUE_COLUMNS if name not in named]
    return Insert(
        TABLE,
        (*Key._fields, *columns),
        constants=(("generation", generation), *zeros),
        last=_adding(columns),
    )


def _adding(columns: Sequence[str]) -> str:
    [table], key = _quoted([TABLE]), ", ".join(_quoted(KEY_COLUMNS))
    adds = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in _quoted(columns))
    return f" ON CONFLICT ({key}) DO UPDATE SET {adds}"


def _quoted(names: Iterable[str]) -> list[str]:
    return list(map(connection.ops.quote_name, names))
