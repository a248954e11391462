"""EQ-5D-5L: every reference state of every value set, and the ends their papers print. EQ VAS beside it."""

from __future__ import annotations

import pytest

from registry.actions.assessments import DEFAULT_VALUE_SETS, default_value_set
from registry.instruments import INSTRUMENTS, InvalidOption, NotScorable
from registry.instruments.value_sets import VALUE_SETS
from registry.models import Department
from tests.registry.instruments.reference_cases import rows
from tests.tables import every_row

EQ5D, EQ_VAS = INSTRUMENTS["eq5d_5l"], INSTRUMENTS["eq_vas"]


def index(state, value_set):
    return EQ5D.score(EQ5D.in_order([int(level) for level in state]), value_set=value_set)


@every_row("value_set", ["dk_2021", "se_2020", "se_2022"])
def test_every_reference_state(value_set):
    cases = rows(f"eq5d5l_{value_set}.csv")
    assert len(cases) == 150
    for case in cases:
        assert index(case["state"], value_set).value == pytest.approx(float(case["value"]), abs=1e-9)


@every_row(
    ("value_set", "full_health", "worst"),
    [("dk_2021", 1, -0.758), ("se_2020", 0.9755, 0.2433), ("se_2022", 1, -0.314)],
)
def test_the_ends_of_a_value_set(value_set, full_health, worst):
    assert [index(state, value_set).value for state in ("11111", "55555")] == [full_health, worst]


def test_an_index_carries_its_state_its_set_and_its_rule():
    found = index("12345", "dk_2021")
    assert (found.state, found.value_set, found.rule) == ("12345", "dk_2021", "eq5d-5l-additive")


@pytest.mark.parametrize("country", ["dk", "uk"])
def test_every_reference_state_of_a_crosswalk(country):
    cases = rows(f"eq5d5l_crosswalk_{country}_tto.csv")
    assert len(cases) == 150
    for case in cases:
        found = index(case["state"], f"{country}_crosswalk").value
        assert found == pytest.approx(float(case["computed"]), abs=1.5e-6)
        # the printed tables come from rounded inputs (scoring.md, section 3)
        assert found == pytest.approx(float(case["published3dp"]), abs=0.00056)


@pytest.mark.parametrize(("country", "onto"), [("dk", "dk_tto"), ("uk", "uk_tto")])
def test_the_ends_and_the_middle_of_a_crosswalk_are_those_of_its_three_level_set(country, onto):
    for five, three in (("11111", "11111"), ("33333", "22222"), ("55555", "33333"), ("13531", "12321")):
        assert index(five, f"{country}_crosswalk").value == float(VALUE_SETS[onto].index(three))


def test_a_crosswalk_has_a_rule_of_its_own_and_there_is_no_swedish_one():
    assert index("21111", "dk_crosswalk").rule == "eq5d-5l-crosswalk"
    assert not [code for code in EQ5D.value_sets if code.startswith("se_") and "crosswalk" in code]


def test_a_set_of_three_levels_is_refused_for_five():
    with pytest.raises(InvalidOption, match="dk_2021, se_2020, se_2022"):
        index("11111", "dk_tto")


def test_a_blank_dimension_has_no_index():
    found = EQ5D.score({"mobility": 1}, value_set="dk_2021")
    assert isinstance(found, NotScorable)
    assert str(found.reason) == "4 of 5 dimensions are blank; the index needs all five."


@every_row(
    ("instrument", "country", "value_set"),
    [
        ("eq5d_3l", "DK", "dk_tto"),
        ("eq5d_3l", "SE", "se_tto"),
        ("eq5d_5l", "DK", "dk_2021"),
        ("eq5d_5l", "SE", "se_2022"),
        ("odi", "DK", ""),
    ],
)
def test_each_country_s_default_set_is_one_of_the_instrument_s_own(instrument, country, value_set):
    assert default_value_set(instrument, Department(country=country)) == value_set
    assert set(DEFAULT_VALUE_SETS.get(instrument, {}).values()) <= set(INSTRUMENTS[instrument].value_sets)


def test_the_eq_vas_is_health_and_higher_is_better():
    assert EQ_VAS.score({"health": 0}).value == 0
    assert EQ_VAS.scale.direction == "higher_is_better"
