"""Days as they come from SQLite: rows by the hundred thousand share some thousand days, and each text is parsed once."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import lru_cache

import django.db.backends.sqlite3.base  # noqa: F401  registers its own for "date", which would otherwise come later
from django.utils.dateparse import parse_date

DAYS_KEPT = 2**14  # forty-four years


@lru_cache(maxsize=DAYS_KEPT)
def day_in(text: bytes) -> date | None:
    """As Django reads it."""
    return parse_date(text.decode())


def register() -> None:
    sqlite3.register_converter("date", day_in)
