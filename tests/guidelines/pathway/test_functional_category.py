"""The decision table of the functional category: every step and rule, at the cut and on both sides of it."""

import pytest

from guidelines.pathway.functional_category import suggest
from guidelines.pathway.functional_rules import CONSIDERATIONS, PHYSICIAN_FIRST, STEPS
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.functional import category_of, patient, well
from tests.tables import every_row

TRAINS = "exercise_active"
TRAINS_WITH = "exercise_active_with_consideration"
EVERYDAY = "everyday_active"
EVERYDAY_WITH = "everyday_active_with_consideration"
LIMITED = "function_limited"


def test_someone_who_trains_with_three_green_tests_is_exercise_active():
    answer = category_of(well())
    assert (answer.status, answer.category, answer.reasons) == ("suggested", TRAINS, ("F4",))


def test_someone_active_in_everyday_life_is_everyday_active():
    answer = category_of(well(activity_level="everyday"))
    assert (answer.status, answer.category, answer.reasons) == ("suggested", EVERYDAY, ("F5",))


# ---- bands of the tests, each seen through the category it gives


@every_row(
    ("seconds", "category"),
    [(11.9, TRAINS), (12.0, EVERYDAY), (15.0, EVERYDAY), (15.1, EVERYDAY), (19.9, EVERYDAY), (20.0, LIMITED)],
)
def test_timed_up_and_go_is_green_below_12_and_very_red_from_20(seconds, category):
    assert category_of(well(tug_s=seconds)).category == category


@pytest.mark.parametrize(("seconds", "category"), [(15.0, EVERYDAY), (15.1, LIMITED)])
def test_timed_up_and_go_is_red_above_15_beside_another_red_test(seconds, category):
    assert category_of(well(tug_s=seconds, five_sts_s=16)).category == category


@every_row(("seconds", "category"), [(11.9, TRAINS), (12.0, EVERYDAY), (15.0, EVERYDAY), (60.0, EVERYDAY)])
def test_sit_to_stand_is_green_below_12_and_however_slow_not_very_red(seconds, category):
    assert category_of(well(five_sts_s=seconds)).category == category


@pytest.mark.parametrize(("seconds", "category"), [(15.0, EVERYDAY), (15.1, LIMITED)])
def test_sit_to_stand_is_red_above_15_beside_another_red_test(seconds, category):
    assert category_of(well(five_sts_s=seconds, tug_s=16)).category == category


@every_row(("seconds", "category"), [(10, TRAINS), (9.9, EVERYDAY), (3, EVERYDAY), (0, EVERYDAY)])
def test_tandem_is_green_only_at_10(seconds, category):
    assert category_of(well(tandem_s=seconds)).category == category


@every_row(("seconds", "category"), [(3.0, EVERYDAY), (2.9, LIMITED), (0, LIMITED)])
def test_tandem_is_red_below_3_beside_another_red_test(seconds, category):
    assert category_of(well(tandem_s=seconds, tug_s=16)).category == category


@pytest.mark.parametrize(
    "unable", [{"tug_s": None, "tug_unable": True}, {"five_sts_s": None, "five_sts_unable": True}]
)
def test_a_test_that_cannot_be_done_is_very_red(unable):
    answer = category_of(well(**unable))
    assert (answer.category, answer.reasons) == (LIMITED, ("F2",))


@every_row("missing", ["tug_s", "five_sts_s", "tandem_s"])
def test_a_missing_test_is_not_green(missing):
    assert category_of(well(**{missing: None})).category == EVERYDAY


@every_row("red", [{"tug_s": 16}, {"five_sts_s": 16}, {"tandem_s": 2}])
def test_missing_tests_are_not_red(red):
    tests = {"tug_s": None, "five_sts_s": None, "tandem_s": None}
    assert category_of(well(**(tests | red))).category == EVERYDAY


# ---- R: the physician first


