"""Each number in the rules: below the cut, at it, above it and not recorded. Expected verdicts from the contract."""

from guidelines.pathway.engine import PLANS, evaluate
from tests.guidelines.pathway.vignettes import facts_of, patient
from tests.tables import every_row

OSTEOPOROTIC = {"vertebral_fracture": "confirmed", "fracture_cause": "osteoporotic"}
SACRAL = {"sacral_fracture": "confirmed", "multiple_myeloma": True}
SUSPICION = {"sacral_fracture": "suspected", "mri_contraindicated": False, "ct": "not_done"}
LADDER = {
    "vertebral_fracture": "confirmed",
    "paracetamol": "inadequate",
    "tramadol": "inadequate",
    "strong_opioid": "inadequate",
    "pain_activity_acceptable": True,
}
OLD_ON_DRUGS = {"vertebral_fracture": "confirmed", "paracetamol": "ongoing"}
SPASM = {"vertebral_fracture": "confirmed", "muscle_spasm_paraspinal": True}
CORSET = {"corset_use": "short_term"}

# action, fact, facts around it, then the verdict at each value; None stands for absent (and for not recorded).
TABLE = [
    ("review.malignancy", "age_years", {}, {50: None, 51: "consider"}),
    ("review.malignancy", "pain_weeks", {"age_years": 40}, {3.9: None, 4: None, 4.1: "consider", None: None}),
    (
        "image.spine_xray",
        "age_years",
        {"pain_locations": ["lumbar"]},
        {49: None, 50: None, 51: "recommend"},
    ),
    (
        "image.sacrum_mri",
        "mri_wait_days",
        SUSPICION,
        {6: "recommend", 7: "recommend", 8: None, None: "recommend"},
    ),
    ("image.sacrum_ct", "mri_wait_days", SUSPICION, {6: None, 7: None, 8: "recommend", None: None}),
    (
        "rest.flat_intervals",
        "vertebral_fracture_weeks",
        OSTEOPOROTIC,
        {5.9: "recommend", 6: "recommend", 6.1: None, None: None},
    ),
    (
        "adjunct.heat_cold",
        "vertebral_fracture_weeks",
        OSTEOPOROTIC,
        {5.9: "consider", 6: "consider", 6.1: None, None: None},
    ),
    (
        "aid.corset_short_term",
        "vertebral_fracture_weeks",
        OSTEOPOROTIC,
        {5.9: "consider", 6: "consider", 6.1: None, None: None},
    ),
    ("aid.corset_prolonged", "corset_weeks", CORSET, {5.9: None, 6: None, 6.1: "avoid", None: None}),
    (
        "drug.paracetamol",
        "pain_rest_vas",
        {**OSTEOPOROTIC, "pain_activity_acceptable": True},
        {3: None, 4: None, 5: "recommend", None: "recommend"},
    ),
    (
        "refer.rheumatology",
        "pain_rest_vas",
        LADDER,
        {4: None, 44: None, 45: "recommend", 46: "recommend", None: "not_cleared"},
    ),
    (
        "adjunct.trigger_injection",
        "glucocorticoid_injections_12m",
        SPASM,
        {2: "consider", 3: "caution", 4: "caution", None: "caution"},
    ),
    (
        "assess.sacroplasty",
        "pain_rest_vas",
        {**SACRAL, "pain_activity_vas": 10},
        {69: None, 70: "consider", 71: "consider", None: "not_cleared"},
    ),
    (
        "assess.sacroplasty",
        "pain_activity_vas",
        {**SACRAL, "pain_rest_vas": 10},
        {69: None, 70: "consider", 71: "consider", None: "not_cleared"},
    ),
    (
        "assess.sacroplasty",
        "conservative_weeks",
        {
            "sacral_fracture": "confirmed",
            "pain_rest_vas": 80,
            "pain_improving": False,
            "mobilisation_possible": True,
            "pelvic_radiotherapy": False,
            "multiple_myeloma": False,
            "metastasis_confirmed": False,
        },
        {3.9: None, 4: "consider", 4.1: "consider", None: "not_cleared"},
    ),
    ("osteoporosis.workup", "t_score", {}, {-2.6: "recommend", -2.5: "recommend", -2.4: None, None: None}),
    ("osteoporosis.treatment", "age_years", {"t_score": -3}, {50: "consider", 51: "recommend"}),
    (
        "refer.osteoporosis_assessment",
        "other_low_trauma_fractures",
        {},
        {0: None, 1: "recommend", 2: "recommend", None: None},
    ),
    (
        "followup.new_fracture",
        "vertebral_fracture_weeks",
        OSTEOPOROTIC,
        {51.9: "recommend", 52: "recommend", 52.1: None, None: None},
    ),
    (
        "followup.analgesic_review",
        "vertebral_fracture_weeks",
        OLD_ON_DRUGS,
        {25.9: None, 26: "recommend", 26.1: "recommend", None: None},
    ),
    (
        "followup.neuro_recheck",
        "sacral_denis_zone",
        {"sacral_fracture": "confirmed", "sacral_foramen_or_central": False},
        {2: None, 3: "recommend", None: None},
    ),
]
ROWS = [
    (action, {**around, fact: value}, verdict)
    for action, fact, around, verdicts in TABLE
    for value, verdict in verdicts.items()
]


