"""What a missing fact could make of the category, and which recorded values stand at an edge. Worked by hand."""

import pytest

from tests.guidelines.pathway.functional import category_of, patient, well
from tests.tables import every_row


@every_row(
    ("facts", "could_become"),
    [
        # one missing test, the rest green: it alone keeps the patient from exercise_active
        ({"tandem_s": None}, {"exercise_active": ("tandem_s",)}),
        # a green or a very red time decides; so does "unable", which was not asked either
        (
            {"tug_s": None, "tug_unable": None},
            {"exercise_active": ("tug_s",), "function_limited": ("tug_s", "tug_unable")},
        ),
        # recorded as able: only the time is missing
        ({"tug_s": None}, {"exercise_active": ("tug_s",), "function_limited": ("tug_s",)}),
        # a slow sit-to-stand is red, and a second red beside a red timed up and go
        ({"tug_s": 16, "five_sts_s": None}, {"function_limited": ("five_sts_s",)}),
        ({"tug_s": 16, "tandem_s": None}, {"function_limited": ("tandem_s",)}),
        # each consideration that was not asked
        ({"t_score": None}, {"exercise_active_with_consideration": ("t_score",)}),
        ({"falls_12m": None}, {"exercise_active_with_consideration": ("falls_12m",)}),
        ({"pain_activity_vas": None}, {"exercise_active_with_consideration": ("pain_activity_vas",)}),
        (
            {"other_low_trauma_fractures": None},
            {"exercise_active_with_consideration": ("other_low_trauma_fractures",)},
        ),
        ({"sacral_fracture": None}, {"exercise_active_with_consideration": ("sacral_fracture",)}),
        (
            {"comorbidity_training": None, "fall_injury_or_could_not_rise": None},
            {"exercise_active_with_consideration": ("fall_injury_or_could_not_rise", "comorbidity_training")},
        ),
        # walking aid and help not asked
        (
            {"daily_walking_aid": None, "adl_help": None},
            {"function_limited": ("daily_walking_aid", "adl_help")},
        ),
        # activity level not asked, three green tests
        (
            {"activity_level": None},
            {"exercise_active": ("activity_level",), "function_limited": ("activity_level",)},
        ),
        # a confirmed fracture of unknown age may be acute
        (
            {"vertebral_fracture": "confirmed", "vertebral_fracture_weeks": None},
            {"function_limited": ("vertebral_fracture_weeks",)},
        ),
        # already with consideration for another reason: one more changes nothing
        ({"t_score": -3.2, "falls_12m": None, "pain_rest_vas": None}, {}),
        # a test at the amber cut keeps the patient from exercise_active whatever the missing one says
        ({"tug_s": 12, "tandem_s": None}, {}),
        # nothing missing
        ({}, {}),
    ],
)
def test_one_missing_fact_may_change_the_category(facts, could_become):
    assert category_of(well(**facts)).could_become == could_become


def test_two_missing_facts_are_named_together_when_neither_suffices_alone():
    answer = category_of(well(five_sts_s=None, tandem_s=None))
    both = ("five_sts_s", "tandem_s")
    assert answer.could_become == {"exercise_active": both, "function_limited": both}
    assert answer.needs_both == {"exercise_active": (both,), "function_limited": (both,)}


def test_a_vertebral_fracture_nobody_asked_about_may_be_excluded_or_fresh():
    answer = category_of(well(vertebral_fracture=None))
    assert answer.could_become == {
        "exercise_active": ("vertebral_fracture",),
        "function_limited": ("vertebral_fracture", "vertebral_fracture_weeks"),
    }
    assert answer.needs_both == {"function_limited": (("vertebral_fracture", "vertebral_fracture_weeks"),)}


def test_a_recorded_age_makes_an_unasked_fracture_decide_alone():
    answer = category_of(well(vertebral_fracture=None, vertebral_fracture_weeks=10))
    assert answer.could_become == {
        "exercise_active": ("vertebral_fracture",),
        "function_limited": ("vertebral_fracture",),
    }


def test_an_undetermined_category_names_what_would_determine_it():
    tests = {"tug_s": None, "five_sts_s": None, "tandem_s": None}
    answer = category_of(well(activity_level=None, **tests))
    assert answer.could_become == {
        "everyday_active": ("activity_level", "tug_s", "five_sts_s", "tandem_s"),
        "function_limited": ("activity_level", "tug_s"),
    }


