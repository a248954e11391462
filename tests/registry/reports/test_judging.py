"""Intervals, limits and what silence may hide, against published values."""

import pytest

from registry.reports.funnel import Place, Point, of_means, of_proportions
from registry.reports.intervals import of_proportion
from registry.reports.judging import Answered, Completeness, is_few
from registry.reports.silence import Reached, Scenario, supposed

# Newcombe 1998, Stat Med 17:857-872, table I, method 3: the score method of Wilson
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


def test_the_interval_of_a_share_is_the_published_one():
    for part, whole, low, high in NEWCOMBE:
        found = of_proportion(part, whole)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert of_proportion(0, 0) is None


def test_funnel_limits_narrow_with_the_number_of_patients_and_say_where_a_unit_lies():
    funnel = of_proportions([], 0.5)
    narrow, wide = funnel.limits(100, 0.95), funnel.limits(100, 0.998)
    assert (round(narrow.low, 3), round(narrow.high, 3)) == (0.402, 0.598)  # 1.96 * 0.05
    assert (round(wide.low, 3), round(wide.high, 3)) == (0.345, 0.655)  # 3.09 * 0.05
    places = [funnel.place_of(Point(100, share)) for share in (0.34, 0.40, 0.402, 0.5, 0.6, 0.66)]
    assert places == [
        Place.BELOW_998,
        Place.BELOW_95,
        Place.BELOW_95,
        Place.INSIDE,
        Place.ABOVE_95,
        Place.ABOVE_998,
    ]
    assert funnel.limits(4, 0.998).high == 1.0  # a share ends where shares end


def test_limits_are_widened_only_where_units_differ_more_than_chance_lets_them():
    alike = [Point(100, mean) for mean in (39.0, 41.0, 40.5, 39.5)]  # within one standard error (10 / 10)
    apart = [Point(100, mean) for mean in (37.0, 43.0, 37.0, 43.0)]  # three standard errors each: 3 squared
    assert of_means(alike, 40, 10).dispersion == 1
    assert of_means(apart, 40, 10).dispersion == pytest.approx(9)
    assert of_means(apart, 40, 10).is_widened
    one_far = [Point(100, 40.0)] * 19 + [Point(100, 90.0)]  # winsorised: it does not widen its own limits
    assert not of_means(one_far, 40, 10).is_widened


def test_the_silent_bound_a_share_from_both_sides():
    answered, late, silent = Reached(30, 50), Reached(4, 10), 20
    found = {scenario: supposed(scenario, answered, late, silent).share for scenario in Scenario}
    assert found[Scenario.OBSERVED] == 0.6
    assert found[Scenario.LIKE_LATE] == pytest.approx(38 / 70)
    assert (found[Scenario.WORST], found[Scenario.BEST]) == (30 / 70, 50 / 70)
    assert supposed(Scenario.LIKE_LATE, answered, Reached(0, 0), silent) is None


def test_few_and_incomplete_are_said_at_their_edges():
    assert [is_few(n) for n in (0, 29, 30)] == [True, True, False]
    states = [Answered(*counts).state for counts in ((0, 0), (79, 100), (80, 100))]
    assert states == [Completeness.NOBODY, Completeness.BELOW, Completeness.REACHED]
