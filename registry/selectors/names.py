"""Who rows are about, as a list says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet


def with_names(rows: QuerySet[Any], identity: str = "patient__identity") -> QuerySet[Any]:
    """Rows with name and birth date; an identifier that no list shows is not decrypted fifty times a page."""
    return rows.select_related(identity).defer(f"{identity}__number", f"{identity}__email")


def page_in_order(rows: QuerySet[Any], ids: Iterable[int]) -> list[Any]:
    """The rows of a page in the order of their ids; one that is gone meanwhile is left out."""
    keys = list(ids)
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]
