"""What holds of the functional category for every set of facts, checked against the table tried value by value."""

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guidelines.pathway.functional_bands import TESTS
from guidelines.pathway.functional_borderline import MARGINS
from guidelines.pathway.functional_category import suggest
from guidelines.pathway.functional_criteria import has_status, suggests
from guidelines.pathway.functional_rules import Category, Status
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.functional import patient

# One value in every cell of the table, written from the document: at, below and above each cut.
TRIED = {
    "vertebral_fracture": ("confirmed", "suspected", "excluded"),
    "vertebral_fracture_weeks": (10, 26, 30, 52, 100),
    "sacral_fracture": ("confirmed", "suspected", "excluded"),
    "pubic_ramus_fracture": (True, False),
    "other_low_trauma_fractures": (0, 1, 2),
    "t_score": (-3.5, -3.0, -2.0),
    "falls_12m": (0, 1, 2),
    "fall_injury_or_could_not_rise": (True, False),
    "pain_rest_vas": (10, 50, 80),
    "pain_activity_vas": (10, 50, 80),
    "comorbidity_training": (True, False),
    "daily_walking_aid": (True, False),
    "adl_help": (True, False),
    "activity_level": ("trains", "everyday", "sedentary_disease"),
    "tug_s": (8, 12, 15, 17, 20, 40),
    "tug_unable": (True, False),
    "five_sts_s": (8, 12, 15, 17, 40),
    "five_sts_unable": (True, False),
    "tandem_s": (1, 3, 6, 10),
}
HIP = {"hip_fracture_weeks": (10, 26, 30, 100)}
NUMBERS = {
    "vertebral_fracture_weeks": (0, 60),
    "hip_fracture_weeks": (0, 60),
    "t_score": (-4, -1),
    "pain_rest_vas": (0, 100),
    "pain_activity_vas": (0, 100),
    "tug_s": (5, 25),
    "five_sts_s": (5, 20),
    "tandem_s": (0, 10),
}


def recorded(name, values):
    """Not recorded half the time; else one of the values tried, or any number near the cuts."""
    value = st.sampled_from(values)
    if name in NUMBERS:
        low, high = NUMBERS[name]
        value |= st.floats(low, high).map(lambda number: round(number, 1))
    return st.none() | value


def possible(facts):
    """A test is not both timed and impossible."""
    return not any(
        test.unable and facts.get(test.unable) and facts.get(test.seconds) is not None for test in TESTS
    )


FACTS = st.fixed_dictionaries(
    {name: recorded(name, values) for name, values in (TRIED | HIP).items()}
).filter(possible)
# Patients whose category is still open: nothing recorded has made them function-limited.
OPEN = FACTS.map(
    lambda facts: (
        facts
        | {
            name: None if facts[name] is True else facts[name]
            for name in ("daily_walking_aid", "adl_help", "tug_unable", "five_sts_unable")
        }
    )
).filter(lambda facts: answer(facts).category is not Category.FUNCTION_LIMITED)
ANYTHING = st.fixed_dictionaries(
    {
        "urgent": st.booleans(),
        "metastasis_confirmed": st.none() | st.booleans(),
        "multiple_myeloma": st.none() | st.booleans(),
        "fracture_cause": st.none()
        | st.sampled_from(["osteoporotic", "malignant", "infectious", "traumatic"]),
        "fever": st.none() | st.booleans(),
    }
)


def answer(facts, urgent=False):
    return suggest(patient(**facts), DEFAULT, urgent)


def missing_of(facts):
    """The facts not recorded that could be, from the document: a timed test is not "unable" as well."""
    tests = {test.unable: test.seconds for test in TESTS if test.unable}
    tests |= {seconds: unable for unable, seconds in tests.items()}
    return [
        name
        for name in sorted(TRIED, key=list(PatientFacts.model_fields).index)
        if facts[name] is None and not (name in tests and facts[tests[name]] not in (None, False))
    ]


@given(FACTS, ANYTHING)
def test_every_set_of_facts_gets_an_answer_in_the_form_of_the_contract(facts, more):
    urgent = more.pop("urgent")
    found = answer(facts | more, urgent)
    assert (found.category is None) == (found.status in (Status.HOLD, Status.UNDETERMINED))
    assert found.reasons
    assert "spine_safe" in found.constraints
    assert set(found.as_json()) - {"needs_both"} == {
        "status",
        "category",
        "provisional",
        "reasons",
        "constraints",
        "could_become",
        "borderline",
    }


