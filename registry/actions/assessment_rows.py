"""Assessments by the hundred thousand: what follows from the answers is worked out once for answers that are given often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils import timezone

from registry.actions import bulk_rows
from registry.actions.assessments import Answered, scored
from registry.instruments import INSTRUMENTS
from registry.models import Assessment


def insert_assessments(rows: Iterable[Mapping[str, Any]]) -> int:
    """Stores rows of column name to prepared value; a column that is left out takes its default. How many there were."""
    now = {"recorded_at": prepared("recorded_at", timezone.now())}
    return bulk_rows.insert_columns(Assessment, ({**now, **row} for row in rows))


@lru_cache(maxsize=20_000)
def scored_columns(instrument: str, answers: tuple[int | None, ...], value_set: str | None) -> dict[str, Any]:
    """The columns that follow from the answers, ready to be stored; answers in the order of the items are given often."""
    responses = INSTRUMENTS[instrument].in_order(answers)
    columns = scored(Answered(instrument, responses, value_set))
    return {name: prepared(name, value) for name, value in {"instrument": instrument, **columns}.items()}


def prepared(name: str, value: Any) -> Any:
    """A value as the database takes it for this field of an assessment."""
    return bulk_rows.prepared(Assessment, name, value)
