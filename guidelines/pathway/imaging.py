"""Imaging: what to take first, what a normal film does not exclude, and when to wait."""

from __future__ import annotations

from guidelines.pathway.alarms import urgent_flag
from guidelines.pathway.building import (
    above,
    at_least,
    at_most,
    blank,
    is_in,
    is_true,
    meets,
    not_empty,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import All, Limit, Named, SetIs
from guidelines.pathway.derived import (
    contraindicated_cement,
    malignancy_known,
    not_done,
    sacral_suspicion,
    severe_pain,
)
from guidelines.pathway.recommendations import Action, Case, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _
from guidelines.pathway.vertebroplasty import assess_vertebroplasty

spine_xray = Action(
    code="image.spine_xray",
    title=_("X-ray of the spine"),
    stage=Stage.IMAGING,
    when=not_done("xray_spine")
    & not_done("mri")
    & not_done("ct")
    & (
        is_in("vertebral_fracture", "suspected")
        | (
            blank("vertebral_fracture")
            & meets("pain_locations", "thoracic", "lumbar")
            & (above("age_years", 50) | is_true("osteoporosis_risk_factor") | is_in("trauma_energy", "high"))
        )
    ),
    cases=(otherwise(Verdict.RECOMMEND, _("a vertebral fracture is possible and nothing has been imaged")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("S22", "C10"),
    controversy="first-imaging",
)

spine_mri = Action(
    code="image.spine_mri",
    title=_("MRI of the spine"),
    stage=Stage.IMAGING,
    when=not_done("mri")
    & not_true(is_true("mri_contraindicated"))
    & (urgent_flag | (malignancy_known & is_true("back_pain_new"))),
    cases=(
        Case("urgent", urgent_flag, Verdict.URGENT, _("an urgent alarm is present")),
        otherwise(Verdict.RECOMMEND, _("known malignancy with new back pain")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R156", "R146", "R154", "S35"),
)

spine_ct = Action(
    code="image.spine_ct",
    title=_("CT of the spine, because MRI is contraindicated"),
    stage=Stage.IMAGING,
    when=urgent_flag & is_true("mri_contraindicated") & not_done("ct"),
    cases=(otherwise(Verdict.URGENT, _("an urgent alarm is present and MRI cannot be done")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("S35",),
)

painful_level = Action(
    code="image.painful_level",
    title=_("Confirm the painful level by MRI or scintigraphy"),
    stage=Stage.IMAGING,
    when=Named("assess.vertebroplasty", _("vertebroplasty is to be assessed"), assess_vertebroplasty.present)
    & not_true(is_true("painful_level_confirmed"))
    & ~contraindicated_cement,
    cases=(
        otherwise(Verdict.RECOMMEND, _("cement may be considered and the painful level is not confirmed")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A45",),
)

mri_wait_too_long = above("mri_wait_days", Limit("mri_wait_limit_days"))
sacrum_not_on_mri = not_done("mri") | not_true(is_true("mri_covers_sacrum"))

sacrum_mri = Action(
    code="image.sacrum_mri",
    title=_("MRI of the sacrum"),
    stage=Stage.IMAGING,
    when=sacral_suspicion
    & sacrum_not_on_mri
    & not_true(is_true("mri_contraindicated"))
    & (not_true(mri_wait_too_long) | is_in("ct", "no_fracture")),
    cases=(
        otherwise(Verdict.RECOMMEND, _("a sacral fracture is possible and MRI has not shown the sacrum")),
    ),
    certainty=Certainty.LOW,
    strength=Strength.STRONG,
    statements=("S30", "S31", "S26", "S20", "S34"),
    controversy="first-imaging",
    note=_("Ask for a sequence that shows oedema."),
)

sacrum_ct = Action(
    code="image.sacrum_ct",
    title=_("CT of the sacrum"),
    stage=Stage.IMAGING,
    when=sacral_suspicion
    & sacrum_not_on_mri
    & (not_done("ct") | (~is_in("ct", "no_fracture") & not_true(is_true("ct_covers_sacrum"))))
    & (is_true("mri_contraindicated") | mri_wait_too_long),
    cases=(otherwise(Verdict.RECOMMEND, _("a sacral fracture is possible and MRI cannot be had in time")),),
    certainty=Certainty.LOW,
    strength=Strength.CONDITIONAL,
    statements=("S32", "S33", "S34"),
    controversy="first-imaging",
    note=_("Coronal views, read with care: CT can miss fresh or undisplaced fractures."),
)

xray_does_not_exclude_sacral = Action(
    code="note.xray_does_not_exclude_sacral",
    title=_("A normal X-ray does not exclude a sacral fracture"),
    stage=Stage.IMAGING,
    when=sacral_suspicion & (is_in("xray_pelvis", "no_fracture") | is_in("xray_spine", "no_fracture")),
    cases=(otherwise(Verdict.CAUTION, _("the film is normal and the suspicion stands")),),
    certainty=Certainty.LOW,
    strength=Strength.STRONG,
    statements=("S24", "S25"),
)

every_alarm_answered_no = Named(
    "every_alarm_answered_no",
    _("every alarm question is answered no"),
    ~is_true("neuro_deficit")
    & ~is_true("bladder_bowel_new")
    & ~is_true("cancer_history")
    & ~is_true("fever")
    & is_in("infection_status", "none"),
)

nothing_else_serious = Named(
    "nothing_else_serious",
    _("nothing else speaks for a serious cause"),
    All(
        (
            not_false(is_true("pain_improving")),
            not_true(severe_pain),
            *(
                not_true(is_true(fact))
                for fact in (
                    "long_term_steroid",
                    "pelvic_radiotherapy",
                    "metastasis_confirmed",
                    "multiple_myeloma",
                    "infection_markers",
                )
            ),
            not_true(not_empty("other_red_flags")),
            blank("hip_fracture_weeks"),
            blank("cement_weeks"),
            not_true(at_least("other_low_trauma_fractures", 1)),
            not_true(at_most("t_score", -2.5)),
        )
    ),
)

no_fracture_known = Named(
    "no_fracture_known",
    _("no fracture of spine or sacrum is confirmed or suspected"),
    not_false(is_in("vertebral_fracture", "excluded")) & not_false(is_in("sacral_fracture", "excluded")),
)

defer_imaging = Action(
    code="image.defer",
    title=_("No imaging now"),
    stage=Stage.IMAGING,
    when=is_true("back_pain_new")
    & SetIs("pain_locations", frozenset({"lumbar"}))
    & at_most("age_years", 50)
    & at_most("pain_weeks", 4)
    & is_in("trauma_energy", "none", "low")
    & every_alarm_answered_no
    & ~is_true("osteoporosis_risk_factor")
    & nothing_else_serious
    & no_fracture_known
    & ~sacral_suspicion,
    cases=(otherwise(Verdict.RECOMMEND, _("new low back pain and every alarm answered no")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("R09", "R10", "C10"),
    controversy="first-imaging",
    note=_("One alarm question not asked withholds this advice."),
)

IMAGING = (
    spine_xray,
    spine_mri,
    spine_ct,
    painful_level,
    sacrum_mri,
    sacrum_ct,
    xray_does_not_exclude_sacral,
    defer_imaging,
)
