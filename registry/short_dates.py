"""Days and moments as lists write them. A list says the same few days again and again, on every page of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language


def short_day(day: date) -> str:
    return _short_day(day, get_language())


def short_moment(moment: datetime) -> str:
    """In the local time."""
    return _short_moment(localtime(moment), get_language())


@lru_cache(4096)
def _short_day(day: date, _language: str | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


@lru_cache(4096)
def _short_moment(moment: datetime, _language: str | None) -> str:
    return date_format(moment, "SHORT_DATETIME_FORMAT")
