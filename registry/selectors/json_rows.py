"""The rows of another table beside the row they belong to, as JSON: one query for what would be one a table.

A driver makes a Python object of every value of every row, and every query costs a way to the database and back; of
JSON one reader makes all of them at once. A day comes as its ISO text.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, F, FloatField, Func, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray


class AllDigits(Func):
    """A number with all its digits: JSON of SQLite keeps 15 of them, and a number has up to 17."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        written = "printf('%%%%!.17g', %(expressions)s)"  # of NULL it would be 0, which is a score
        template = f"JSON(CASE WHEN %(expressions)s IS NULL THEN 'null' ELSE {written} END)"
        return self.as_sql(compiler, connection, template=template, **context)


class Parsed(Func):
    """Stored JSON as a part of other JSON, not as a text in it."""

    arity = 1
    template = "%(expressions)s"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="JSON(%(expressions)s)", **context)


class _Listed(Aggregate):
    """In no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def rows_beside(rows: QuerySet[Any], owner: str, *columns: str) -> Subquery:
    """Those that belong to the row asked for, by their foreign key `owner`: a list of lists in no order; None of none. A number
    that is whole may come as an int."""
    beside = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    values = JSONArray(*(_told(rows.model._meta.get_field(column)) for column in columns))
    return Subquery(beside.annotate(json_rows=_Listed(values)).values("json_rows"))


def _told(field: Any) -> Any:
    kind = {FloatField: AllDigits, JSONField: Parsed}.get(type(field))
    return kind(field.name) if kind else F(field.name)
