"""The formulas say what the verdict reading says, for generated patients and every criterion of every rule."""

from functools import cache

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.facts import FACTS, Kind, PatientFacts
from guidelines.pathway.readings.proof.encoding import Encoder
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.readings.proof.symbols import REFUSED, Symbols
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT, Override, ThresholdError, check_bounds, check_order
from tests.guidelines.pathway.strategies import OPTIONAL, REQUIRED, patients, taken

EVERY_NODE = tuple({id(node): node for criterion in CURRENT.criteria for node in criterion.walk()}.values())
EVERY_PLACE = tuple(place.criterion for place in places(CURRENT))


@cache
def encoder():
    return Encoder(Symbols())


def values_of(facts: PatientFacts, limits):
    """What each symbol stands for in this patient."""
    symbols = encoder().symbols
    for name, symbol in symbols.facts.items():
        found = getattr(facts, name)
        yield symbol.known == (found is not None)
        if found is not None:
            yield symbol.holds(found)
    yield from symbols.limits_are(limits.values)


def model_of(facts, limits=DEFAULT):
    solver = z3.Solver()
    solver.add(*values_of(facts, limits))
    assert solver.check() == z3.sat
    return solver.model()


def read(model, criterion):
    pair = encoder().pair(criterion)
    met, not_met = (z3.is_true(model.eval(each, model_completion=True)) for each in pair)
    assert not (met and not_met)
    return True if met else False if not_met else None


def agree(facts, criteria, limits=DEFAULT):
    model = model_of(facts, limits)
    assert [read(model, each) for each in criteria] == [status(each, facts, limits) for each in criteria]


def in_order(values):
    """Thresholds of a department, or the pathway's own where these are refused."""
    try:
        return DEFAULT.with_overrides(
            {name: Override(value, "tried", DEFAULT.named(name).valid_from) for name, value in values.items()}
        )
    except ThresholdError:
        return DEFAULT


def setting(threshold):
    if threshold.whole:
        return st.integers(int(threshold.low), int(threshold.high))
    return st.floats(threshold.low, threshold.high).map(lambda value: round(value, 1))


SETTINGS = st.fixed_dictionaries({}, optional={each.name: setting(each) for each in DEFAULT}).map(in_order)


@settings(max_examples=5, deadline=None)
@given(patients)
def test_formulas_and_verdicts_agree_on_the_criteria_of_every_action(facts):
    agree(facts, CURRENT.criteria)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(patients, SETTINGS)
def test_formulas_and_verdicts_agree_on_every_node_of_every_rule_under_any_thresholds(facts, limits):
    agree(facts, EVERY_NODE, limits)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(patients)
def test_a_place_is_reached_in_the_formulas_exactly_when_the_engine_comes_there(facts):
    model = model_of(facts)
    found = [place.code for place in places(CURRENT) if read(model, place.criterion)]
    assert found == [place.code for place in places(CURRENT) if place.reached_by(facts, DEFAULT)]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries(REQUIRED, optional=OPTIONAL))
def test_the_formulas_let_in_exactly_the_records_that_the_door_lets_in(mapping):
    at_the_door = taken(mapping)
    as_it_stands = PatientFacts.model_construct(
        **dict.fromkeys(FACTS) | {name: as_held(name, value) for name, value in mapping.items()}
    )
    solver = z3.Solver()
    solver.add(*encoder().symbols.allowed, *values_of(as_it_stands, DEFAULT))
    solver.add(*(z3.Not(encoder().met(refused)) for refused in REFUSED))
    assert (solver.check() == z3.sat) is (at_the_door is not None)


def as_held(name, value):
    return frozenset(value) if FACTS[name].kind is Kind.SET else value


@pytest.mark.slow
@given(st.sampled_from(list(DEFAULT)), st.floats(-10, 110))
def test_the_formulas_let_in_exactly_the_thresholds_a_department_may_set(threshold, value):
    value = round(value) if threshold.whole else value
    others = {each.name: each.value for each in DEFAULT} | {threshold.name: value}
    solver = z3.Solver()
    solver.add(*encoder().symbols.allowed, *encoder().symbols.limits_are(others))
    assert (solver.check() == z3.sat) is may_be_set(threshold, value)


def may_be_set(threshold, value):
    try:
        check_bounds(threshold, value)
        check_order(DEFAULT.with_overrides({threshold.name: Override(value, "tried", threshold.valid_from)}))
    except ThresholdError:
        return False
    return True


def test_a_node_nobody_has_a_formula_for_is_refused():
    with pytest.raises(TypeError, match="no formula for Criterion"):
        encoder().pair(Criterion())