def test_no_known_hip_fracture_is_an_answer_not_a_missing_fact():
    assert category_of(well(hip_fracture_weeks=None)).could_become == {}


@pytest.mark.parametrize(
    "facts",
    [
        patient(vertebral_fracture="confirmed", vertebral_fracture_weeks=3),
        patient(hip_fracture_weeks=3),
        patient(adl_help=True),
        patient(tug_s=30),
        patient(metastasis_confirmed=True),
    ],
    ids=["acute vertebra", "acute hip", "dependent", "very red", "hold"],
)
def test_what_is_recorded_already_decides(facts):
    assert category_of(facts).could_become == {}


# ---- borderline


@every_row(
    ("facts", "at_the_edge"),
    [
        ({"tug_s": 10.9}, False),
        ({"tug_s": 11.0}, True),
        ({"tug_s": 12.0}, True),
        ({"tug_s": 12.9}, True),
        ({"tug_s": 13.0}, False),
        ({"tug_s": 18.9}, False),
        ({"tug_s": 19.0}, True),
        ({"tug_s": 20.9}, True),
        ({"tug_s": 21.0}, False),
    ],
)
def test_timed_up_and_go_is_borderline_within_a_second(facts, at_the_edge):
    assert category_of(well(**facts)).borderline == (("tug_s",) if at_the_edge else ())


@every_row(("seconds", "at_the_edge"), [(10.9, False), (11, True), (12.9, True), (13, False), (15, False)])
def test_sit_to_stand_is_borderline_within_a_second(seconds, at_the_edge):
    assert category_of(well(five_sts_s=seconds)).borderline == (("five_sts_s",) if at_the_edge else ())


@every_row(("seconds", "at_the_edge"), [(8.9, False), (9, True), (9.9, True), (10, False)])
def test_tandem_is_borderline_within_a_second_but_a_full_tandem_is_not(seconds, at_the_edge):
    assert category_of(well(tandem_s=seconds)).borderline == (("tandem_s",) if at_the_edge else ())


@every_row(("seconds", "at_the_edge"), [(1.9, False), (2, True), (3, True), (3.9, True), (4, False)])
def test_tandem_is_borderline_at_the_red_cut_beside_another_red_test(seconds, at_the_edge):
    found = category_of(well(tug_s=17, tandem_s=seconds)).borderline
    assert ("tandem_s" in found) is at_the_edge


@every_row(
    ("t_score", "at_the_edge"), [(-2.7, False), (-2.8, True), (-3.0, True), (-3.1, True), (-3.2, False)]
)
def test_the_t_score_is_borderline_within_a_fifth(t_score, at_the_edge):
    assert category_of(well(t_score=t_score)).borderline == (("t_score",) if at_the_edge else ())


@every_row(("vas", "at_the_edge"), [(39.9, False), (40, True), (50, True), (59.9, True), (60, False)])
@every_row("fact", ["pain_rest_vas", "pain_activity_vas"])
def test_pain_is_borderline_within_ten(fact, vas, at_the_edge):
    assert category_of(well(**{fact: vas})).borderline == ((fact,) if at_the_edge else ())


def test_one_strong_pain_is_not_borderline_beside_another():
    assert category_of(well(pain_rest_vas=52, pain_activity_vas=80)).borderline == ()


@every_row(("weeks", "at_the_edge"), [(24, False), (24.1, True), (26, True), (28, True), (28.1, False)])
@every_row(
    ("fact", "fracture"),
    [("vertebral_fracture_weeks", {"vertebral_fracture": "confirmed"}), ("hip_fracture_weeks", {})],
)
def test_the_age_of_a_fracture_is_borderline_within_two_weeks(fact, fracture, weeks, at_the_edge):
    assert category_of(well(**fracture, **{fact: weeks})).borderline == ((fact,) if at_the_edge else ())


def test_nothing_is_borderline_where_another_rule_keeps_the_category():
    assert category_of(well(t_score=-2.9, comorbidity_training=True)).borderline == ()
    assert category_of(well(tug_s=11.5, adl_help=True)).borderline == ()


def test_several_values_may_be_borderline_each_alone():
    assert category_of(well(tug_s=11.5, t_score=-2.9)).borderline == ("t_score", "tug_s")
