"""Rows into their table as each database takes them soonest.

SQLite takes them one by one, PostgreSQL many in a statement, and thousands by COPY: psycopg writes each value of a
statement into its text, which takes longer than storing it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

ROWS_A_STATEMENT = 200
COPIED_FROM = 500  # fewer are sent sooner in statements
STAGED = "columna_staged"
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Insert:
    """A statement whose rows bring the columns, in their order; `constants` are columns that are alike in all of them, and
    `last` is what follows, such as ON CONFLICT."""

    stored: str
    columns: tuple[str, ...]
    constants: tuple[tuple[str, int], ...] = ()
    last: str = ""

    @cached_property
    def table(self) -> str:
        return connection.ops.quote_name(self.stored)

    @cached_property
    def names(self) -> str:
        """What the rows bring."""
        return ", ".join(map(connection.ops.quote_name, self.columns))

    @cached_property
    def head(self) -> str:
        quote = connection.ops.quote_name  # looked up once: statements have a hundred names, and are many
        constants = [quote(name) for name, _value in self.constants]
        return f"INSERT INTO {self.table} ({', '.join([self.names, *constants])})"

    @cached_property
    def places(self) -> str:
        """Of one row."""
        return f"({', '.join([*['%s'] * len(self.columns), *self.written])})"

    @cached_property
    def written(self) -> tuple[str, ...]:
        return tuple(f"{value:d}" for _name, value in self.constants)


def insert_values(insert: Insert, rows: Rows) -> None:
    if connection.vendor != "postgresql":
        run_many(f"{insert.head} VALUES {insert.places}{insert.last}", rows)
    elif len(rows) < COPIED_FROM:
        _insert_some(insert, rows)
    elif insert.constants or insert.last:
        _insert_staged(insert, rows)
    else:
        _copy(insert.table, insert.names, rows)


def run_many(statement: str, values: Collection[tuple[Any, ...]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _insert_some(insert: Insert, rows: Rows) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            some = rows[start : start + ROWS_A_STATEMENT]
            flat = [value for row in some for value in row]
            places = ", ".join([insert.places] * len(some))
            cursor.execute(f"{insert.head} VALUES {places}{insert.last}", flat)


def _insert_staged(insert: Insert, rows: Rows) -> None:
    values = ", ".join([insert.names, *insert.written])
    with staged(insert.table, insert.names, rows), connection.cursor() as cursor:
        found = f"SELECT {values} FROM {STAGED} ORDER BY ctid"  # noqa: S608  names of our own
        cursor.execute(f"{insert.head} {found}{insert.last}")


@contextmanager
def staged(table: str, columns: str, rows: Rows) -> Iterator[None]:
    """The rows stand in STAGED, a table of this session's own with the column types of `table`; by ctid in their order."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {STAGED} AS SELECT {columns} FROM {table} WITH NO DATA")  # noqa: S608  names of our own
        _copy(STAGED, columns, rows)
        yield
        cursor.execute(f"DROP TABLE {STAGED}")


def _copy(table: str, columns: str, rows: Rows) -> None:
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying,
    ):
        for row in rows:
            copying.write_row(row)
