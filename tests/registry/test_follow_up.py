"""Waves and windows: at, before and after each edge."""

from datetime import date, timedelta

import pytest

from registry.follow_up import (
    ClosedReason,
    Course,
    WaveStatus,
    add_months,
    baseline_until,
    next_due,
    schedule,
    tells_of,
    wave_status,
    waves_for,
)
from tests.tables import every_row

INDEX = date(2024, 1, 31)


def wave(code):
    return next(
        found
        for metastasis in (True, False)
        for found in waves_for(metastasis=metastasis)
        if found.code == code
    )


@every_row(
    ("code", "before", "opens", "target", "after_target", "closes", "after"),
    [
        ("w6", (2024, 2, 27), (2024, 2, 28), (2024, 3, 13), (2024, 3, 14), (2024, 4, 10), (2024, 4, 11)),
        ("y1", (2024, 11, 29), (2024, 11, 30), (2025, 1, 31), (2025, 2, 1), (2025, 4, 30), (2025, 5, 1)),
        ("y2", (2025, 10, 30), (2025, 10, 31), (2026, 1, 31), (2026, 2, 1), (2026, 7, 31), (2026, 8, 1)),
        ("y5", (2028, 7, 30), (2028, 7, 31), (2029, 1, 31), (2029, 2, 1), (2030, 1, 31), (2030, 2, 1)),
        ("y10", (2033, 1, 30), (2033, 1, 31), (2034, 1, 31), (2034, 2, 1), (2036, 1, 31), (2036, 2, 1)),
    ],
)
def test_a_window_opens_is_due_overdue_and_closes(code, before, opens, target, after_target, closes, after):
    course = Course(INDEX, metastasis=code == "w6")
    found = [
        wave_status(wave(code), course, date(*day))
        for day in (before, opens, target, after_target, closes, after)
    ]
    assert found == ["not_yet", "due", "due", "overdue", "overdue", "missed"]


def test_metastasis_has_six_weeks_only_and_others_the_years():
    assert [found.code for found in waves_for(metastasis=True)] == ["w6"]
    assert [found.code for found in waves_for(metastasis=False)] == ["y1", "y2", "y5", "y10"]


def test_an_answer_stands_whatever_came_after_it():
    course = Course(INDEX, metastasis=False, answered=frozenset({"y1"}), ended_on=date(2025, 3, 1))
    assert wave_status(wave("y1"), course, date(2026, 1, 1)) == WaveStatus.COMPLETE


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [(date(2025, 1, 1), "closed"), (date(2025, 4, 30), "closed"), (date(2025, 5, 1), "missed")],
    ids=["before the target", "on the last day", "the day after the window closed"],
)
def test_death_closes_a_window_that_was_still_open(ended_on, expected):
    course = Course(INDEX, metastasis=False, ended_on=ended_on)
    assert wave_status(wave("y1"), course, date(2025, 6, 1)) == expected


def test_a_death_still_to_come_does_not_close_anything_today():
    course = Course(INDEX, metastasis=False, ended_on=date(2025, 4, 1))
    assert wave_status(wave("y1"), course, date(2025, 1, 15)) == WaveStatus.DUE


def test_a_closed_wave_leaves_the_next_one_open():
    course = Course(INDEX, metastasis=False, closed=(("y1", ClosedReason.NOT_AVAILABLE),))
    waiting = next_due(schedule(course, date(2025, 1, 15)))
    assert waiting is not None
    assert waiting.wave.code == "y2"


def test_the_last_of_the_month_stays_the_last_of_a_shorter_month():
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


def test_an_answer_at_a_follow_up_tells_of_it_from_the_index_date_on_and_any_other_always():
    days = (date(2024, 1, 30), INDEX, date(2024, 2, 1))
    assert [tells_of("y1", day, INDEX) for day in days] == [False, True, True]
    assert all(tells_of(timepoint, day, INDEX) for timepoint in ("baseline", "visit") for day in days)


@every_row(
    ("on", "given", "until"),
    [
        (INDEX, {"operated": True}, INDEX),  # the day of the operation is the last
        (INDEX + timedelta(days=1), {"operated": True}, None),
        (INDEX, {}, date(2024, 11, 29)),  # the first year opens ten months on
        (date(2024, 11, 29), {}, date(2024, 11, 29)),
        (date(2024, 11, 30), {}, None),  # it is open
        (date(2025, 4, 30), {}, None),
        (
            date(2025, 5, 1),
            {},
            date(2025, 10, 30),
        ),  # missed, as of an onset long ago: the second year opens after 21
        (date(2025, 5, 1), {"answered": frozenset({"y1"})}, None),  # follow-up has begun
        (date(2025, 5, 1), {"answered": frozenset({"baseline"})}, date(2025, 10, 30)),  # in part, maybe
        (date(2036, 2, 1), {}, None),  # the last window has closed
        (INDEX, {"ended_on": INDEX}, None),
        (INDEX, {"ended_on": INDEX + timedelta(days=1)}, date(2024, 11, 29)),
    ],
)
def test_a_baseline_is_asked_for_until_it_would_tell_of_the_treatment(on, given, until):
    operated = given.get("operated", False)
    course = Course(
        INDEX, metastasis=False, **{name: value for name, value in given.items() if name != "operated"}
    )
    assert baseline_until(course, on, operated=operated) == until
