"""Which blanks could still settle a criterion, without a search: the same list, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.building import at_least, blank, is_in, is_true, known_true, not_false
from guidelines.pathway.criteria import Limit, RuleError
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.deciding import deciding
from guidelines.pathway.readings.exported.unsettled import unsettled
from guidelines.pathway.readings.verdict import reader
from guidelines.pathway.sacroplasty import candidate
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.strategies import value_of

WHAT_DECIDES = unsettled(candidate)
BLANK = dict.fromkeys(FACTS)
RECORDS = st.fixed_dictionaries({}, optional={fact: value_of(FACTS[fact]) for _met, fact in WHAT_DECIDES})


def listed(record):
    limits = DEFAULT.values
    return tuple(fact for met, fact in WHAT_DECIDES if reader(met)(record, limits, {}) is True)


@pytest.mark.slow
@settings(max_examples=200)
@given(RECORDS)
def test_it_lists_what_the_search_finds(recorded):
    record = {**BLANK, "sacral_fracture": "confirmed", **recorded}
    if reader(candidate)(record, DEFAULT.values, {}) is None:
        assert listed(record) == deciding(candidate, record, DEFAULT.values)
    else:
        assert listed(record) == ()


def test_nothing_recorded_but_the_fracture_leaves_all_the_rest_open():
    record = {**BLANK, "sacral_fracture": "confirmed"}
    assert listed(record) == (
        "pain_rest_vas",
        "pain_activity_vas",
        "pain_improving",
        "metastasis_confirmed",
        "multiple_myeloma",
        "conservative_weeks",
        "mobilisation_possible",
        "complication_risk_high",
        "pelvic_radiotherapy",
    )


@pytest.mark.parametrize(
    "criterion",
    [
        is_true("fever") & ~is_true("fever"),
        is_true("fever") & blank("frail"),
        is_true("fever") | known_true(is_true("frail")),
        is_true("fever") & not_false(is_true("frail")),
        is_true("fever") & at_least("pain_rest_vas", 0),
        is_true("fever") & is_in("sex", "female", "male"),
    ],
    ids=["read twice", "recorded", "blank may add", "blank may not take", "always met", "any value"],
)
def test_what_would_not_be_exact_is_refused(criterion):
    with pytest.raises(RuleError, match="cannot be exported exactly"):
        unsettled(criterion)


def test_a_guard_that_would_have_settled_the_whole_is_no_hindrance():
    guarded = known_true(is_in("sacral_fracture", "confirmed")) & at_least(
        "pain_rest_vas", Limit("severe_vas")
    )
    assert [fact for _met, fact in unsettled(guarded)] == ["pain_rest_vas"]
    turned = not_false(is_true("fever")) | is_true("frail")
    assert [fact for _met, fact in unsettled(turned)] == ["frail"]
