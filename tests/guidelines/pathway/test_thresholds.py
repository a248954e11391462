"""Thresholds: the contract's values, their bounds and order, and what a department may change."""

from datetime import date
from itertools import pairwise

import pytest

from guidelines.pathway.thresholds import DEFAULT, ORDER, Override, ThresholdError
from tests.tables import every_row

CONTRACT = {
    "rest_goal_vas": (4, 0, 20),
    "escalate_rest_vas": (45, 20, 70),
    "severe_vas": (70, 50, 80),
    "early_weeks": (6, 2, 12),
    "corset_short_weeks": (6, 2, 12),
    "conservative_min_weeks": (4, 3, 12),
    "kyphoplasty_weeks": (3, 2, 6),
    "mri_wait_limit_days": (7, 1, 28),
    "malignancy_age_years": (50, 40, 70),
    "malignancy_weeks": (4, 2, 12),
    "steroid_injections": (3, 1, 6),
    "analgesic_review_weeks": (26, 6, 52),
    "acute_weeks": (26, 12, 26),
    "tug_amber_s": (12, 10, 14),
    "tug_red_s": (15, 12, 20),
    "tug_very_red_s": (20, 15, 30),
    "sts_amber_s": (12, 10, 14),
    "sts_red_s": (15, 12, 20),
    "tandem_green_s": (10, 10, 10),
    "tandem_red_s": (3, 1, 5),
    "t_very_low": (-3.0, -3.5, -2.5),
    "consideration_vas": (50, 35, 65),
    "falls_many": (2, 1, 3),
    "low_trauma_many": (2, 2, 3),
}


def own(value: float) -> Override:
    return Override(value=value, source="Department guideline", valid_from=date(2026, 6, 1))


def test_the_values_and_bounds_are_the_contract_s():
    assert {each.name: (each.value, each.low, each.high) for each in DEFAULT} == CONTRACT


def test_every_threshold_has_a_source_a_label_a_unit_and_a_day():
    assert all(each.source and each.label and each.unit and each.valid_from for each in DEFAULT)


@every_row("name", CONTRACT)
def test_the_bounds_are_inside_and_beyond_them_is_refused(name):
    _value, low, high = CONTRACT[name]
    for outside in (low - 1, high + 1, float("nan"), float("inf"), True):
        with pytest.raises(ThresholdError, match=f"{name}: found .* allowed: ") as caught:
            DEFAULT.with_overrides({name: own(outside)})
        assert caught.value.name == name


@every_row("name", ["early_weeks", "severe_vas", "t_very_low", "consideration_vas", "tandem_red_s"])
def test_a_department_may_use_the_bounds_themselves(name):
    _value, low, high = CONTRACT[name]
    for inside in (low, high):
        assert DEFAULT.with_overrides({name: own(inside)})[name] == inside


def test_an_override_is_named_with_its_value_source_and_day():
    changed = DEFAULT.with_overrides({"severe_vas": own(60)})
    assert changed.used({"severe_vas"}) == {
        "severe_vas": {"value": 60, "source": "Department guideline", "from": "2026-06-01"}
    }
    assert changed["rest_goal_vas"] == 4
    assert DEFAULT["severe_vas"] == 70


@every_row(
    "values",
    [
        {"escalate_rest_vas": 60, "severe_vas": 55},
        {"escalate_rest_vas": 70},
        {"tug_red_s": 20},
        {"tug_amber_s": 14, "tug_red_s": 13},
        {"tug_red_s": 17, "tug_very_red_s": 16},
        {"sts_amber_s": 14, "sts_red_s": 14},
        {"rest_goal_vas": 20, "escalate_rest_vas": 20},
    ],
)
def test_thresholds_out_of_order_are_refused(values):
    with pytest.raises(ThresholdError, match="below"):
        DEFAULT.with_overrides({name: own(value) for name, value in values.items()})


def test_the_defaults_stand_in_order():
    assert all(DEFAULT[low] < DEFAULT[high] for names in ORDER for low, high in pairwise(names))


def test_an_unknown_threshold_is_refused():
    with pytest.raises(ThresholdError, match="severe: not a threshold"):
        DEFAULT.with_overrides({"severe": own(60)})


@every_row("name", ["falls_many", "low_trauma_many", "steroid_injections"])
def test_a_count_is_whole(name):
    with pytest.raises(ThresholdError, match="a whole number"):
        DEFAULT.with_overrides({name: own(2.5)})


def test_our_own_choices_are_labelled():
    assert [each.name for each in DEFAULT if each.design_choice] == [
        "early_weeks", "corset_short_weeks", "mri_wait_limit_days", "steroid_injections", "t_very_low",
        "consideration_vas",
    ]  # fmt: skip
