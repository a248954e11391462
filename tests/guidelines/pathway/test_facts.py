"""The 82 facts: strict at the door, one clear message, and blank always allowed where the contract says so."""

import json
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import FACTS, FactError, Kind, PatientFacts, facts_from_json, facts_from_mapping
from tests.tables import every_row

NEEDED = {"index_date": "2026-11-02", "age_years": 78}

IN_CONTRACT_ORDER = """
index_date age_years sex
pain_rest_vas pain_activity_vas pain_activity_acceptable pain_weeks pain_locations pain_sudden_onset
pain_exam_discrepancy pain_improving back_pain_new radicular_pain_new trauma_energy
vertebral_fracture vertebral_fracture_weeks vertebral_fracture_count painful_level_confirmed sacral_fracture
sacral_denis_zone sacral_foramen_or_central pubic_ramus_fracture hip_fracture_weeks other_low_trauma_fractures
fracture_cause cord_compression_by_fragment cement_weeks
neuro_deficit bladder_bowel_new cancer_history metastasis_confirmed metastasis_excluded multiple_myeloma fever
infection_markers other_red_flags infection_status coagulopathy
xray_spine xray_pelvis mri ct mri_covers_sacrum ct_covers_sacrum mri_contraindicated mri_wait_days
paracetamol tramadol nsaid strong_opioid physiotherapy conservative_weeks rheumatologist_consulted
bed_rest_continuous corset_use corset_weeks glucocorticoid_injections_12m
frail gi_bleed_risk renal_or_heart_failure mobilisation_possible complication_risk_high incontinence_any
muscle_spasm_paraspinal long_term_steroid pelvic_radiotherapy
t_score osteoporosis_risk_factor osteoporosis_workup_done bone_drug calcium_vitamin_d
activity_level daily_walking_aid adl_help tug_s tug_unable five_sts_s five_sts_unable tandem_s falls_12m
fall_injury_or_could_not_rise comorbidity_training
"""

RANGES = {
    "age_years": (0, 120),
    "pain_rest_vas": (0, 100),
    "pain_activity_vas": (0, 100),
    "pain_weeks": (0, 4000),
    "vertebral_fracture_weeks": (0, 4000),
    "vertebral_fracture_count": (0, 24),
    "hip_fracture_weeks": (0, 4000),
    "other_low_trauma_fractures": (0, 20),
    "cement_weeks": (0, 4000),
    "mri_wait_days": (0, 1000),
    "conservative_weeks": (0, 4000),
    "corset_weeks": (0, 520),
    "glucocorticoid_injections_12m": (0, 52),
    "t_score": (-8, 5),
    "tug_s": (0, 300),
    "five_sts_s": (0, 300),
    "tandem_s": (0, 10),
    "falls_12m": (0, 100),
}


def given(**facts: object) -> PatientFacts:
    return facts_from_mapping({**NEEDED, **facts})


def refusal(**facts: object) -> FactError:
    with pytest.raises(FactError) as caught:
        given(**facts)
    assert "\n" not in caught.value.message
    return caught.value


def of_kind(*kinds: Kind) -> list[str]:
    return [name for name, fact in FACTS.items() if fact.kind in kinds]


def test_the_facts_are_the_contract_s_in_its_order():
    assert list(FACTS) == IN_CONTRACT_ORDER.split()
    assert len(FACTS) == 82


def test_only_the_day_and_the_age_are_required():
    assert [fact.name for fact in FACTS.values() if fact.required] == ["index_date", "age_years"]
    recorded = given().model_dump(exclude_none=True)
    assert recorded == {"index_date": date(2026, 11, 2), "age_years": 78}


def test_every_number_has_the_contract_s_range():
    assert {name: (FACTS[name].low, FACTS[name].high) for name in of_kind(Kind.INT, Kind.FLOAT)} == RANGES


def test_every_fact_has_a_label_and_every_value_has_one():
    assert all(fact.label and fact.label != name for name, fact in FACTS.items())
    assert {value for fact in FACTS.values() for value in fact.values} == set(VALUE_LABELS)


@every_row("name", [name for name in FACTS if name not in NEEDED])
def test_null_is_not_recorded(name):
    assert getattr(given(**{name: None}), name) is None


@every_row(("name", "ends"), RANGES.items())
def test_the_ends_of_a_range_are_inside_and_beyond_is_refused(name, ends):
    low, high = ends
    for inside in ends:
        assert getattr(given(**{name: inside}), name) == inside
    for outside in (low - 1, high + 1):
        error = refusal(**{name: outside})
        assert error.fact == name
        assert f"found {outside}" in error.message
        assert f"from {low} to {high}" in error.message


@every_row("name", of_kind(Kind.BOOL))
@every_row("wrong", [0, 1, "true", "yes", [], 1.0])
def test_only_true_and_false_are_answers(name, wrong):
    error = refusal(**{name: wrong})
    assert error.fact == name
    assert "true or false" in error.message


@every_row("name", of_kind(Kind.INT, Kind.FLOAT))
@every_row("wrong", [True, "2", float("nan"), float("inf"), [2], {}])
def test_a_number_is_never_guessed(name, wrong):
    assert refusal(**{name: wrong}).fact == name


