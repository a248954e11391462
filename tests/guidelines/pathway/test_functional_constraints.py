"""The five constraints: when each applies, apart from the label."""

from tests.guidelines.pathway.functional import category_of, patient, well
from tests.tables import every_row


def constraints_of(**changes):
    return category_of(well(**changes)).constraints


@every_row(
    "facts",
    [patient(), patient(adl_help=True), patient(hip_fracture_weeks=3), patient(fracture_cause="malignant")],
)
def test_the_spine_is_always_kept_safe(facts):
    assert "spine_safe" in category_of(facts).constraints


@every_row(
    "facts",
    [
        {"vertebral_fracture": "confirmed"},
        {"vertebral_fracture": "suspected"},
        {"vertebral_fracture": None},
        {"hip_fracture_weeks": 60},
        {"other_low_trauma_fractures": 2},
        {"sacral_fracture": "suspected"},
        {"pubic_ramus_fracture": True},
    ],
)
def test_impact_is_kept_low_after_fracture_and_when_none_is_ruled_out(facts):
    assert "impact_low" in constraints_of(**facts)
    assert "impact_low" in constraints_of(**facts, adl_help=True)


@every_row(
    "facts", [{}, {"t_score": -3.4}, {"falls_12m": 4}, {"pain_rest_vas": 80}, {"comorbidity_training": True}]
)
def test_impact_is_not_limited_by_bone_density_falls_pain_or_disease_alone(facts):
    assert "impact_low" not in constraints_of(**facts)


@every_row(
    ("facts", "first"),
    [
        ({"tandem_s": 10}, False),
        ({"tandem_s": 9.9}, True),
        ({"tandem_s": 0}, True),
        ({"tandem_s": None}, False),
        ({"falls_12m": 1}, False),
        ({"falls_12m": 2}, True),
        ({"fall_injury_or_could_not_rise": True}, True),
        ({"fall_injury_or_could_not_rise": None}, False),
    ],
)
def test_balance_comes_first_for_those_who_fall_or_sway(facts, first):
    assert ("falls_first" in constraints_of(**facts)) is first


def test_high_intensity_may_be_offered_to_someone_exercise_active_with_a_recorded_t_score():
    assert constraints_of() == ("spine_safe", "high_intensity_allowed")


@every_row(
    "facts",
    [
        {"t_score": None},
        {"t_score": -3.0},
        {"activity_level": "everyday"},
        {"tug_s": 12},
        {"vertebral_fracture": "confirmed", "vertebral_fracture_weeks": 300},
        {"vertebral_fracture": None},
        {"hip_fracture_weeks": 60},
        {"other_low_trauma_fractures": 2},
        {"falls_12m": 2},
        {"pain_activity_vas": 50},
        {"comorbidity_training": True},
        {"sacral_fracture": "confirmed"},
        {"adl_help": True},
        {"metastasis_confirmed": True},
    ],
)
def test_high_intensity_is_not_offered_otherwise(facts):
    assert "high_intensity_allowed" not in constraints_of(**facts)


@every_row(
    ("weeks", "restart"), [(25.9, False), (26, True), (40, True), (52, True), (52.1, False), (None, False)]
)
def test_restart_is_supervised_from_26_to_52_weeks_after_a_vertebral_fracture(weeks, restart):
    found = constraints_of(vertebral_fracture="confirmed", vertebral_fracture_weeks=weeks)
    assert ("supervised_restart" in found) is restart


@every_row("finding", ["suspected", "excluded", None])
def test_only_a_confirmed_vertebral_fracture_asks_for_a_supervised_restart(finding):
    found = constraints_of(vertebral_fracture=finding, vertebral_fracture_weeks=40)
    assert "supervised_restart" not in found


def test_constraints_stand_in_one_order():
    found = category_of(
        well(vertebral_fracture="confirmed", vertebral_fracture_weeks=30, falls_12m=3, tandem_s=4)
    ).constraints
    assert found == ("impact_low", "falls_first", "spine_safe", "supervised_restart")
