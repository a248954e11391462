"""A period is its whole months and its broken ends, and nothing twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from registry.completeness.periods import Period, broken_ends, next_month, whole_months, year_of, year_to
from tests.tables import every_row

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@every_row(
    ("first", "last", "months", "ends"),
    [
        ("2026-01-01", "2026-11-21", ("2026-01-01", "2026-10-01"), [("2026-11-01", "2026-11-21")]),
        ("2025-01-01", "2025-12-31", ("2025-01-01", "2025-12-01"), []),
        ("2026-01-01", "2026-01-01", None, [("2026-01-01", "2026-01-01")]),
        ("2026-02-03", "2026-02-27", None, [("2026-02-03", "2026-02-27")]),
        ("2026-02-01", "2026-02-28", ("2026-02-01", "2026-02-01"), []),
        ("2025-12-15", "2026-02-10", ("2026-01-01", "2026-01-01"), [("2025-12-15", "2025-12-31"), ("2026-02-01", "2026-02-10")]),
        ("2026-01-01", "2025-12-31", None, []),  # on New Year's Day nothing of the year is past
    ],
)  # fmt: skip
def test_whole_months_and_ends(first, last, months, ends):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    found = whole_months(period)
    assert found == (months and tuple(map(date.fromisoformat, months)))
    assert [(str(end.first), str(end.last)) for end in broken_ends(period)] == ends


@given(DAYS, st.integers(0, 900))
def test_every_day_is_in_one_month_or_one_end(first, length):
    period = Period(first, first + timedelta(days=length))
    months = whole_months(period)
    in_months = (next_month(months[1]) - months[0]).days if months else 0
    assert in_months + sum((end.last - end.first).days + 1 for end in broken_ends(period)) == length + 1


def test_a_year_ends_yesterday_at_the_latest():
    on = date(2026, 11, 22)
    assert year_to(on) == year_of(2026, on) == Period(date(2026, 1, 1), date(2026, 11, 21))
    assert year_of(2025, on).last == date(2025, 12, 31)
