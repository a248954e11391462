"""Every clinical doubt in docs/clinical-safety/doubts.md describes an answer the rules really give.

A failing line here is good news or bad: the rules have changed, and the document must say so.
"""

from pathlib import Path
from typing import Any

from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.tables import every_row

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "clinical-safety" / "doubts.md"

PERSON: dict[str, Any] = {"index_date": "2026-11-02", "age_years": 80, "sex": "female"}
ASKED: dict[str, Any] = {
    "neuro_deficit": False,
    "bladder_bowel_new": False,
    "cancer_history": False,
    "fever": False,
    "infection_status": "none",
}
FRACTURE: dict[str, Any] = {
    "vertebral_fracture": "confirmed",
    "fracture_cause": "osteoporotic",
    "trauma_energy": "low",
}
LADDER: dict[str, Any] = {
    "pain_rest_vas": 70,
    "paracetamol": "inadequate",
    "tramadol": "inadequate",
    "strong_opioid": "inadequate",
    "rheumatologist_consulted": True,
    "coagulopathy": "none",
    "cord_compression_by_fragment": False,
    "painful_level_confirmed": True,
}
SACRUM: dict[str, Any] = {
    "sacral_fracture": "confirmed",
    "fracture_cause": "osteoporotic",
    "coagulopathy": "none",
    "sacral_denis_zone": 1,
    "sacral_foramen_or_central": False,
    "mri": "fracture",
    "mri_covers_sacrum": False,
    "pain_rest_vas": 80,
    "conservative_weeks": 6,
    "pain_improving": False,
}
FIT: dict[str, Any] = {"activity_level": "trains", "tug_s": 9, "five_sts_s": 9, "tandem_s": 10, "t_score": -2}
USUAL = FRACTURE | ASKED
ABSENT = None