@every_row("name", of_kind(Kind.INT))
def test_a_whole_number_is_never_a_decimal(name):
    assert "found 2.0" in refusal(**{name: 2.0}).message


@every_row("name", of_kind(Kind.ENUM, Kind.TREATMENT))
def test_a_choice_is_one_of_its_values(name):
    for value in FACTS[name].values:
        assert getattr(given(**{name: value}), name) == value
    for wrong in ("maybe", "", 7, True, 2.0, ["none"], "2"):
        error = refusal(**{name: wrong})
        assert error.fact == name
        assert ", ".join(map(str, FACTS[name].values)) in error.message


@pytest.mark.parametrize("name", of_kind(Kind.SET))
def test_a_set_is_a_list_without_repeats(name):
    first, second, *_rest = FACTS[name].values
    assert getattr(given(**{name: [second, first]}), name) == {first, second}
    assert getattr(given(**{name: []}), name) == frozenset()
    for wrong in ([first, first], first, {first: True}, [first, "elsewhere"], [None], [[first]], 1):
        assert refusal(**{name: wrong}).fact == name


@every_row(
    "wrong",
    [
        "02-11-2026",
        "2026-11-2",
        "20261102",
        "2026-W45-1",
        "2026-02-30",
        "2026-11-02T00:00",
        20261102,
        True,
        "",
        None,
    ],
)
def test_a_date_is_year_month_day(wrong):
    error = refusal(index_date=wrong)
    assert error.fact == "index_date"
    assert "YYYY-MM-DD" in error.message


def test_a_moment_is_not_a_date():
    with pytest.raises(ValidationError):
        PatientFacts(index_date=datetime(2026, 11, 2, 10, tzinfo=UTC), age_years=78)


@pytest.mark.parametrize("name", NEEDED)
def test_a_required_fact_that_is_absent_is_named(name):
    with pytest.raises(FactError, match=f"{name}: found nothing.*required") as caught:
        facts_from_mapping({key: value for key, value in NEEDED.items() if key != name})
    assert caught.value.fact == name


def test_a_misspelt_fact_is_named_with_the_one_meant():
    error = refusal(pain_rest_vass=40)
    assert error.fact == "pain_rest_vass"
    assert "did you mean pain_rest_vas?" in error.message


@every_row(
    ("facts", "both"),
    [
        (
            {"metastasis_confirmed": True, "metastasis_excluded": True},
            ("metastasis_confirmed", "metastasis_excluded"),
        ),
        ({"tug_unable": True, "tug_s": 14}, ("tug_unable", "tug_s")),
        ({"five_sts_unable": True, "five_sts_s": 0}, ("five_sts_unable", "five_sts_s")),
    ],
)
def test_facts_that_exclude_each_other_are_refused_naming_both(facts, both):
    error = refusal(**facts)
    assert error.fact == both[0]
    assert all(name in error.message for name in both)


@every_row(
    "facts",
    [
        {"metastasis_confirmed": False, "metastasis_excluded": True},
        {"metastasis_confirmed": True, "metastasis_excluded": False},
        {"tug_unable": False, "tug_s": 14},
        {"five_sts_unable": False, "five_sts_s": 14},
    ],
)
def test_facts_that_agree_are_taken_together(facts):
    assert given(**facts).model_dump(include=set(facts)) == facts


@every_row(
    ("text", "fact"),
    [
        ("", None),
        ("[]", None),
        ("null", None),
        ('"facts"', None),
        ("{", None),
        ('{"index_date": "2026-11-02", "age_years": 78} {}', None),
        ("[" * 100_000, None),
        ('{"age_years": 78, "index_date": "2026-11-02", "age_years": 79}', "age_years"),
        ('{"index_date": "2026-11-02", "age_years": 78, "t_score": NaN}', "t_score"),
        ('{"index_date": "2026-11-02", "age_years": 78, "t_score": 1e999}', "t_score"),
        ('{"index_date": "2026-11-02", "age_years": 78, "fever": {"a": 1, "a": 2}}', "fever"),
        ('{"index_date": "2026-11-02", "age_years": 78, "fe\\nver": true}', "fe\nver"),
    ],
)
def test_json_that_is_not_one_object_of_facts_is_refused(text, fact):
    with pytest.raises(FactError) as caught:
        facts_from_json(text)
    assert caught.value.fact == fact
    assert "\n" not in caught.value.message


@every_row("depth", [500, 900, 990, 5_000])
def test_however_deep_a_value_is_nested_it_is_refused_in_one_line(depth):
    text = '{"index_date": "2026-11-02", "age_years": 78, "fever": ' + "[" * depth + "]" * depth + "}"
    with pytest.raises(FactError) as caught:
        facts_from_json(text)
    assert "\n" not in caught.value.message


def test_json_facts_read_like_python_facts():
    facts = {**NEEDED, "pain_locations": ["lumbar"], "pain_rest_vas": 55, "sacral_denis_zone": 2}
    assert facts_from_json(json.dumps(facts)) == facts_from_mapping(facts)


def test_facts_cannot_be_changed():
    with pytest.raises(ValidationError):
        given().age_years = 12
