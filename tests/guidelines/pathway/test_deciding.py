"""Which blank facts could still decide, held against trying everything."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.building import above, at_least, is_in, is_true, known_true, meets, not_empty
from guidelines.pathway.criteria import All, Any, BlankCountsAs, Not, Recorded
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.deciding import deciding
from guidelines.pathway.readings.verdict import reader
from guidelines.pathway.sacroplasty import candidate
from guidelines.pathway.thresholds import DEFAULT
from tests.tables import every_row

LIMITS = DEFAULT.values
BLANK = dict.fromkeys(FACTS)
VALUES = {
    "fever": [True, False],
    "frail": [True, False],
    "trauma_energy": ["none", "low", "high"],
    "falls_12m": [0, 1, 2, 3],
    "pain_locations": [
        frozenset(),
        frozenset({"lumbar"}),
        frozenset({"groin"}),
        frozenset({"lumbar", "groin"}),
    ],
}

leaves = st.sampled_from(
    [
        is_true("fever"),
        is_true("frail"),
        is_in("trauma_energy", "none", "low"),
        is_in("trauma_energy", "high"),
        at_least("falls_12m", 2),
        above("falls_12m", 2),
        at_least("falls_12m", 0),
        meets("pain_locations", "lumbar"),
        not_empty("pain_locations"),
        Recorded("frail"),
        Recorded("trauma_energy"),
    ]
)
criteria = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
        st.builds(BlankCountsAs, st.booleans(), inner),
    ),
    max_leaves=6,
)
records = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(values) for name, values in VALUES.items()}
)


def by_trying_everything(criterion, record):
    """The contract's words, taken literally over every value of every blank."""
    read = reader(criterion)
    blanks = [fact for fact in facts_of(criterion) if record[fact] is None]
    found = set()
    for fact in blanks:
        others = [other for other in blanks if other != fact]
        for filling in product(*([None, *VALUES[other]] for other in others)):
            filled = {**record, **dict(zip(others, filling, strict=True))}
            before = read(filled, LIMITS, {})
            if any(read({**filled, fact: value}, LIMITS, {}) is not before for value in VALUES[fact]):
                found.add(fact)
    return found


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(criteria, records)
def test_the_search_finds_what_trying_everything_finds(criterion, record):
    whole = {**BLANK, **record}
    assert set(deciding(criterion, whole, LIMITS)) == by_trying_everything(criterion, whole)


def decide(**facts):
    return deciding(candidate, {**BLANK, **facts}, LIMITS)


SEVERE = {"sacral_fracture": "confirmed", "pain_rest_vas": 80}


@every_row(
    ("facts", "expected"),
    [
        ({"sacral_fracture": "excluded"}, []),
        ({**SEVERE, "multiple_myeloma": True}, []),
        (
            SEVERE,
            [
                "pain_improving",
                "metastasis_confirmed",
                "multiple_myeloma",
                "conservative_weeks",
                "mobilisation_possible",
                "complication_risk_high",
                "pelvic_radiotherapy",
            ],
        ),
        (
            {**SEVERE, "mobilisation_possible": True, "pain_improving": True, "pelvic_radiotherapy": False},
            ["metastasis_confirmed", "multiple_myeloma"],
        ),
        (
            {**SEVERE, "conservative_weeks": 3.9, "complication_risk_high": True},
            ["metastasis_confirmed", "multiple_myeloma", "mobilisation_possible", "pelvic_radiotherapy"],
        ),
        (
            {"sacral_fracture": "confirmed", "multiple_myeloma": True, "pain_rest_vas": 10},
            ["pain_activity_vas"],
        ),
        (
            {
                "sacral_fracture": "confirmed",
                "multiple_myeloma": True,
                "pain_rest_vas": 10,
                "pain_activity_vas": 69,
            },
            [],
        ),
    ],
)
def test_a_fact_whose_branch_is_decided_is_not_listed(facts, expected):
    assert list(decide(**facts)) == expected


def test_a_fact_that_stands_twice_can_cancel_itself():
    either_way = (is_true("fever") & is_true("frail")) | (~is_true("fever") & is_true("frail"))
    assert deciding(either_way & known_true(is_true("frail")), {**BLANK, "frail": False}, LIMITS) == ()