@given(FACTS, ANYTHING)
def test_an_alarm_always_holds_the_category(facts, more):
    urgent = more.pop("urgent")
    assume(
        urgent
        or more["metastasis_confirmed"]
        or more["multiple_myeloma"]
        or more["fracture_cause"] in ("malignant", "infectious")
        or more["fever"]
    )
    found = answer(facts | more, urgent)
    assert (found.status, found.category, found.reasons[0]) == (Status.HOLD, None, "R")
    assert not found.could_become
    assert not found.borderline


@given(FACTS, st.sampled_from(["tug_s", "five_sts_s", "tandem_s"]))
def test_a_missing_test_counts_as_neither_green_nor_red(facts, missing):
    """A time between the cuts, amber, is neither: recorded instead of a missing one it changes no category."""
    amber = {"tug_s": 13, "five_sts_s": 13, "tandem_s": 5}
    unable = {test.seconds: test.unable for test in TESTS}[missing]
    without = facts | {missing: None} | ({unable: None} if unable else {})
    found = answer(without)
    assert "F4" not in found.reasons
    if found.status is not Status.UNDETERMINED:
        assert answer(without | {missing: amber[missing]}).category is found.category


@given(FACTS)
def test_recording_what_was_blank_never_lifts_function_limited(facts):
    found = answer(facts)
    assume(found.category is Category.FUNCTION_LIMITED)
    for name in missing_of(facts):
        for value in TRIED[name]:
            assert answer(facts | {name: value}).category is Category.FUNCTION_LIMITED


@settings(max_examples=25, deadline=None)
@given(OPEN)
def test_could_become_is_what_trying_every_value_finds(facts):
    """One missing fact at a time; for a category none of them brings alone, two."""
    now = answer(facts).category
    expected = {}
    for size in (1, 2):
        reached = {}
        for names in combinations(missing_of(facts), size):
            for values in product(*(TRIED[name] for name in names)):
                changed = facts | dict(zip(names, values, strict=True))
                if possible(changed):
                    reached.setdefault(answer(changed).category, set()).add(names)
        for category, sets in reached.items():
            if category not in (None, now):
                expected.setdefault(category, sets)
    found = answer(facts)
    assert {category: set(names) for category, names in found.could_become.items()} == {
        category: {name for names in sets for name in names} for category, sets in expected.items()
    }
    assert {category: set(pairs) for category, pairs in found.needs_both.items()} == {
        category: sets for category, sets in expected.items() if all(len(names) == 2 for names in sets)
    }


@given(FACTS)
def test_borderline_is_exactly_what_its_margin_changes(facts):
    found = answer(facts)
    limits = {
        "tandem_s": (0, 10),
        "t_score": (-8, 5),
        "pain_rest_vas": (0, 100),
        "pain_activity_vas": (0, 100),
    }
    for name, margin in MARGINS.items():
        if facts[name] is None:
            assert name not in found.borderline
            continue
        low, high = limits.get(name, (0, 300))
        moved = [round(facts[name] + step, 6) for step in (-margin, margin)]
        within = [min(max(value, low), high) for value in moved]
        turns = any(answer(facts | {name: value}).category is not found.category for value in within)
        assert (name in found.borderline) == (turns and not (name == "tandem_s" and facts[name] == 10))


@given(FACTS, ANYTHING, st.sampled_from(Category))
def test_the_composed_criteria_say_what_the_table_says(facts, more, category):
    """Other readings see one tree an outcome; it is met for exactly the patients who are suggested it."""
    more.pop("urgent")
    given_facts = PatientFacts(index_date=date(2026, 11, 2), age_years=75, **facts, **more)
    found = suggest(given_facts, DEFAULT, urgent_present=False)
    assert status(suggests(category, CURRENT), given_facts, DEFAULT) is (found.category is category)
    for each in Status:
        assert status(has_status(each, CURRENT), given_facts, DEFAULT) is (found.status is each)


@pytest.mark.parametrize("name", sorted(TRIED))
def test_the_order_in_which_patients_come_changes_nothing(name):
    """Answers are remembered by pattern; a neighbour's answer is never given instead."""
    first = {value: answer({name: value}) for value in TRIED[name]}
    assert {value: answer({name: value}) for value in reversed(TRIED[name])} == first
