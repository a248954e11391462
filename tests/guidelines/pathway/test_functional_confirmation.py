"""When an override of the functional category must be confirmed a second time."""

import pytest

from guidelines.pathway.functional_confirmation import (
    constraints_decided,
    override_needs_second_confirmation,
    status_decided,
    stricter_since,
)
from guidelines.pathway.functional_rules import Category, Status
from tests.guidelines.pathway.functional import category_of, patient, well
from tests.tables import every_row

TRAINS = Category.EXERCISE_ACTIVE
TRAINS_WITH = Category.EXERCISE_ACTIVE_WITH_CONSIDERATION
EVERYDAY = Category.EVERYDAY_ACTIVE
EVERYDAY_WITH = Category.EVERYDAY_ACTIVE_WITH_CONSIDERATION
LIMITED = Category.FUNCTION_LIMITED

HOLD = category_of(patient(multiple_myeloma=True))
HELD = category_of(well(multiple_myeloma=True))
ACUTE = category_of(patient(vertebral_fracture="confirmed", vertebral_fracture_weeks=3))
DEPENDENT = category_of(well(adl_help=True))
DEPENDENT_AFTER_FRACTURE = category_of(well(adl_help=True, vertebral_fracture="confirmed"))
AFTER_FRACTURE = category_of(well(vertebral_fracture="confirmed"))
FALLS = category_of(well(falls_12m=3))
WELL = category_of(well())
UNDETERMINED = category_of(patient(vertebral_fracture="excluded"))


@every_row("chosen", list(Category))
def test_any_category_instead_of_a_hold_is_confirmed_twice(chosen):
    assert override_needs_second_confirmation(HOLD, chosen)


@every_row(("chosen", "twice"), [(LIMITED, False), (EVERYDAY_WITH, True), (TRAINS, True)])
def test_leaving_the_acute_phase_is_confirmed_twice(chosen, twice):
    assert override_needs_second_confirmation(ACUTE, chosen) is twice


@every_row(
    ("chosen", "twice"), [(TRAINS, True), (TRAINS_WITH, False), (EVERYDAY, False), (EVERYDAY_WITH, False)]
)
def test_lifting_function_limited_straight_to_exercise_active_is_confirmed_twice(chosen, twice):
    assert override_needs_second_confirmation(DEPENDENT, chosen) is twice


@every_row(
    ("suggested", "chosen", "twice"),
    [
        (AFTER_FRACTURE, TRAINS, True),
        (AFTER_FRACTURE, EVERYDAY, True),
        (AFTER_FRACTURE, EVERYDAY_WITH, False),
        (AFTER_FRACTURE, LIMITED, False),
        (DEPENDENT_AFTER_FRACTURE, EVERYDAY_WITH, True),
        (FALLS, TRAINS, False),
    ],
)
def test_a_category_that_reads_low_impact_more_freely_is_confirmed_twice(suggested, chosen, twice):
    assert override_needs_second_confirmation(suggested, chosen) is twice


def test_dropping_low_impact_is_confirmed_twice_whatever_the_category():
    assert override_needs_second_confirmation(AFTER_FRACTURE, TRAINS_WITH, ["spine_safe"])
    assert not override_needs_second_confirmation(AFTER_FRACTURE, TRAINS_WITH, ["impact_low", "spine_safe"])


@pytest.mark.parametrize("chosen", list(Category))
@pytest.mark.parametrize("suggested", [WELL, UNDETERMINED], ids=["well", "undetermined"])
def test_other_choices_are_confirmed_once(suggested, chosen):
    assert not override_needs_second_confirmation(suggested, chosen)


@every_row(
    ("suggested", "chosen", "decided"),
    [
        (ACUTE, LIMITED, Status.ACUTE),
        (ACUTE, EVERYDAY_WITH, Status.SUGGESTED),
        (HOLD, LIMITED, Status.SUGGESTED),
        (DEPENDENT, LIMITED, Status.SUGGESTED),
        (UNDETERMINED, EVERYDAY, Status.SUGGESTED),
    ],
)
def test_only_the_acute_phase_as_suggested_is_decided_as_acute(suggested, chosen, decided):
    assert status_decided(suggested.as_json(), chosen) is decided


def test_every_constraint_is_kept_but_high_intensity_outside_its_category():
    assert "high_intensity_allowed" in WELL.constraints
    assert set(constraints_decided(WELL.as_json(), TRAINS)) == set(WELL.constraints)
    assert "high_intensity_allowed" not in constraints_decided(WELL.as_json(), EVERYDAY)
    for chosen in Category:
        assert "impact_low" in constraints_decided(AFTER_FRACTURE.as_json(), chosen)


@every_row(
    ("then", "now", "urgent", "stricter"),
    [
        (WELL, WELL, (), ()),
        (WELL, HELD, (), ("R",)),
        (HOLD, HOLD, (), ()),
        (HOLD, HOLD, ("urgent.cord_compression",), ("urgent.cord_compression",)),
        (WELL, FALLS, (), ("H5", "falls_first")),
        (FALLS, WELL, (), ()),
        (WELL, UNDETERMINED, (), ()),
    ],
)
def test_only_what_asks_for_more_care_stands_against_a_decision(then, now, urgent, stricter):
    assert stricter_since(then.as_json(), now, urgent) == stricter