@every_row(
    "facts",
    [
        {"metastasis_confirmed": True},
        {"multiple_myeloma": True},
        {"fracture_cause": "malignant"},
        {"fracture_cause": "infectious"},
    ],
)
def test_malignancy_and_infection_hold_the_category(facts):
    answer = category_of(well(**facts))
    assert (answer.status, answer.category) == ("hold", None)
    assert answer.reasons == ("R",)


def test_an_urgent_action_holds_the_category():
    answer = category_of(well(), urgent=True)
    assert (answer.status, answer.category, answer.reasons) == ("hold", None, ("R",))
    assert answer.could_become == {}
    assert answer.borderline == ()


@every_row("cause", ["osteoporotic", "traumatic", "radiation", None])
def test_other_causes_do_not_hold_the_category(cause):
    assert category_of(well(fracture_cause=cause)).status == "suggested"


@pytest.mark.parametrize("answer", [False, None])
def test_no_metastasis_recorded_holds_nothing(answer):
    assert category_of(well(metastasis_confirmed=answer, multiple_myeloma=answer)).status == "suggested"


def test_hold_comes_before_the_acute_phase():
    answer = category_of(patient(vertebral_fracture="confirmed", vertebral_fracture_weeks=2), urgent=True)
    assert (answer.status, answer.category) == ("hold", None)


def test_a_hold_lists_the_other_rules_that_are_met_too():
    answer = category_of(well(adl_help=True, hip_fracture_weeks=10, falls_12m=2), urgent=True)
    assert answer.reasons == ("R", "A", "F1", "H5")


# ---- A: the acute phase


@every_row(
    ("weeks", "status", "category", "reasons"),
    [
        (25.9, "acute", LIMITED, ("A",)),
        (26, "acute", LIMITED, ("A",)),
        (26.1, "suggested", TRAINS_WITH, ("F4", "H1")),
        (None, "suggested", TRAINS_WITH, ("F4", "H1")),
    ],
)
def test_a_vertebral_fracture_is_acute_for_26_weeks(weeks, status, category, reasons):
    answer = category_of(well(vertebral_fracture="confirmed", vertebral_fracture_weeks=weeks))
    assert (answer.status, answer.category, answer.reasons) == (status, category, reasons)


@every_row("finding", ["suspected", "excluded", None])
def test_only_a_confirmed_vertebral_fracture_is_acute(finding):
    answer = category_of(well(vertebral_fracture=finding, vertebral_fracture_weeks=2))
    assert answer.status == "suggested"


@every_row(
    ("weeks", "status", "category", "reasons"),
    [
        (26, "acute", LIMITED, ("A",)),
        (26.1, "suggested", TRAINS_WITH, ("F4", "H2")),
        (None, "suggested", TRAINS, ("F4",)),
    ],
)
def test_a_hip_fracture_is_acute_for_26_weeks_and_then_a_consideration(weeks, status, category, reasons):
    answer = category_of(well(hip_fracture_weeks=weeks))
    assert (answer.status, answer.category, answer.reasons) == (status, category, reasons)


def test_an_acute_hip_fracture_beside_an_old_vertebral_one_is_acute_with_a_consideration():
    facts = {"vertebral_fracture": "confirmed", "vertebral_fracture_weeks": 160, "hip_fracture_weeks": 10}
    answer = category_of(well(**facts))
    assert (answer.status, answer.category, answer.reasons) == ("acute", LIMITED, ("A", "H1"))


# ---- F1 to F5, F0


@every_row(
    "facts", [{"daily_walking_aid": True}, {"adl_help": True}, {"activity_level": "sedentary_disease"}]
)
def test_dependence_is_function_limited(facts):
    answer = category_of(well(**facts))
    assert (answer.status, answer.category, answer.reasons) == ("suggested", LIMITED, ("F1",))


def test_two_red_tests_beat_what_the_patient_says():
    answer = category_of(well(tug_s=15.8, five_sts_s=16.2, tandem_s=7))
    assert (answer.category, answer.reasons) == (LIMITED, ("F3",))


