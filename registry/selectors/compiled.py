"""A query that is asked at every write or on every page is compiled once: to build it anew takes Django as long as the
database needs three times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import Col

from registry.paging import ROWS_A_PAGE

IDS_AT_ONCE = 500  # of whoever asks for many
MOST_KEPT = 500  # of one query: what differs beside what is given is told to few
# The first of the ids and of the days that stand in for those to come, and how every text begins that does.
NOBODY, NEVER, NOTHING = -987_654_321, date.min, "\x1fnothing"
Given = Sequence[int] | Sequence[str] | date | str  # ids, texts, a day or a text
Converter = Callable[[Any, Any, Any], Any]
Shape = tuple[type, int | None]  # what is given, and how many; None of one alone


class Kept(NamedTuple):
    """What was compiled. `params` holds, where a given value stands, its place among all that are given."""

    sql: str
    params: list[tuple[int | None, Any]]
    converters: list[tuple[int, Converter, Any]]


class Compiled:
    """A query written as a function from ids, texts and days to values_list. Its SQL is kept for as many of them as a page
    has rows or fewer, and for IDS_AT_ONCE. `fixed` is what the SQL itself holds: how many rows, a status."""

    def __init__(self, queryset: Callable[..., QuerySet[Any, Any]]):
        self._queryset = queryset
        self._kept: dict[Any, Kept] = {}

    def __call__(self, *given: Given, **fixed: Any) -> Iterable[Any]:
        shapes = tuple(map(_shape, given))
        if all(count is None or 0 < count <= ROWS_A_PAGE or count == IDS_AT_ONCE for _kind, count in shapes):
            return self._asked(given, shapes, fixed)
        return self._queryset(*given, **fixed)

    def all(self, ids: Sequence[int]) -> Iterator[Any]:
        """Of however many ids, some at a time."""
        for start in range(0, len(ids), IDS_AT_ONCE):
            yield from self(ids[start : start + IDS_AT_ONCE])

    def _asked(self, given: Sequence[Given], shapes: tuple[Shape, ...], fixed: Any) -> Iterable[Any]:
        key = (connection.vendor, shapes, *fixed.items())
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._compiled(shapes, fixed)
        sql, params, converters = self._kept[key]
        values = _parameters(given)
        with connection.cursor() as cursor:
            cursor.execute(sql, [own if place is None else values[place] for place, own in params])
            rows = cursor.fetchall()
        return _converted(rows, converters) if converters else rows

    def _compiled(self, shapes: tuple[Shape, ...], fixed: Any) -> Kept:
        stand_ins = _stand_ins(shapes)
        compiler = self._queryset(*stand_ins, **fixed).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places = {value: place for place, value in enumerate(_parameters(stand_ins))}
        converters = compiler.get_converters([each for each, _sql, _alias in compiler.select])
        return Kept(sql, [(places.get(each), each) for each in params], list(_needed(converters)))


def _needed(converters: dict[int, Any]) -> Iterator[tuple[int, Converter, Any]]:
    """Place in the row, converter and expression. Of a column of days the driver of SQLite has made days already."""
    of_days = getattr(connection.ops, "convert_datefield_value", None)
    for place, (found, expression) in converters.items():
        for convert in found:
            if not (isinstance(expression, Col) and convert == of_days):
                yield place, convert, expression


def _converted(
    rows: Iterable[Sequence[Any]], converters: list[tuple[int, Converter, Any]]
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, convert, expression in converters:
            values[place] = convert(values[place], expression, connection)
        yield tuple(values)


def _shape(given: Given) -> Shape:
    if isinstance(given, str | date):
        return date if isinstance(given, date) else str, None
    return str if given and isinstance(given[0], str) else int, len(given)


def _stand_ins(shapes: Iterable[Shape]) -> list[Given]:
    """Ids, texts and days that nobody has, no two alike: so they are found again among the parameters."""
    made: list[Given] = []
    place = 0
    for kind, count in shapes:
        some = [STANDS_IN[kind](each) for each in range(place, place + (1 if count is None else count))]
        made.append(some[0] if count is None else some)
        place += len(some)
    return made


STANDS_IN: dict[type, Callable[[int], Any]] = {
    int: lambda place: NOBODY - place,
    str: lambda place: f"{NOTHING} {place}",
    date: lambda place: NEVER + timedelta(days=place),
}


def _parameters(given: Iterable[Given]) -> list[Any]:
    """Each id, text and day, one behind the other, as the database takes it."""
    adapted = connection.ops.adapt_datefield_value
    values: list[Any] = []
    for each in given:
        if isinstance(each, str):
            values.append(each)
        elif isinstance(each, date):
            values.append(adapted(each))
        else:
            values += each
    return values


def a_page(ids: Sequence[Any]) -> list[Any]:
    """The ids of a page, the last again until it is full: every page is asked for by the same SQL."""
    return [*ids, *ids[-1:] * (ROWS_A_PAGE - len(ids))]


def by_first(
    rows: Iterable[Any], made: Callable[[Iterable[Any]], Any] = tuple
) -> defaultdict[Any, list[Any]]:
    """The first column (whose it is) to what is made of the others, for each of its rows."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for owner, *values in rows:
        found[owner].append(made(values))
    return found
