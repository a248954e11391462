"""Rows by the hundred thousand as plain columns: a model object a row takes five times as long.

Past the signals: whoever stores rows in bulk writes one audit entry for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

from registry.actions.inserting import COPIED_FROM, STAGED, Insert, Rows, insert_values, run_many, staged

VALUES_A_STATEMENT = 900  # of one that tells the ids; SQLite may take no more than 999


class EpisodeOf(NamedTuple):
    """An episode that is stored (id), and whose it is."""

    pk: int
    patient_id: int


def insert_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], last: str = ""
) -> int:
    """Stores rows of prepared values in the order of the columns; how many there were."""
    values = list(rows)
    insert_values(Insert(model._meta.db_table, tuple(columns), last=last), values)
    return len(values)


def add_numbers(
    model: type[Model],
    key: Sequence[str],
    measures: Sequence[str],
    changed: Collection[tuple[Sequence[Any], Sequence[int]]],
) -> None:
    """Adds numbers to the rows of these keys, which begin at nothing; pass them in one order, so that two never wait for
    each other."""
    nothing = [0] * len(measures)
    begun = ((*one, *nothing) for one, _numbers in changed)
    insert_rows(model, (*key, *measures), begun, last=" ON CONFLICT DO NOTHING")
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql" and len(changed) >= COPIED_FROM:
        _add_staged(table, key, measures, [(*one, *numbers) for one, numbers in changed])
        return
    added = ", ".join(f"{name} = {name} + %s" for name in measures)
    where = " AND ".join(f"{name} = %s" for name in key)
    run_many(
        f"UPDATE {table} SET {added} WHERE {where}",  # noqa: S608  names of our own
        [(*numbers, *one) for one, numbers in changed],
    )


def _add_staged(table: str, key: Sequence[str], measures: Sequence[str], rows: Rows) -> None:
    """The same in two statements: an UPDATE of many takes its rows in any order, so they are locked in theirs before."""
    same = " AND ".join(f"{table}.{name} = {STAGED}.{name}" for name in key)
    added = ", ".join(f"{name} = {table}.{name} + {STAGED}.{name}" for name in measures)
    with staged(table, ", ".join((*key, *measures)), rows), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} JOIN {STAGED} ON {same} ORDER BY {STAGED}.ctid FOR UPDATE OF {table}"  # noqa: S608  names of our own
        )
        cursor.execute(f"UPDATE {table} SET {added} FROM {STAGED} WHERE {same}")  # noqa: S608  names of our own


def insert_columns(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Stores rows of column name to prepared value; a column that is left out takes its default. How many there were."""
    standard = defaults(model)
    return insert_rows(model, tuple(standard), (tuple({**standard, **row}.values()) for row in rows))


def insert_told(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """The same; the ids, in the order of the rows."""
    standard = defaults(model)
    values = [tuple({**standard, **row}.values()) for row in rows]
    insert, most = Insert(model._meta.db_table, tuple(standard)), VALUES_A_STATEMENT // len(standard)
    ids: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(values), most):
            some = values[start : start + most]
            places = ", ".join([insert.places] * len(some))
            flat = [value for row in some for value in row]
            cursor.execute(f"{insert.head} VALUES {places} RETURNING id", flat)
            ids += [pk for (pk,) in cursor.fetchall()]
    return ids


def prepared(model: type[Model], name: str, value: Any) -> Any:
    """A value as the database takes it for this field."""
    return model._meta.get_field(name).get_db_prep_save(value, connection)


@lru_cache(maxsize=20_000)
def stored_day(day: date | None) -> Any:
    """A day as the database takes it; rows by the thousand share few days."""
    return connection.ops.adapt_datefield_value(day)


def defaults(model: type[Model]) -> dict[str, Any]:
    """Every column that the database does not fill itself, with what it holds where nothing is said."""
    return dict(_defaults(model, connection.vendor))


@lru_cache(maxsize=64)
def _defaults(model: type[Model], _vendor: str) -> tuple[tuple[str, Any], ...]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    kept = ((field, field.get_default()) for field in fields)
    return tuple(
        # what is unique has no default that two rows could share
        (field.column, None if field.unique else field.get_db_prep_save(value, connection))
        for field, value in kept
        if not isinstance(value, DatabaseDefault)
    )
