"""What SQLite says of how it would answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection


def plan_of(ask: Callable[[], Any]) -> str:
    """The plans of the queries, with their parameters bound as they were."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    with connection.cursor() as cursor:
        return "\n".join(
            row[3]
            for sql, params in asked
            for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        )
