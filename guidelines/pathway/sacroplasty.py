"""Sacroplasty: assessing a candidate with a confirmed fracture of the sacrum."""

from __future__ import annotations

from guidelines.pathway.alarms import held_by_alarm
from guidelines.pathway.building import (
    at_least,
    below,
    is_in,
    is_true,
    known_true,
    not_false,
    not_known,
    not_true,
)
from guidelines.pathway.criteria import Any, Limit, Named
from guidelines.pathway.derived import severe_pain
from guidelines.pathway.recommendations import (
    Action,
    Case,
    Certainty,
    Needed,
    Stage,
    Strength,
    Verdict,
    otherwise,
)
from guidelines.pathway.translate import _
from guidelines.pathway.vertebroplasty import (
    BEFORE_CEMENT,
    blank_or_correctable,
    contraindicated_to_cement,
    not_cleared,
)

candidate = Named(
    "sacroplasty_candidate",
    _("a confirmed sacral fracture, severe pain, and a reason not to wait for healing"),
    known_true(is_in("sacral_fracture", "confirmed"))
    & severe_pain
    & Any(
        (
            ~is_true("mobilisation_possible") & is_true("complication_risk_high"),
            at_least("conservative_weeks", Limit("conservative_min_weeks")) & ~is_true("pain_improving"),
            is_true("pelvic_radiotherapy"),
            is_true("multiple_myeloma"),
            is_true("metastasis_confirmed"),
        )
    ),
    cites=("S42", "S43", "S44", "S45"),
)

candidate_not_known = Named(
    "sacroplasty_candidate_not_known",
    _("it is not known whether sacroplasty is an option"),
    not_known(candidate),
)

assess_sacroplasty = Action(
    code="assess.sacroplasty",
    title=_("Assess whether sacroplasty is an option"),
    stage=Stage.PAIN_CLINIC_AND_ASSESSMENT,
    when=not_false(candidate),
    cases=(
        Case(
            "not_known",
            candidate_not_known,
            Verdict.NOT_CLEARED,
            _("what would decide it is not recorded"),
            decides=candidate,
            held=True,
        ),
        held_by_alarm(),
        otherwise(Verdict.CONSIDER, _("severe pain and a reason not to wait for healing")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("S42", "S43", "S44", "S45"),
    controversy="sacroplasty-evidence",
)

fracture_seen = is_in("mri", "fracture") | is_in("ct", "fracture")

higher_hazard = Named(
    "relative_contraindication_sacroplasty",
    _("a relative contraindication to sacroplasty"),
    Any(
        (
            known_true(is_in("sacral_denis_zone", 2, 3)),
            known_true(is_true("sacral_foramen_or_central")),
            known_true(is_true("cord_compression_by_fragment")),
            known_true(is_in("fracture_cause", "traumatic")),
            known_true(is_in("trauma_energy", "high")),
            below("age_years", 50),
            known_true(is_true("pain_improving")),
        )
    ),
    cites=("S50", "S51"),
)

procedure_sacroplasty = Action(
    code="procedure.sacroplasty",
    title=_("Sacroplasty"),
    stage=Stage.PROCEDURE,
    when=candidate,
    cases=(
        contraindicated_to_cement(
            _("an absolute contraindication to cement, carried over from vertebroplasty")
        ),
        not_cleared(
            (
                *blank_or_correctable((*BEFORE_CEMENT, "sacral_denis_zone", "sacral_foramen_or_central")),
                Needed("mri", not_true(fracture_seen)),
                Needed("ct", not_true(fracture_seen)),
            )
        ),
        Case("relative", higher_hazard, Verdict.CAUTION, _("a relative contraindication")),
        otherwise(Verdict.CONSIDER, _("nothing recorded speaks against it")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("S50", "S51", "S49", "S46", "S47"),
    controversy="sacroplasty-evidence",
    before_signing=(
        _("referring doctors agreed"),
        _("owner of follow-up named"),
        _("operator experienced"),
        _("CT or MRI reviewed by the operator"),
    ),
    note=_(
        "Uncontrolled series only; no randomised study. The contraindications of vertebroplasty are carried over, "
        "and age under 50 and improving pain are our choices."
    ),
)

SACROPLASTY = (assess_sacroplasty, procedure_sacroplasty)
