"""When an override of the functional category must be confirmed a second time."""

import pytest

from guidelines.pathway.functional_confirmation import override_needs_second_confirmation
from guidelines.pathway.functional_rules import Category
from tests.guidelines.pathway.functional import category_of, patient, well

TRAINS = Category.EXERCISE_ACTIVE
TRAINS_WITH = Category.EXERCISE_ACTIVE_WITH_CONSIDERATION
EVERYDAY = Category.EVERYDAY_ACTIVE
EVERYDAY_WITH = Category.EVERYDAY_ACTIVE_WITH_CONSIDERATION
LIMITED = Category.FUNCTION_LIMITED

HOLD = category_of(patient(multiple_myeloma=True))
ACUTE = category_of(patient(vertebral_fracture="confirmed", vertebral_fracture_weeks=3))
DEPENDENT = category_of(well(adl_help=True))
DEPENDENT_AFTER_FRACTURE = category_of(well(adl_help=True, vertebral_fracture="confirmed"))
AFTER_FRACTURE = category_of(well(vertebral_fracture="confirmed"))
FALLS = category_of(well(falls_12m=3))
WELL = category_of(well())
UNDETERMINED = category_of(patient(vertebral_fracture="excluded"))


@pytest.mark.parametrize("chosen", list(Category))
def test_any_category_instead_of_a_hold_is_confirmed_twice(chosen):
    assert override_needs_second_confirmation(HOLD, chosen)


@pytest.mark.parametrize(("chosen", "twice"), [(LIMITED, False), (EVERYDAY_WITH, True), (TRAINS, True)])
def test_leaving_the_acute_phase_is_confirmed_twice(chosen, twice):
    assert override_needs_second_confirmation(ACUTE, chosen) is twice


@pytest.mark.parametrize(
    ("chosen", "twice"), [(TRAINS, True), (TRAINS_WITH, False), (EVERYDAY, False), (EVERYDAY_WITH, False)]
)
def test_lifting_function_limited_straight_to_exercise_active_is_confirmed_twice(chosen, twice):
    assert override_needs_second_confirmation(DEPENDENT, chosen) is twice


@pytest.mark.parametrize(
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
