"""Assessments by the hundred thousand: one statement a batch, without a model object a row, which takes five times as long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone

from registry.actions.assessments import Answered, scored
from registry.instruments import INSTRUMENTS
from registry.models import Assessment

FIELDS = tuple(field for field in Assessment._meta.concrete_fields if not field.primary_key)


def insert_assessments(rows: Iterable[Mapping[str, Any]]) -> int:
    """Stores rows of column name to prepared value; a column that is left out takes its default. How many there were."""
    standard = {**_defaults(), "recorded_at": prepared("recorded_at", timezone.now())}
    values = [tuple({**standard, **row}.values()) for row in rows]
    names = ", ".join(connection.ops.quote_name(name) for name in standard)
    table = connection.ops.quote_name(Assessment._meta.db_table)
    places = ", ".join(["%s"] * len(standard))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608  names of our own
    return len(values)


@lru_cache(maxsize=20_000)
def scored_columns(instrument: str, answers: tuple[int | None, ...], value_set: str | None) -> dict[str, Any]:
    """The columns that follow from the answers, ready to be stored; answers in the order of the items are given often."""
    responses = INSTRUMENTS[instrument].in_order(answers)
    columns = scored(Answered(instrument, responses, value_set))
    return {name: prepared(name, value) for name, value in {"instrument": instrument, **columns}.items()}


def prepared(name: str, value: Any) -> Any:
    """A value as the database takes it for this field."""
    return Assessment._meta.get_field(name).get_db_prep_save(value, connection)


def _defaults() -> dict[str, Any]:
    kept = ((field, field.get_default()) for field in FIELDS)
    return {
        field.column: field.get_db_prep_save(value, connection)
        for field, value in kept
        if not isinstance(value, DatabaseDefault)
    }
