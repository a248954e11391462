"""Moments are exact, and say None where there is nothing to say."""

from __future__ import annotations

from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.statistics import Moments, measure
from registry.statistics.exact import scaled
from registry.statistics.student import quantile
from tests.tables import every_row

scores = st.lists(st.integers(0, 50).map(lambda sum_of: 100 * sum_of / 45), min_size=2, max_size=30)


def test_quantiles_of_students_t_are_those_of_the_tables():
    printed = {1: 12.7062, 2: 4.3027, 5: 2.5706, 10: 2.2281, 29: 2.0452, 120: 1.9799, 1_000_000: 1.9600}
    assert {freedom: round(quantile(0.975, freedom), 4) for freedom in printed} == printed


@given(scores, scores)
def test_moments_add_and_subtract_to_those_of_the_patients_together(one, other):
    together = Moments.of(one) + Moments.of(other)
    assert together == Moments.of([*other, *one])
    assert together - Moments.of(other) == Moments.of(one)
    assert together.mean == pytest.approx(mean([*one, *other]), rel=1e-9)
    assert together.sd == pytest.approx(stdev([*one, *other]), rel=1e-6, abs=1e-6)


def test_of_nobody_and_of_one_patient_nothing_is_said_that_cannot_be():
    nobody, one = Moments(), Moments.of([40.0])
    assert (nobody.mean, nobody.sd, nobody.se, nobody.interval()) == (None, None, None, None)
    assert (one.mean, one.sd, one.se, one.interval()) == (40.0, None, None, None)


def test_an_interval_reaches_by_t_times_the_standard_error():
    interval = Moments.of([10.0, 20.0, 30.0, 40.0]).interval()
    assert (round(interval.low, 3), round(interval.high, 3)) == (4.457, 45.543)  # 25 ± 3.1824 · 12.910 / 2


@every_row(
    ("instrument", "code", "baseline", "below", "at"),
    [
        ("odi", "12.8", 40.0, 12.7, 12.8),
        ("odi", "15", 40.0, 14.9, 15.0),
        ("odi", "22", 40.0, 21.9, 22.0),
        ("odi", "30%", 40.0, 11.9, 12.0),
        ("odi", "30%", 200 / 3, 19.9, 20.0),  # a third is kept to nine decimals, and is not lost for it
        ("vas_back", "30%", 0.0, 0.0, 1.0),  # nobody gets better by 30 % of nothing
    ],
)
def test_a_threshold_is_reached_by_at_least_so_much(instrument, code, baseline, below, at):
    threshold = next(one for one in measure(instrument).thresholds if one.code == code)
    assert not threshold.is_reached(scaled(below), scaled(baseline))
    assert threshold.is_reached(scaled(at), scaled(baseline))


def test_bins_hold_their_lower_end_and_what_lies_beyond_counts_in_the_last():
    odi, nrs, index = (measure(*of).bins for of in (("odi",), ("nrs_pain",), ("eq5d_3l", "", "dk_tto")))
    assert [odi.place_of(scaled(score)) for score in (0, 4.9, 5, 99.9, 100)] == [0, 0, 1, 19, 19]
    assert [nrs.place_of(scaled(score)) for score in (0, 1, 10)] == [0, 1, 10]
    assert nrs.count == 11
    assert [index.place_of(scaled(score)) for score in (-0.624, 0.0, 0.1, 1.0)] == [3, 10, 11, 19]
    changes = measure("odi").change_bins
    assert [changes.place_of(scaled(gain)) for gain in (-100, -0.1, 0, 4.9, 5, 100)] == [
        0,
        19,
        20,
        20,
        21,
        39,
    ]
