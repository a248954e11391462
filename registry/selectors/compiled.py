"""A query that is asked at every write is compiled once: to build it anew takes Django as long as the database needs three times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

STANDS_IN = -987_654_321  # where the id will stand among the parameters


class Compiled:
    """A query over ids, written as a function from ids to values_list; for one id its SQL is kept."""

    def __init__(self, queryset: Callable[[Sequence[int]], QuerySet[Any, Any]]):
        self._queryset = queryset
        self._kept: dict[str, Any] = {}

    def __call__(self, ids: Sequence[int]) -> Iterable[Any]:
        return self._one(ids[0]) if len(ids) == 1 else self._queryset(ids)

    def _one(self, pk: int) -> Iterable[Any]:
        compiler, sql, params, converters = self._compiled()
        with connection.cursor() as cursor:
            cursor.execute(sql, [pk if each == STANDS_IN else each for each in params])
            rows = cursor.fetchall()
        return map(tuple, compiler.apply_converters(rows, converters)) if converters else rows

    def _compiled(self) -> Any:
        if connection.vendor not in self._kept:
            compiler = self._queryset([STANDS_IN]).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([each for each, _sql, _alias in compiler.select])
            self._kept[connection.vendor] = (compiler, sql, params, converters)
        return self._kept[connection.vendor]
