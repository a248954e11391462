"""Days and scores in, positions out: what is drawn, where, and what is compared with what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.instruments import INSTRUMENTS, ChangeKind, NotComparable
from registry.timeline.axis import END, LEFT, MOST_TICKS, RIGHT, axis_over, ticks
from registry.timeline.panel import BOTTOM, TOP, Panel, panel, y_of
from registry.timeline.series import Assessed, change_since, references, series_of
from registry.timeline.treatments import Ending, Noted, bar, periods_of
from tests.tables import every_row

TODAY = date(2026, 11, 22)
BASELINE = date(2025, 11, 22)


def answered(key, score, *, day=BASELINE, instrument="odi", **given) -> Assessed:
    return Assessed(key, given.pop("episode", 1), instrument, day, score, **given)


def drawn(*assessed: Assessed) -> list[Panel]:
    axis = axis_over([one.day for one in assessed], TODAY)
    return [panel(series, references(assessed), axis) for series in series_of(assessed)]


# the axis


def test_the_axis_reaches_from_before_the_first_day_to_today():
    axis = axis_over([BASELINE, date(2026, 3, 1)], TODAY)
    assert axis.first < BASELINE
    assert axis.last >= TODAY
    assert LEFT < axis.x(BASELINE) < axis.x(date(2026, 3, 1)) < axis.x(TODAY) <= RIGHT


def test_a_patient_without_days_still_has_an_axis_of_eight_weeks():
    axis = axis_over([], TODAY)
    assert (axis.last - axis.first).days >= 56
    assert axis.x(TODAY) > LEFT


def test_half_the_time_is_half_the_way():
    axis = axis_over([BASELINE], TODAY)
    middle = axis.first + (axis.last - axis.first) / 2
    assert axis.x(middle) == pytest.approx((LEFT + RIGHT) / 2, abs=1)


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), max_size=6),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_every_day_stands_on_the_axis_and_the_ticks_can_be_read(days, on):
    axis = axis_over(days, on)
    assert all(LEFT <= axis.x(day) <= RIGHT for day in [*days, on])
    assert 1 <= len(ticks(axis)) <= MOST_TICKS
    assert all(day.day == 1 for day in ticks(axis))


def test_years_are_named_by_their_first_of_january():
    axis = axis_over([date(2022, 6, 1)], TODAY)
    assert ticks(axis) == (date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))


# scores


@every_row(
    ("code", "score", "y"),
    [
        ("odi", 0, BOTTOM),
        ("odi", 50, (TOP + BOTTOM) / 2),
        ("odi", 100, TOP),
        ("eq5d_3l", 1, TOP),
        ("vas_rest", 0, BOTTOM),
    ],
)
def test_a_score_stands_at_its_height_on_the_scale(code, score, y):
    assert y_of(INSTRUMENTS[code].scale, score) == y


def test_a_score_of_0_is_drawn():
    (found,) = drawn(answered(1, 0.0, instrument="vas_rest"))
    assert [(mark.y, mark.assessed.score) for mark in found.marks] == [(BOTTOM, 0.0)]


def test_what_cannot_be_scored_is_not_drawn_and_compared_with_nothing():
    whole, without = answered(1, 40.0, baseline=True), answered(2, None, day=TODAY)
    (found,) = drawn(whole, without)
    assert [mark.assessed.key for mark in found.marks] == [1]
    assert change_since(references([whole, without])[1, "odi"], without) is None


def test_an_unscored_assessment_alone_gives_no_panel():
    assert drawn(answered(1, None)) == []


def test_nothing_recorded_gives_no_panel():
    assert drawn() == []


def test_one_score_is_a_mark_without_a_line_and_has_its_band():
    (found,) = drawn(answered(1, 40.0, baseline=True))
    assert (len(found.marks), found.lines, len(found.bands)) == (1, (), 1)
    assert found.marks[0].reference


def test_two_answers_on_one_day_are_both_drawn_above_each_other():
    (found,) = drawn(answered(1, 40.0), answered(2, 60.0))
    assert found.marks[0].x == found.marks[1].x
    assert found.marks[0].y != found.marks[1].y


def test_scores_are_joined_in_the_order_of_time_within_an_episode_only():
    (found,) = drawn(
        answered(1, 40.0, day=date(2026, 2, 1)),
        answered(2, 60.0, day=date(2026, 1, 1)),
        answered(3, 20.0, day=date(2026, 3, 1), episode=2),
    )
    (line,) = found.lines
    points = [tuple(map(float, point.split(","))) for point in line.split()]
    assert [mark.assessed.key for mark in found.marks] == [2, 1, 3]
    assert points == [(mark.x, mark.y) for mark in found.marks[:2]]


def test_value_sets_never_share_a_scale():
    panels = drawn(
        answered(1, 0.5, instrument="eq5d_3l", value_set="dk_tto", baseline=True),
        answered(2, 0.6, instrument="eq5d_3l", value_set="uk_tto", day=TODAY),
    )
    assert [(found.series.value_set, len(found.marks), len(found.bands)) for found in panels] == [
        ("dk_tto", 1, 1),
        ("uk_tto", 1, 0),
    ]


# what is compared with what

# MCID as the sources give it: ODI 12.8 of 100, EQ-5D 0.12, VAS 15 of 100, NDI 10 of 100.
THRESHOLDS = [("odi", 40.0, 27.2, 52.8), ("vas_rest", 50.0, 35.0, 65.0), ("ndi", 40.0, 30.0, 50.0)]


@every_row(("code", "baseline", "low", "high"), THRESHOLDS)
def test_the_band_is_the_baseline_less_and_plus_the_threshold(code, baseline, low, high):
    (found,) = drawn(answered(1, baseline, instrument=code, baseline=True))
    (band,) = found.bands
    assert (band.low, band.high) == pytest.approx((low, high))
    scale = INSTRUMENTS[code].scale
    assert band.y == y_of(scale, high)
    assert band.y + band.height == pytest.approx(y_of(scale, low), abs=0.11)


def test_the_band_of_an_index_is_in_index_points():
    (found,) = drawn(answered(1, 0.5, instrument="eq5d_3l", value_set="dk_tto", baseline=True))
    assert (found.bands[0].low, found.bands[0].high) == pytest.approx((0.38, 0.62))


def test_the_band_ends_where_the_scale_does():
    (found,) = drawn(answered(1, 5.0, instrument="vas_rest", baseline=True))
    assert (found.bands[0].low, found.bands[0].high) == (0, 20)


def test_each_episode_has_its_own_band_until_the_next():
    (found,) = drawn(
        answered(1, 60.0, baseline=True),
        answered(2, 40.0, day=date(2026, 6, 1), baseline=True, episode=2),
    )
    first, second = found.bands
    assert first.x + first.width == pytest.approx(second.x, abs=0.11)
    assert second.x + second.width == pytest.approx(END, abs=0.11)


def test_the_baseline_is_compared_with_even_where_another_score_is_older():
    earlier = answered(1, 80.0, day=BASELINE - timedelta(days=3))
    baseline = answered(2, 60.0, baseline=True)
    compared = references([baseline, earlier])[1, "odi"]
    assert compared is baseline
    assert change_since(compared, earlier) is None


def test_without_a_scorable_baseline_the_first_score_is_compared_with():
    without = answered(1, None, baseline=True)
    first, second = answered(2, 60.0, day=date(2026, 1, 1)), answered(3, 40.0, day=date(2026, 2, 1))
    assert references([second, first, without])[1, "odi"] is first


@every_row(
    ("score", "kind"),
    [
        (47.2, ChangeKind.BETTER),
        (47.3, ChangeKind.LESS_THAN_THRESHOLD),
        (60.0, ChangeKind.LESS_THAN_THRESHOLD),
        (72.7, ChangeKind.LESS_THAN_THRESHOLD),
        (72.8, ChangeKind.WORSE),
    ],
)
def test_the_change_is_held_against_the_threshold(score, kind):
    baseline, later = answered(1, 60.0, baseline=True), answered(2, score, day=TODAY)
    assert change_since(baseline, later).kind is kind


def test_an_index_in_another_value_set_is_not_compared():
    baseline = answered(1, 0.5, instrument="eq5d_3l", value_set="dk_tto", baseline=True)
    later = answered(2, 0.9, instrument="eq5d_3l", value_set="uk_tto", day=TODAY)
    assert isinstance(change_since(baseline, later), NotComparable)


# treatments

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def ended(*noted: Noted, lasts=None) -> list[tuple]:
    found = periods_of(noted, TODAY, {"tramadol": lasts})
    return [(period.value, period.begins, period.ends, period.ending) for period in found]


def test_a_treatment_stands_until_it_is_recorded_otherwise():
    assert ended(Noted("tramadol", "ongoing", MARCH), Noted("tramadol", "not_tolerated", APRIL)) == [
        ("ongoing", MARCH, APRIL, Ending.CHANGED),
        ("not_tolerated", APRIL, TODAY, Ending.STANDS),
    ]


def test_what_was_cleared_ends_without_anything_after_it():
    assert ended(Noted("tramadol", "ongoing", MARCH), Noted("tramadol", None, APRIL)) == [
        ("ongoing", MARCH, APRIL, Ending.CHANGED)
    ]


@every_row(
    ("days", "ends", "ending"),
    [
        (265, date(2026, 11, 21), Ending.OUTDATED),
        (266, TODAY, Ending.STANDS),
        (267, TODAY, Ending.STANDS),
    ],
)
def test_a_value_stands_no_longer_than_it_is_read_for(days, ends, ending):
    assert ended(Noted("tramadol", "ongoing", MARCH), lasts=days) == [("ongoing", MARCH, ends, ending)]


def test_a_value_recorded_again_while_it_stands_is_one_period():
    assert ended(Noted("tramadol", "ongoing", MARCH), Noted("tramadol", "ongoing", APRIL)) == [
        ("ongoing", MARCH, TODAY, Ending.STANDS)
    ]


def test_a_value_recorded_again_after_it_grew_old_is_another_period():
    found = ended(Noted("tramadol", "ongoing", MARCH), Noted("tramadol", "ongoing", MAY), lasts=30)
    assert [(begins, ending) for _value, begins, _ends, ending in found] == [
        (MARCH, Ending.OUTDATED),
        (MAY, Ending.OUTDATED),
    ]


def test_of_two_values_on_one_day_the_last_counts():
    assert ended(Noted("tramadol", "ongoing", MARCH), Noted("tramadol", "inadequate", MARCH)) == [
        ("inadequate", MARCH, TODAY, Ending.STANDS)
    ]


def test_a_bar_begins_on_its_day_and_can_be_seen_on_the_first():
    axis = axis_over([MARCH], TODAY)
    (period,) = periods_of([Noted("tramadol", "ongoing", TODAY)], TODAY, {})
    found = bar(period, axis)
    assert found.x == axis.x(TODAY)
    assert found.width > 0
