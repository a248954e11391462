"""A date as a person in Denmark or Sweden types it: day before month, or year first; pure."""

from __future__ import annotations

import re
from datetime import date

from registry.partial_date import PartialDate

DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", re.ASCII)
MONTH_FIRST = re.compile(r"(\d{1,2})[./ -](\d{4})", re.ASCII)
YEAR_MONTH = re.compile(r"(\d{4})[./-](\d{1,2})", re.ASCII)


class Unreadable(ValueError):
    """The text is not a date in a form we read."""


class NoSuchDay(ValueError):
    """The text has the form of a date, but the calendar has no such day."""


def typed_date(text: str) -> PartialDate:
    """The day or month that was typed; two-digit years are not read, because 48 is 1948 to one and 2048 to another."""
    text = " ".join(text.split())
    if found := DAY_FIRST.fullmatch(text):
        return _on(found[3], found[2], found[1])
    if found := YEAR_FIRST.fullmatch(text):
        return _on(found[1], found[2], found[3])
    if found := MONTH_FIRST.fullmatch(text):
        return _on(found[2], found[1])
    if found := YEAR_MONTH.fullmatch(text):
        return _on(found[1], found[2])
    raise Unreadable(text)


def _on(year: str, month: str, day: str | None = None) -> PartialDate:
    try:
        return PartialDate(date(int(year), int(month), int(day or 1)), "day" if day else "month")
    except ValueError:
        raise NoSuchDay(f"{year}-{month}-{day}") from None
