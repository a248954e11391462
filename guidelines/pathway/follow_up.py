"""Follow-up: the next fracture, the analgesics that stayed, and what cement may leave behind."""

from __future__ import annotations

from guidelines.pathway.building import at_least, at_most, is_in, is_true, known_true
from guidelines.pathway.criteria import Any, Limit, Named, Recorded
from guidelines.pathway.derived import vertebral_fracture_confirmed
from guidelines.pathway.recommendations import Action, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _

new_fracture = Action(
    code="followup.new_fracture",
    title=_("Ask about a new fracture at every visit in the first year"),
    stage=Stage.FOLLOW_UP,
    when=vertebral_fracture_confirmed & at_most("vertebral_fracture_weeks", 52),
    cases=(otherwise(Verdict.RECOMMEND, _("one in five has a new collapse within a year")),),
    certainty=Certainty.LOW,
    strength=Strength.STRONG,
    statements=("R124",),
    controversy="natural-course",
)

on_analgesics = Named(
    "on_analgesics",
    _("an analgesic has been taken"),
    Any(
        tuple(
            known_true(is_in(drug, "ongoing", "effective", "inadequate"))
            for drug in ("paracetamol", "tramadol", "nsaid", "strong_opioid")
        )
    ),
)

analgesic_review = Action(
    code="followup.analgesic_review",
    title=_("Review the analgesics"),
    stage=Stage.FOLLOW_UP,
    when=vertebral_fracture_confirmed
    & at_least("vertebral_fracture_weeks", Limit("analgesic_review_weeks"))
    & on_analgesics,
    cases=(otherwise(Verdict.RECOMMEND, _("the fracture is old and analgesics are recorded")),),
    certainty=Certainty.LOW,
    strength=Strength.STRONG,
    statements=("A08",),
    controversy="natural-course",
)

neuro_recheck = Action(
    code="followup.neuro_recheck",
    title=_("Ask about bladder, bowel and the saddle area again at each visit"),
    stage=Stage.FOLLOW_UP,
    when=is_in("sacral_fracture", "confirmed")
    & (is_in("sacral_denis_zone", 3) | is_true("sacral_foramen_or_central")),
    cases=(otherwise(Verdict.RECOMMEND, _("the sacral fracture runs close to the nerves")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("S51",),
    note=_("The questions at each visit are our own choice."),
)

after_cement = Action(
    code="review.after_cement",
    title=_("New pain after cement: examine, CRP, MRI"),
    stage=Stage.FOLLOW_UP,
    when=Recorded("cement_weeks") & (is_true("back_pain_new") | is_true("radicular_pain_new")),
    cases=(otherwise(Verdict.RECOMMEND, _("new pain after cement")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A53", "A54", "A55", "S53", "S54"),
    note=_("Think of a new fracture, a leak, infection and bleeding."),
)

FOLLOW_UP = (new_fracture, analgesic_review, neuro_recheck, after_cement)
