"""A day from SQLite is the day that Django reads, parsed once."""

from __future__ import annotations

import sqlite3

import pytest
from django.utils.dateparse import parse_date

from registry import sqlite_days


@pytest.mark.parametrize("text", ["2024-02-29", "1900-01-01", "", "nothing of the kind", "2024-2-9"])
def test_a_day_is_read_as_django_reads_it(text):
    assert sqlite_days.day_in(text.encode()) == parse_date(text)


def test_a_day_there_is_not_is_refused_every_time():
    for _time in range(2):
        with pytest.raises(ValueError, match="out of range"):
            sqlite_days.day_in(b"2023-02-29")


def test_the_driver_asks_ours_and_not_djangos_own():
    assert sqlite3.converters["DATE"] is sqlite_days.day_in
