"""What is asked of an episode and what is complete, whatever the day."""

from datetime import date

import pytest

from registry.completeness.standings import Tally, standings, tallies
from registry.follow_up import ClosedReason, Course
from tests.tables import every_row

INDEX = date(2024, 1, 31)
BACK = ("odi", "eq5d_3l", "vas_back", "vas_leg")


def standing(timepoint="y1", **course):
    found = {one.timepoint: one for one in standings(Course(INDEX, metastasis=False, **course))}
    return found[timepoint]


def test_the_baseline_and_every_wave_stand_in_time_order():
    assert [one.timepoint for one in standings(Course(INDEX, metastasis=False))] == [
        "baseline",
        "y1",
        "y2",
        "y5",
        "y10",
    ]
    assert [one.timepoint for one in standings(Course(INDEX, metastasis=True))] == ["baseline", "w6"]


@every_row(
    ("course", "expected"),
    [
        ({}, "asked"),
        ({"answered": frozenset({"y1"})}, "answered"),
        ({"closed": (("y1", ClosedReason.NOT_AVAILABLE),)}, "not_available"),
        ({"closed": (("y1", ClosedReason.DECLINED),)}, "asked"),  # who declines was asked, and did not answer
        ({"ended_on": date(2025, 1, 1), "ended_by": ClosedReason.WITHDRAWN}, "withdrawn"),
        ({"ended_on": date(2025, 4, 30)}, "dead"),  # the last day of the window
        ({"ended_on": date(2025, 5, 1)}, "asked"),  # missed while alive: it stays in the denominator
        ({"reoperated_on": date(2025, 4, 30)}, "reoperated"),
        ({"reoperated_on": date(2025, 5, 1)}, "asked"),
        ({"ended_on": date(2025, 3, 1), "reoperated_on": date(2025, 2, 1)}, "reoperated"),  # what came first
        ({"answered": frozenset({"y1"}), "ended_on": date(2024, 6, 1)}, "answered"),
    ],
)
def test_how_the_first_year_stands(course, expected):
    assert standing(**course).standing == expected


def test_what_is_not_chased_is_in_no_denominator():
    assert list(tallies(standing(ended_on=date(2024, 2, 1)))) == [Tally("", 0, 0, 1)]


def test_a_form_is_complete_where_it_has_a_score():
    scored = frozenset({("y1", "odi"), ("y1", "vas_leg"), ("baseline", "odi")})
    found = standing(answered=frozenset({"y1"}), scored=scored)
    assert (found.asked, found.complete) == (BACK, ("odi", "vas_leg"))
    assert list(tallies(found)) == [
        Tally("", 1, 1),
        Tally("odi", 1, 1),
        Tally("eq5d_3l", 1, 0),
        Tally("vas_back", 1, 0),
        Tally("vas_leg", 1, 1),
    ]


@pytest.mark.parametrize("group", ["deformity", ""])
def test_a_deformity_followed_by_its_own_instruments_is_answered_and_complete(group):
    told = ("srs22r", "eq5d_5l")
    scored = frozenset((at, code) for at in ("baseline", "y1") for code in told)
    found = standing(asks=group, answered=frozenset({"y1"}), scored=scored)
    assert (found.standing, found.asked, found.complete) == ("answered", told, told)


@pytest.mark.parametrize(
    ("scored", "baseline", "y1", "y2"),
    [
        ((), "eq5d_5l", "eq5d_5l", "eq5d_5l"),
        ([("baseline", "eq5d_3l")], "eq5d_3l", "eq5d_3l", "eq5d_3l"),
        # no baseline: a change is read from the first year
        ([("y1", "eq5d_3l")], "eq5d_3l", "eq5d_3l", "eq5d_3l"),
        # answered in another version than the baseline's: it is counted, and the next asks the baseline's again
        ([("baseline", "eq5d_5l"), ("y1", "eq5d_3l")], "eq5d_5l", "eq5d_3l", "eq5d_5l"),
    ],
)
def test_a_department_of_five_levels_counts_whoever_has_an_eq5d_by_the_levels_of_that_one(
    scored, baseline, y1, y2
):
    found = standings(Course(INDEX, False, scored=frozenset(scored), asks="infection", first_eq5d="eq5d_5l"))
    assert [one.asked for one in found[:3]] == [(baseline,), (y1,), (y2,)]


def test_who_is_asked_follows_from_the_diagnosis_before_anything_is_answered():
    assert standing(asks="cervical").asked == ("ndi", "eq5d_3l", "vas_neck", "vas_arm")
    assert standing("baseline", asks="infection").asked == ("eq5d_3l",)
