"""A query that is asked at every write is compiled once: to build it anew takes Django as long as the database needs three times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

IDS_AT_ONCE = 500  # of whoever asks for many
STAND_IN = {-987_654_321 - place: place for place in range(IDS_AT_ONCE)}  # for the ids among the parameters


class Compiled:
    """A query over ids, written as a function from ids to values_list; for one id and for IDS_AT_ONCE its SQL is kept."""

    def __init__(self, queryset: Callable[[Sequence[int]], QuerySet[Any, Any]]):
        self._queryset = queryset
        self._kept: dict[tuple[str, int], Any] = {}

    def __call__(self, ids: Sequence[int]) -> Iterable[Any]:
        return self._asked(ids) if len(ids) in (1, IDS_AT_ONCE) else self._queryset(ids)

    def all(self, ids: Sequence[int]) -> Iterator[Any]:
        """Of however many ids, some at a time."""
        for start in range(0, len(ids), IDS_AT_ONCE):
            yield from self(ids[start : start + IDS_AT_ONCE])

    def _asked(self, ids: Sequence[int]) -> Iterable[Any]:
        compiler, sql, params, converters = self._compiled(len(ids))
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids[STAND_IN[each]] if each in STAND_IN else each for each in params])
            rows = cursor.fetchall()
        return map(tuple, compiler.apply_converters(rows, converters)) if converters else rows

    def _compiled(self, count: int) -> Any:
        key = (connection.vendor, count)
        if key not in self._kept:
            stand_in = list(STAND_IN)[:count]
            compiler = self._queryset(stand_in).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([each for each, _sql, _alias in compiler.select])
            self._kept[key] = (compiler, sql, params, converters)
        return self._kept[key]


def by_first(
    rows: Iterable[Any], made: Callable[[Iterable[Any]], Any] = tuple
) -> defaultdict[Any, list[Any]]:
    """The first column (whose it is) to what is made of the others, for each of its rows."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for owner, *values in rows:
        found[owner].append(made(values))
    return found
