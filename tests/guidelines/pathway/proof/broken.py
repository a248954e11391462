"""Rule sets with one thing broken, one for each claim, and how the patient it harms looks to the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from guidelines.pathway.building import at_least, below, blank, is_in, is_true, known_true
from guidelines.pathway.criteria import All, Any, Limit
from guidelines.pathway.derived import failed_paracetamol, fracture_pain, severe_pain
from guidelines.pathway.functional_rules import CONSIDERED
from guidelines.pathway.recommendations import Case, Verdict
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from tests.guidelines.pathway.proof.rule_sets import (
    Seen,
    also,
    case_of,
    with_action,
    with_case,
    with_function,
    with_row,
    without_case,
    without_named,
    without_part,
)

FAILED = ("inadequate", "not_tolerated", "contraindicated")
SHUT = (None, "not_cleared", "contraindicated")


VERTEBROPLASTY, SACROPLASTY = "procedure.vertebroplasty", "procedure.sacroplasty"
NOT_CLEARED = case_of(VERTEBROPLASTY, "not_cleared")
DEFER = CURRENT.by_code["image.defer"]
OPIOID = CURRENT.by_code["drug.strong_opioid"]
RELIEF = at_least("pain_rest_vas", Limit("severe_vas")) & below("pain_rest_vas", 60)  # never at 70

# Claim, a rule set that breaks it, and what the engine must then say of the patient the proof found.
BROKEN: dict[str, tuple[RuleSet, Callable[[Seen], bool]]] = {
    "no-procedure-against-a-contraindication": (
        without_case(VERTEBROPLASTY, "contraindicated"),
        lambda seen: seen.told(VERTEBROPLASTY) not in SHUT and seen.facts.coagulopathy == "uncorrectable",
    ),
    "contraindication-is-said": (
        with_case(VERTEBROPLASTY, "contraindicated", when=known_true(is_in("coagulopathy", "uncorrectable"))),
        lambda seen: seen.told(VERTEBROPLASTY) == "not_cleared" and bool(seen.answers[0].red_flags.present),
    ),
    "relative-contraindication-brings-caution": (
        without_case(VERTEBROPLASTY, "relative"),
        lambda seen: seen.told(VERTEBROPLASTY) == "consider"
        and bool(
            seen.facts.age_years < 50
            or seen.facts.cord_compression_by_fragment
            or seen.facts.pain_improving
            or seen.facts.trauma_energy == "high"
            or seen.facts.fracture_cause in ("traumatic", "radiation")
        ),
    ),
    "sacroplasty-only-on-an-image": (
        with_case(SACROPLASTY, "not_cleared", when=without_part(case_of(SACROPLASTY, "not_cleared").when, "mri", "ct")),
        lambda seen: seen.told(SACROPLASTY) not in SHUT and "fracture" not in (seen.facts.mri, seen.facts.ct),
    ),
    "imaging-deferred-only-for-plain-pain": (
        with_action("image.defer", when=without_part(DEFER.when, "age_years")),
        lambda seen: seen.told("image.defer") == "recommend" and seen.facts.age_years > 50,
    ),
    "no-escalation-on-unknown-relief": (
        without_case("refer.rheumatology", "relief_not_known"),
        lambda seen: seen.told("refer.rheumatology") == "recommend" and None in (seen.facts.pain_rest_vas, seen.facts.pain_activity_acceptable),
    ),
    "treatment-only-with-a-fracture": (
        with_action("drug.paracetamol", when=without_named(CURRENT.by_code["drug.paracetamol"], "fracture_pain")),
        lambda seen: seen.told("drug.paracetamol") is not None and seen.facts.vertebral_fracture is None and seen.facts.sacral_fracture is None,
    ),
    "cleared-procedure-has-a-level": (
        with_case(VERTEBROPLASTY, "not_cleared", when=without_part(NOT_CLEARED.when, "painful_level_confirmed")),
        lambda seen: seen.told(VERTEBROPLASTY) not in SHUT and seen.facts.painful_level_confirmed is not True,
    ),
    "procedure-only-for-its-fracture": (
        with_action(SACROPLASTY, when=severe_pain & is_true("pelvic_radiotherapy")),
        lambda seen: seen.told(SACROPLASTY) is not None and seen.facts.sacral_fracture != "confirmed",
    ),
    "no-procedure-without-assessment": (
        also("assess.sacroplasty", is_true("frail")),
        lambda seen: seen.told(SACROPLASTY) is not None and seen.told("assess.sacroplasty") is None,
    ),
    "contraindication-never-lifted": (
        with_case("physio.pool", "barred", when=known_true(~is_true("mobilisation_possible")) & blank("incontinence_any")),
        lambda seen: seen.told("physio.pool") == "contraindicated" != seen.told("physio.pool", 1),
    ),
    "alarm-depends-on-its-own-signs": (
        also("urgent.cord_compression", ~is_true("frail")),
        lambda seen: (
            not seen.told("urgent.cord_compression", -1)
            and any(facts.neuro_deficit or facts.bladder_bowel_new or facts.cord_compression_by_fragment for facts in seen.patients)
            and (len(seen.patients) == 1 or seen.told("urgent.cord_compression") == "urgent")
        ),
    ),
    "alarm-not-lifted-by-recording": (
        also("urgent.suspected_infection", blank("pain_improving")),
        lambda seen: seen.alarm and seen.told("urgent.suspected_infection", 1) is None,
    ),
    "nothing-held-is-open-under-an-alarm": (
        without_case("refer.pain_clinic", "held"),
        lambda seen: seen.alarm and seen.told("refer.pain_clinic") == "consider",
    ),
    "urgent-only-with-an-alarm": (
        with_case("review.malignancy", "age_only", verdict=Verdict.URGENT),
        lambda seen: not seen.alarm and seen.told("review.malignancy") == "urgent",
    ),
    "alarm-brings-imaging": (
        also("image.spine_ct", is_true("frail")),
        lambda seen: seen.alarm and seen.told("image.spine_mri") is None and seen.told("image.spine_ct") is None,
    ),
    "no-mri-when-contraindicated": (
        with_action(
            "image.spine_mri", when=without_part(CURRENT.by_code["image.spine_mri"].when, "mri_contraindicated")
        ),
        lambda seen: seen.told("image.spine_mri") is not None and seen.facts.mri_contraindicated is True,
    ),
    "imaging-deferred-only-after-asking": (
        with_action("image.defer", when=without_named(DEFER, "every_alarm_answered_no")),
        lambda seen: seen.told("image.defer") == "recommend" and bool(seen.answers[0].red_flags.open),
    ),
    "not-cleared-says-why": (
        with_case("physio.pool", "not_asked", needs=()),
        lambda seen: seen.told("physio.pool") == "not_cleared" and not seen.answers[0].actions["physio.pool"].missing,
    ),
    "opioid-after-first-line": (
        with_action("drug.strong_opioid", when=without_part(OPIOID.when, "paracetamol")),
        lambda seen: seen.told("drug.strong_opioid") == "consider" and seen.facts.paracetamol not in FAILED,
    ),
    "drug-status-respected": (
        without_case("drug.paracetamol", "not_tolerated"),
        lambda seen: seen.told("drug.paracetamol") == "recommend" and seen.facts.paracetamol == "not_tolerated",
    ),
    "never-two-opioids": (
        without_case("drug.tramadol", "two_opioids"),
        lambda seen: seen.told("drug.tramadol") == "recommend" and seen.facts.strong_opioid is not None,
    ),
    "nsaid-only-after-asking": (
        without_case("drug.nsaid", "risk_not_recorded"),
        lambda seen: seen.told("drug.nsaid") == "consider" and None in (seen.facts.frail, seen.facts.gi_bleed_risk, seen.facts.renal_or_heart_failure),
    ),
    "nsaid-with-caution-names-the-stomach": (
        also("drug.gastroprotection", is_true("frail")),
        lambda seen: seen.told("drug.nsaid") == "caution" and seen.told("drug.gastroprotection") is None,
    ),
    "goal-reached-ends-the-ladder": (
        with_action("drug.paracetamol", when=fracture_pain),
        lambda seen: seen.told("drug.paracetamol") is not None and seen.answers[0].goal_met is True,
    ),
    "rheumatologist-first": (
        with_action("refer.pain_clinic", when=without_part(CURRENT.by_code["refer.pain_clinic"].when, "rheumatologist_consulted")),
        lambda seen: seen.told("refer.pain_clinic") is not None and seen.facts.rheumatologist_consulted is not True,
    ),
    "stability-before-mobilising": (
        without_case("physio.mobilising", "stability"),
        lambda seen: seen.told("physio.mobilising") == "recommend" and any(
            (
                seen.facts.metastasis_confirmed,
                seen.facts.multiple_myeloma,
                seen.facts.cord_compression_by_fragment,
                seen.facts.trauma_energy == "high",
                seen.facts.fracture_cause in ("malignant", "traumatic"),
            )
        ),
    ),
    "pool-only-after-asking": (
        without_case("physio.pool", "not_asked"),
        lambda seen: seen.told("physio.pool") == "consider" and None in (seen.facts.mobilisation_possible, seen.facts.incontinence_any),
    ),
    "bed-and-corset-never-advised": (
        with_case("rest.bed_rest", "otherwise", verdict=Verdict.CONSIDER),
        lambda seen: seen.told("rest.bed_rest") == "consider",
    ),
    "physician-first": (
        with_function(physician_first=replace(CURRENT.functional.physician_first, when=is_true("multiple_myeloma"))),
        lambda seen: seen.answers[0].functional_category.status != "hold" and (seen.facts.metastasis_confirmed or seen.facts.fracture_cause in ("malignant", "infectious")),
    ),
    "low-impact-after-a-fracture": (
        with_row("constraints", "impact_low", when=CONSIDERED["H2"]),
        lambda seen: "impact_low" not in seen.constraints and seen.facts.vertebral_fracture == "confirmed",
    ),
    "high-intensity-never-with-low-impact": (
        with_row("constraints", "high_intensity_allowed", only_for=None),
        lambda seen: {"impact_low", "high_intensity_allowed"} <= set(seen.constraints),
    ),
    "a-missing-test-is-never-green": (
        with_row("steps", "F4", when=is_in("activity_level", "trains")),
        lambda seen: str(seen.category).startswith("exercise_active") and None in (seen.facts.tug_s, seen.facts.five_sts_s, seen.facts.tandem_s),
    ),
    "spine-always-safe": (
        with_row("constraints", "spine_safe", when=is_true("frail")),
        lambda seen: "spine_safe" not in seen.constraints,
    ),
}  # fmt: skip

NEVER_REACHED = Case(
    "again", known_true(is_in("tramadol", "contraindicated")), Verdict.AVOID, "said a second time"
)
TRAMADOL = CURRENT.by_code["drug.tramadol"]
DEAD_CASE = with_action("drug.tramadol", cases=(TRAMADOL.cases[0], NEVER_REACHED, *TRAMADOL.cases[1:]))

# Holds with severe pain from 70, as the pathway has it; a department that sets it to 55 breaks it.
ONLY_OTHER_THRESHOLDS = with_action(
    "drug.strong_opioid",
    when=All(
        tuple(Any((part, RELIEF)) if part is failed_paracetamol else part for part in OPIOID.when.parts)
    ),
)
# Reached while relief is bad from 45, and by nobody once a department sets it to 60.
DEAD_UNDER_OTHER_THRESHOLDS = with_action(
    "drug.tramadol",
    cases=(
        Case(
            "narrow",
            known_true(at_least("pain_rest_vas", Limit("escalate_rest_vas")) & below("pain_rest_vas", 60)),
            Verdict.CAUTION,
            "between the two",
        ),
        *TRAMADOL.cases,
    ),
)