# id, facts, verdicts expected of the actions the doubt names (None: absent)
DOUBTS: list[tuple[str, dict[str, Any], dict[str, str | None]]] = [
    (
        "D01",
        FRACTURE | {"neuro_deficit": True, "mri": "fracture"},
        {"urgent.cord_compression": "urgent", "image.spine_mri": ABSENT},
    ),
    (
        "D02",
        FRACTURE | {"cord_compression_by_fragment": True, "radicular_pain_new": True},
        {"urgent.cord_compression": ABSENT, "physio.mobilising": "caution"},
    ),
    (
        "D03",
        {"metastasis_confirmed": True, "back_pain_new": True, "mri_contraindicated": True},
        {"image.spine_mri": ABSENT, "image.spine_ct": ABSENT},
    ),
    (
        "D04",
        {"vertebral_fracture": "confirmed", "multiple_myeloma": True, "back_pain_new": True},
        {"urgent.suspected_metastasis": ABSENT, "image.spine_mri": "recommend"},
    ),
    (
        "D05",
        FRACTURE | {"other_red_flags": ["immunosuppressed", "injection_drugs"]},
        {"urgent.suspected_infection": ABSENT, "review.malignancy": "recommend"},
    ),
    (
        "D06",
        FRACTURE | {"neuro_deficit": True, "bed_rest_continuous": True, "vertebral_fracture_weeks": 1},
        {
            "urgent.cord_compression": "urgent",
            "rest.bed_rest": "avoid",
            "aid.corset_short_term": "consider",
            "adjunct.heat_cold": "consider",
            "physio.mobilising": "not_cleared",
        },
    ),
    (
        "D07",
        FRACTURE | {"cord_compression_by_fragment": True},
        {"physio.lifting_technique": "recommend", "physio.mobilising": "caution"},
    ),
    (
        "D08",
        USUAL | {"fracture_cause": "malignant", "mobilisation_possible": True, "incontinence_any": False},
        {"physio.pool": "consider", "physio.mobilising": "caution"},
    ),
    (
        "D09",
        ASKED
        | {
            "age_years": 45,
            "back_pain_new": True,
            "pain_locations": ["lumbar"],
            "pain_weeks": 2,
            "trauma_energy": "none",
            "osteoporosis_risk_factor": False,
        },
        {"image.defer": "recommend"},
    ),
    ("D10", ASKED | {"age_years": 85, "pain_locations": ["cervical"], "trauma_energy": "low"}, {"image.spine_xray": ABSENT}),
    ("D12", USUAL | {"coagulopathy": "correctable", "gi_bleed_risk": False, "frail": False, "renal_or_heart_failure": False}, {"drug.nsaid": "consider"}),
    ("D13", USUAL | {"frail": True, "renal_or_heart_failure": True}, {"drug.tramadol": "recommend"}),
    (
        "D14",
        USUAL | {"frail": True, "renal_or_heart_failure": True, "pain_rest_vas": 70, "paracetamol": "inadequate", "tramadol": "inadequate"},
        {"drug.strong_opioid": "consider"},
    ),
    ("D15", USUAL | {"other_red_flags": ["anaemia_or_hypercalcaemia"]}, {"osteoporosis.calcium_vitamin_d": "recommend", "review.malignancy": "recommend"}),
    ("D16", USUAL | {"muscle_spasm_paraspinal": True, "glucocorticoid_injections_12m": 0}, {"adjunct.trigger_injection": "consider"}),
    ("D17", USUAL | LADDER | {"vertebral_fracture_weeks": 10}, {"procedure.vertebroplasty": "consider"}),
    ("D18", USUAL | LADDER | {"vertebral_fracture_weeks": 156}, {"procedure.vertebroplasty": "consider"}),
    ("D19", ASKED | SACRUM, {"procedure.sacroplasty": "consider"}),
    ("D20", USUAL | {"nsaid": "ongoing", "renal_or_heart_failure": True, "gi_bleed_risk": True}, {"drug.nsaid": "contraindicated", "drug.gastroprotection": ABSENT}),
    ("D21", USUAL | {"paracetamol": "inadequate", "tramadol": "inadequate", "pain_rest_vas": 60}, {"drug.paracetamol": "recommend", "drug.tramadol": "recommend"}),
    (
        "D25",
        USUAL | LADDER | {"coagulopathy": "uncorrectable", "vertebral_fracture_weeks": 2},
        {"procedure.vertebroplasty": "contraindicated", "procedure.kyphoplasty": ABSENT},
    ),
    ("D26", USUAL | {"vertebral_fracture_weeks": 2, "corset_use": "whole_day"}, {"aid.corset_short_term": ABSENT, "aid.corset_prolonged": "avoid"}),
    ("D27", USUAL | {"corset_weeks": 8}, {"aid.corset_prolonged": "avoid"}),
    ("D28", USUAL | {"vertebral_fracture_weeks": 0.1, "pain_rest_vas": 95}, {"drug.strong_opioid": ABSENT, "drug.tramadol": "recommend"}),
    ("D29", ASKED | {"vertebral_fracture": "confirmed", "fracture_cause": "malignant"}, {"assess.vertebroplasty": ABSENT}),
    ("D30", {"age_years": 51}, {"review.malignancy": "consider"}),
    ("D31", FRACTURE | {"cancer_history": True}, {"urgent.suspected_metastasis": "urgent"}),
    ("D32", {"vertebral_fracture": "suspected", "neuro_deficit": True}, {"image.spine_xray": "recommend", "image.spine_mri": "urgent"}),
    ("D34", {"age_years": 50, "hip_fracture_weeks": 3, "trauma_energy": "low"}, {"osteoporosis.treatment": "consider"}),
    ("D35", ASKED | {"vertebral_fracture": "suspected"}, {"osteoporosis.workup": ABSENT}),
    (
        "D36",
        ASKED
        | {
            "age_years": 45,
            "back_pain_new": True,
            "pain_locations": ["lumbar"],
            "pain_weeks": 2,
            "trauma_energy": "none",
            "osteoporosis_risk_factor": False,
            "fracture_cause": "infectious",
        },
        {"urgent.suspected_infection": "urgent", "image.defer": "recommend"},
    ),
    (
        "D38",
        ASKED
        | {
            "age_years": 45,
            "back_pain_new": True,
            "pain_locations": ["lumbar"],
            "pain_weeks": 2,
            "trauma_energy": "none",
            "osteoporosis_risk_factor": False,
            "sacral_fracture": "excluded",
            "pubic_ramus_fracture": True,
        },
        {"image.defer": "recommend"},
    ),
    (
        "D37",
        ASKED
        | SACRUM
        | {"pelvic_radiotherapy": True, "pain_rest_vas": 0, "pain_activity_vas": 80, "pain_activity_acceptable": True},
        {"assess.sacroplasty": "consider", "procedure.sacroplasty": "consider", "drug.paracetamol": ABSENT},
    ),
]  # fmt: skip

