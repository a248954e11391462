"""What a person types as a date, and what is read from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.partial_date import PartialDate
from registry.typed_date import NoSuchDay, Unreadable, typed_date
from tests.tables import every_row

SECOND_NOVEMBER = PartialDate(date(2026, 11, 2))
NOVEMBER = PartialDate(date(2026, 11, 1), "month")


@every_row(
    "text",
    [
        "2026-11-02", "2026-11-2", "2026/11/02", "2026.11.02",
        "2/11/2026", "02/11/2026", "2.11.2026", "02.11.2026", "2-11-2026", "02-11-2026", "2 11 2026", "  2.11.2026 ",
    ],
)  # fmt: skip
def test_a_day_is_read_day_first_or_year_first(text):
    assert typed_date(text) == SECOND_NOVEMBER


@every_row("text", ["11/2026", "11.2026", "11-2026", "11 2026", "2026-11", "2026/11"])
def test_a_month_is_read_as_a_month(text):
    assert typed_date(text) == NOVEMBER


@every_row(
    "text",
    ["31.2.2026", "29.2.2025", "0.1.2026", "32.1.2026", "1.13.2026", "2026-13", "2026-00-10", "11/0000"],
)
def test_a_day_the_calendar_lacks_is_named_so(text):
    with pytest.raises(NoSuchDay):
        typed_date(text)


@every_row(
    "text",
    [
        "",
        "2026",
        "2.11.26",
        "2.11",
        "02112026",
        "2 November 2026",
        "2.11.20266",
        "١/١/٢٠٢٦",
        "2026-11-02T10:00",
    ],
)
def test_other_texts_are_not_guessed_at(text):
    with pytest.raises(Unreadable):
        typed_date(text)


def test_a_leap_day_exists_in_a_leap_year():
    assert typed_date("29.2.2024").day == date(2024, 2, 29)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["{d}.{m}.{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{y}-{m}-{d}"]),
)
def test_every_day_is_read_back_from_every_way_of_writing_it(day, form):
    assert typed_date(form.format(d=day.day, m=day.month, y=day.year)) == PartialDate(day)


@given(st.text(alphabet="0123456789./- ", max_size=12))
def test_a_text_is_read_or_refused_and_never_anything_else(text):
    try:
        found = typed_date(text)
    except (Unreadable, NoSuchDay):
        return
    assert str(found.day.year) in text