def test_one_red_test_does_not_limit():
    assert category_of(well(tug_s=15.8)).reasons == ("F5",)


def test_a_very_red_test_counts_as_red():
    answer = category_of(well(tug_s=25, tandem_s=2))
    assert answer.reasons == ("F2", "F3")


def test_every_triggered_rule_is_a_reason():
    answer = category_of(
        well(adl_help=True, tug_s=25, five_sts_s=16, t_score=-3.4, falls_12m=3, pain_rest_vas=60)
    )
    assert answer.category == LIMITED
    assert answer.reasons == ("F1", "F2", "F3", "H4", "H5", "H6")


def test_the_acute_phase_lists_function_limited_reasons_too():
    answer = category_of(
        patient(
            hip_fracture_weeks=10,
            vertebral_fracture="excluded",
            daily_walking_aid=True,
            tug_s=28,
            five_sts_unable=True,
        )
    )
    assert (answer.status, answer.category) == ("acute", LIMITED)
    assert answer.reasons == ("A", "F1", "F2", "F3")


def test_without_activity_level_and_tests_the_category_is_undetermined():
    answer = category_of(patient(vertebral_fracture="excluded", daily_walking_aid=False, adl_help=False))
    assert (answer.status, answer.category, answer.reasons) == ("undetermined", None, ("F0",))


@every_row("facts", [{"activity_level": "everyday"}, {"tug_s": 9}, {"five_sts_s": 9}, {"tandem_s": 10}])
def test_one_test_or_the_activity_level_is_enough_for_a_suggestion(facts):
    answer = category_of(patient(vertebral_fracture="excluded", **facts))
    assert (answer.status, answer.category) == ("suggested", EVERYDAY)


def test_a_walking_aid_alone_is_enough_for_function_limited():
    assert category_of(patient(daily_walking_aid=True)).category == LIMITED


@pytest.mark.parametrize("unable", ["tug_unable", "five_sts_unable"])
def test_a_test_recorded_as_possible_but_not_timed_is_no_test(unable):
    assert category_of(patient(**{unable: False})).status == "undetermined"


def test_three_green_tests_without_training_are_everyday_active():
    assert category_of(well(activity_level=None)).category == EVERYDAY


# ---- H1 to H8


@every_row(
    ("facts", "rule"),
    [
        ({"vertebral_fracture": "confirmed", "vertebral_fracture_weeks": 160}, "H1"),
        ({"vertebral_fracture": "confirmed"}, "H1"),
        ({"vertebral_fracture": "suspected"}, "H1"),
        ({"vertebral_fracture": None}, "H1"),
        ({"hip_fracture_weeks": 200}, "H2"),
        ({"other_low_trauma_fractures": 2}, "H3"),
        ({"t_score": -3.0}, "H4"),
        ({"falls_12m": 2}, "H5"),
        ({"fall_injury_or_could_not_rise": True}, "H5"),
        ({"pain_rest_vas": 50}, "H6"),
        ({"pain_activity_vas": 50}, "H6"),
        ({"comorbidity_training": True}, "H7"),
        ({"sacral_fracture": "confirmed"}, "H8"),
        ({"sacral_fracture": "suspected"}, "H8"),
        ({"pubic_ramus_fracture": True}, "H8"),
    ],
)
@every_row(
    ("activity", "category", "step"), [("trains", TRAINS_WITH, "F4"), ("everyday", EVERYDAY_WITH, "F5")]
)
def test_each_consideration_is_named(facts, rule, activity, category, step):
    answer = category_of(well(activity_level=activity, **facts))
    assert (answer.status, answer.category, answer.reasons) == ("suggested", category, (step, rule))