@every_row(("action", "facts", "verdict"), ROWS)
def test_the_verdict_on_each_side_of_a_cut(action, facts, verdict):
    finding = evaluate(patient(**facts), plans=[PLANS[action]]).actions.get(action)
    assert (finding.verdict if finding else None) == verdict


# From a patient for whom vertebroplasty may be considered, one fact moved across a cut.
@every_row(
    ("action", "changes", "verdict"),
    [
        ("procedure.vertebroplasty", {"age_years": 49}, "caution"),
        ("procedure.vertebroplasty", {"age_years": 50}, "consider"),
        ("procedure.vertebroplasty", {"age_years": 51}, "consider"),
        ("procedure.kyphoplasty", {"vertebral_fracture_weeks": 2.9}, "consider"),
        ("procedure.kyphoplasty", {"vertebral_fracture_weeks": 3}, None),
        ("procedure.kyphoplasty", {"vertebral_fracture_weeks": 3.1}, None),
        ("procedure.kyphoplasty", {"vertebral_fracture_weeks": None}, None),
    ],
)
def test_cement_on_each_side_of_a_cut(action, changes, verdict):
    finding = evaluate(facts_of("after-rheumatologist", **changes)).actions.get(action)
    assert (finding.verdict if finding else None) == verdict


YOUNG = "young-new-pain"


@every_row(
    ("changes", "deferred"),
    [
        ({"age_years": 50}, True),
        ({"age_years": 51}, False),
        ({"pain_weeks": 4}, True),
        ({"pain_weeks": 4.1}, False),
        ({"pain_weeks": None}, False),
        ({"t_score": -2.4}, True),
        ({"t_score": -2.5}, False),
        ({"other_low_trauma_fractures": 0}, True),
        ({"other_low_trauma_fractures": 1}, False),
        ({"pain_rest_vas": 69}, True),
        ({"pain_rest_vas": 70}, False),
        ({"fever": None}, False),
        ({"infection_status": None}, False),
        ({"osteoporosis_risk_factor": None}, False),
        ({"pain_improving": None}, True),
        ({"pain_improving": False}, False),
        ({"other_red_flags": []}, True),
        ({"other_red_flags": ["night_pain"]}, False),
        ({"cement_weeks": 0}, False),
        ({"vertebral_fracture": "excluded"}, True),
        ({"vertebral_fracture": "suspected"}, False),
        ({"pain_locations": ["lumbar", "groin"]}, False),
        ({"trauma_energy": "high"}, False),
        ({"trauma_energy": None}, False),
    ],
)
def test_no_imaging_is_advised_only_when_everything_asked_is_answered_no(changes, deferred):
    assert ("image.defer" in evaluate(facts_of(YOUNG, **changes)).actions) is deferred


@every_row(
    ("rest", "acceptable", "goal"),
    [
        (3, True, True),
        (4, True, True),
        (5, True, False),
        (4, False, False),
        (None, True, None),
        (4, None, None),
        (5, None, False),
        (None, False, False),
        (None, None, None),
    ],
)
def test_the_goal_for_pain(rest, acceptable, goal):
    answer = evaluate(patient(pain_rest_vas=rest, pain_activity_acceptable=acceptable))
    assert answer.goal_met is goal