# The same for the functional category: status, category, a constraint and whether it stands.
FUNCTION: list[tuple[str, dict[str, Any], str, str, str, bool]] = [
    ("D11", ASKED | {"vertebral_fracture": "confirmed", "fracture_cause": "traumatic", "trauma_energy": "high", "vertebral_fracture_weeks": 1}, "acute", "function_limited", "spine_safe", True),
    ("D11", FRACTURE | {"cord_compression_by_fragment": True, "vertebral_fracture_weeks": 1}, "acute", "function_limited", "spine_safe", True),
    ("D22", USUAL | {"vertebral_fracture_weeks": 2}, "acute", "function_limited", "impact_low", False),
    ("D23", ASKED | FIT | {"sacral_fracture": "confirmed", "vertebral_fracture": "excluded", "falls_12m": 0, "pain_rest_vas": 10}, "suggested", "exercise_active_with_consideration", "impact_low", True),
    ("D24", ASKED | FIT | {"vertebral_fracture": "excluded"}, "suggested", "exercise_active", "high_intensity_allowed", True),
]  # fmt: skip

OWN_TEST = {"D33"}  # about a department's numbers: test_written_out_numbers_do_not_follow_a_department


def answer_for(facts):
    return evaluate(facts_from_mapping(PERSON | facts)).as_json()


@every_row(("doubt", "facts", "verdicts"), DOUBTS)
def test_the_rules_answer_as_the_doubt_says(doubt, facts, verdicts):
    actions = answer_for(facts)["actions"]
    assert {code: actions[code]["verdict"] if code in actions else ABSENT for code in verdicts} == verdicts


@every_row(("doubt", "facts", "status", "category", "constraint", "stands"), FUNCTION)
def test_the_category_is_as_the_doubt_says(doubt, facts, status, category, constraint, stands):
    found = answer_for(facts)["functional_category"]
    assert (found["status"], found["category"]) == (status, category)
    assert (constraint in found["constraints"]) is stands


def test_high_intensity_of_d24_stands_on_a_provisional_category():
    facts = next(facts for doubt, facts, *_rest in FUNCTION if doubt == "D24")
    assert answer_for(facts)["functional_category"]["provisional"] is True


def test_written_out_numbers_do_not_follow_a_department():
    """D33: acute for twelve weeks only, so that twenty weeks after the fracture neither rule holds."""
    shorter = DEFAULT.with_overrides(
        {"acute_weeks": Override(12, "our unit", DEFAULT.named("acute_weeks").valid_from)}
    )
    facts = facts_from_mapping(PERSON | USUAL | FIT | {"vertebral_fracture_weeks": 20})
    found = evaluate(facts, shorter).functional_category
    assert found.status == "suggested"
    assert "supervised_restart" not in found.constraints


def test_every_doubt_in_the_document_has_its_patient():
    written = {
        line.split("|")[1].strip()
        for line in DOCUMENT.read_text("utf-8").splitlines()
        if line.startswith("| D")
    }
    shown = {doubt for doubt, *_rest in (*DOUBTS, *FUNCTION)}
    assert written == shown | OWN_TEST