@every_row(
    "facts",
    [
        {"other_low_trauma_fractures": 1},
        {"t_score": -2.9},
        {"falls_12m": 1},
        {"pain_rest_vas": 49.9, "pain_activity_vas": 49.9},
        {"other_low_trauma_fractures": None},
        {"t_score": None},
        {"falls_12m": None},
        {"fall_injury_or_could_not_rise": None},
        {"pain_rest_vas": None, "pain_activity_vas": None},
        {"comorbidity_training": None},
        {"sacral_fracture": None},
        {"pubic_ramus_fracture": None},
    ],
)
def test_below_the_cut_or_not_recorded_is_no_consideration(facts):
    assert category_of(well(**facts)).category == TRAINS


def test_function_limited_is_not_split_but_keeps_its_considerations():
    answer = category_of(well(adl_help=True, sacral_fracture="confirmed"))
    assert (answer.category, answer.reasons) == (LIMITED, ("F1", "H8"))


# ---- provisional


@every_row(
    "blank",
    [
        {"vertebral_fracture": None},
        {"t_score": None},
        {"falls_12m": None},
        {"pain_rest_vas": None, "pain_activity_vas": None},
    ],
)
def test_a_suggestion_without_bone_falls_or_pain_is_provisional(blank):
    assert category_of(well(**blank)).provisional is True


@every_row(
    "blank",
    [
        {},
        {"pain_rest_vas": None},
        {"pain_activity_vas": None},
        {"tug_s": None},
        {"tandem_s": None},
        {"comorbidity_training": None},
        {"sacral_fracture": None},
    ],
)
def test_a_missing_test_does_not_make_it_provisional(blank):
    assert category_of(well(**blank)).provisional is False


def test_function_limited_is_never_provisional():
    assert category_of(patient(adl_help=True)).provisional is False


# ---- a department's own thresholds


@every_row(
    ("name", "value", "facts", "category"),
    [
        ("tug_amber_s", 10, {"tug_s": 11}, EVERYDAY),
        ("tug_very_red_s", 16, {"tug_s": 16}, LIMITED),
        ("sts_amber_s", 10, {"five_sts_s": 11}, EVERYDAY),
        ("t_very_low", -2.5, {"t_score": -2.6}, TRAINS_WITH),
        ("consideration_vas", 35, {"pain_rest_vas": 40}, TRAINS_WITH),
        ("falls_many", 1, {"falls_12m": 1}, TRAINS_WITH),
        ("low_trauma_many", 3, {"other_low_trauma_fractures": 2}, TRAINS),
        ("acute_weeks", 12, {"hip_fracture_weeks": 13}, TRAINS_WITH),
    ],
)
def test_a_department_may_move_a_cut(name, value, facts, category):
    thresholds = DEFAULT.with_overrides({name: Override(value, "our unit", DEFAULT.named(name).valid_from)})
    assert suggest(well(**facts), thresholds, urgent_present=False).category == category


# ---- the form of the answer


def test_the_answer_has_the_keys_of_the_contract():
    assert category_of(well(tandem_s=None, daily_walking_aid=True)).as_json() == {
        "status": "suggested",
        "category": "function_limited",
        "provisional": False,
        "reasons": ["F1"],
        "constraints": ["spine_safe"],
        "could_become": {},
        "borderline": [],
    }


# ---- what the rules rest on

ROWS = (PHYSICIAN_FIRST, *STEPS, *CONSIDERATIONS)


@every_row("row", ROWS, ids=lambda row: row.code)
def test_every_rule_names_its_source_or_is_marked_as_our_own_choice(row):
    assert row.source or row.cites or row.design_choice
    assert set(row.cites) <= set(STATEMENTS)


def test_our_own_choices_are_those_no_source_decides():
    ours = {row.code for row in ROWS if row.design_choice}
    assert {"R", "H4", "H6", "H8"} <= ours
    assert "F2" not in ours


def test_rules_stand_in_the_order_of_the_table():
    assert [row.code for row in ROWS] == [
        *("R", "A", "F1", "F2", "F3", "F0", "F4", "F5"),
        *("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"),
    ]
