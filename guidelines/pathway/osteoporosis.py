"""Osteoporosis care, whatever the pain does."""

from __future__ import annotations

from guidelines.pathway.building import (
    above,
    at_least,
    is_in,
    is_true,
    known_true,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import Named, Recorded
from guidelines.pathway.derived import (
    fragility_fracture,
    no_real_trauma,
    osteoporosis,
    osteoporosis_by_dxa,
    vertebral_fracture_confirmed,
)
from guidelines.pathway.recommendations import Action, Case, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _

workup = Action(
    code="osteoporosis.workup",
    title=_("Work up the osteoporosis"),
    stage=Stage.OSTEOPOROSIS,
    when=osteoporosis & not_true(is_true("osteoporosis_workup_done")),
    cases=(otherwise(Verdict.RECOMMEND, _("osteoporosis, and no work-up recorded")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A80", "R120", "F04", "F12"),
    controversy="osteoporosis-diagnosis",
)

osteoporosis_by_definition = Named(
    "osteoporosis_by_definition",
    _("a vertebral or hip fracture after little or no trauma, or osteoporosis by bone density"),
    (
        fragility_fracture
        & (vertebral_fracture_confirmed | Recorded("hip_fracture_weeks"))
        & (no_real_trauma | is_in("fracture_cause", "osteoporotic"))
    )
    | osteoporosis_by_dxa,
    cites=("F04", "F12"),
)

drug_free = Named(
    "no_bone_drug",
    _("no osteoporosis drug is taken"),
    not_false(is_in("bone_drug", "none", "denosumab_stopped")),
)

treatment = Action(
    code="osteoporosis.treatment",
    title=_("Osteoporosis drug, causes excluded first"),
    stage=Stage.OSTEOPOROSIS,
    when=osteoporosis & drug_free,
    cases=(
        Case(
            "by_definition",
            above("age_years", 50) & known_true(osteoporosis_by_definition),
            Verdict.RECOMMEND,
            _("osteoporosis by definition, over 50, and no drug"),
        ),
        otherwise(Verdict.CONSIDER, _("leave the choice to a specialist")),
    ),
    certainty=Certainty.MODERATE,
    strength=Strength.STRONG,
    statements=("A81", "R120", "R164", "F13"),
    note=_(
        "A randomised trial of about 2,000 women with a vertebral fracture found fewer days in bed on alendronate; "
        "which drug for whom is not said. That the drugs relieve the pain itself is unsettled."
    ),
)

review_bone_drug = Action(
    code="review.bone_drug",
    title=_("Review the osteoporosis drug: a new fracture on treatment"),
    stage=Stage.OSTEOPOROSIS,
    when=is_in("bone_drug", "bisphosphonate", "denosumab", "teriparatide", "other")
    & is_true("back_pain_new")
    & (vertebral_fracture_confirmed | is_in("sacral_fracture", "confirmed")),
    cases=(otherwise(Verdict.CONSIDER, _("a fracture with new pain while on treatment")),),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=(),
    design_choice=True,
    note=_("Our own choice: the sources do not say what to do when a fracture comes on treatment."),
)

calcium_vitamin_d = Action(
    code="osteoporosis.calcium_vitamin_d",
    title=_("Calcium and vitamin D"),
    stage=Stage.OSTEOPOROSIS,
    when=osteoporosis & not_true(is_true("calcium_vitamin_d")),
    cases=(otherwise(Verdict.RECOMMEND, _("osteoporosis, and no supplement recorded")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R121", "F13"),
    note=_("The sources give no dose."),
)

risk_factor = Named(
    "risk_factor",
    _("a risk factor for osteoporosis, or another fracture after little trauma"),
    known_true(is_true("osteoporosis_risk_factor"))
    | known_true(is_true("long_term_steroid"))
    | (
        not_true(is_in("trauma_energy", "high"))
        & (
            known_true(is_true("pubic_ramus_fracture"))
            | known_true(is_in("xray_pelvis", "fracture"))
            | known_true(at_least("other_low_trauma_fractures", 1))
        )
    ),
    cites=("F10", "F11", "S08"),
)

refer_assessment = Action(
    code="refer.osteoporosis_assessment",
    title=_("Refer for assessment of osteoporosis"),
    stage=Stage.OSTEOPOROSIS,
    when=risk_factor & not_true(is_true("osteoporosis_workup_done")) & not_true(osteoporosis),
    cases=(otherwise(Verdict.RECOMMEND, _("a risk factor, and osteoporosis neither known nor worked up")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("F10", "F39", "F02", "F06", "S08"),
)

OSTEOPOROSIS = (workup, treatment, review_bone_drug, calcium_vitamin_d, refer_assessment)
