"""Vertebroplasty and kyphoplasty: assessing a candidate, never ordering the procedure."""

from __future__ import annotations

from guidelines.pathway.alarms import held_by_alarm, urgent_flag
from guidelines.pathway.building import (
    below,
    is_in,
    is_true,
    known_true,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import Any, Criterion, Limit, Named
from guidelines.pathway.derived import (
    contraindicated_cement,
    ladder_exhausted,
    relief_bad,
    vertebral_fracture_confirmed,
)
from guidelines.pathway.recommendations import (
    Action,
    Case,
    Certainty,
    Needed,
    Stage,
    Strength,
    Verdict,
    needed,
    otherwise,
)
from guidelines.pathway.translate import _

ladder_arm = Named(
    "ladder_arm",
    _("the drug steps are used up, relief is not satisfactory and a rheumatologist has been asked"),
    ladder_exhausted & is_true("rheumatologist_consulted"),
)
malignant_arm = Named(
    "malignant_arm",
    _("a malignant fracture with relief that is not satisfactory"),
    is_in("fracture_cause", "malignant") & relief_bad,
)

assess_vertebroplasty = Action(
    code="assess.vertebroplasty",
    title=_("Assess whether vertebroplasty is an option"),
    stage=Stage.PAIN_CLINIC_AND_ASSESSMENT,
    when=vertebral_fracture_confirmed & (ladder_arm | malignant_arm),
    cases=(
        held_by_alarm(),
        Case(
            "malignant_only",
            not_true(ladder_arm),
            Verdict.CONSIDER,
            _("only the malignant fracture speaks for it"),
        ),
        otherwise(Verdict.RECOMMEND, _("at the same time as the referral to the pain clinic")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A79", "R118", "R127", "A44"),
    controversy="vertebroplasty-effect",
)

# What must be known before any cement; fracture cause and cancer because the procedure differs with them.
BEFORE_CEMENT = (
    "infection_status",
    "fever",
    "coagulopathy",
    "neuro_deficit",
    "bladder_bowel_new",
    "cancer_history",
    "fracture_cause",
)


def blank_or_correctable(facts: tuple[str, ...]) -> tuple[Needed, ...]:
    """The facts cement waits for: each when blank, the bleeding tendency also while it is not corrected."""
    correctable = Needed("coagulopathy", not_false(is_in("coagulopathy", "correctable")))
    return (correctable, *needed(*(fact for fact in facts if fact != "coagulopathy")))


def contraindicated_to_cement(because: str) -> Case:
    return Case("contraindicated", contraindicated_cement, Verdict.CONTRAINDICATED, because)


def not_cleared(needs: tuple[Needed, ...]) -> Case:
    """Not cleared while an alarm is urgent or anything needed is open; both are listed."""
    opens: tuple[Criterion, ...] = (urgent_flag, *(need.when for need in needs))
    return Case(
        "not_cleared",
        Any(opens),
        Verdict.NOT_CLEARED,
        _("something that must be settled before cement is open"),
        needs=needs,
        held=True,
    )


relative_contraindication = Named(
    "relative_contraindication_vertebroplasty",
    _("a relative contraindication to vertebroplasty"),
    Any(
        (
            known_true(is_true("cord_compression_by_fragment")),
            known_true(is_in("fracture_cause", "traumatic", "radiation")),
            known_true(is_in("trauma_energy", "high")),
            below("age_years", 50),
            known_true(is_true("pain_improving")),
        )
    ),
    cites=("A58", "A59", "R118"),
)

procedure_vertebroplasty = Action(
    code="procedure.vertebroplasty",
    title=_("Vertebroplasty"),
    stage=Stage.PROCEDURE,
    when=assess_vertebroplasty.when,
    cases=(
        contraindicated_to_cement(_("an absolute contraindication to cement")),
        not_cleared(
            (
                *blank_or_correctable((*BEFORE_CEMENT, "cord_compression_by_fragment")),
                Needed("painful_level_confirmed", not_true(is_true("painful_level_confirmed"))),
            )
        ),
        Case("relative", relative_contraindication, Verdict.CAUTION, _("a relative contraindication")),
        otherwise(Verdict.CONSIDER, _("nothing recorded speaks against it")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A56", "A57", "A58", "A59", "A45", "A62", "A63", "R118"),
    controversy="vertebroplasty-effect",
    before_signing=(
        _("referring doctors agreed"),
        _("owner of follow-up named"),
        _("operator experienced"),
        _("images reviewed by the operator"),
    ),
    note=_(
        "Sham-controlled trials speak against routine use in acute and subacute fractures; for selected patients "
        "after the drug steps there are only uncontrolled series. Age under 50 and improving pain are our choices."
    ),
)

kyphoplasty = Action(
    code="procedure.kyphoplasty",
    title=_("Kyphoplasty instead of vertebroplasty"),
    stage=Stage.PROCEDURE,
    when=Named(
        "vertebroplasty_may_be_considered",
        _("vertebroplasty may be considered"),
        procedure_vertebroplasty.told(Verdict.CONSIDER),
    )
    & below("vertebral_fracture_weeks", Limit("kyphoplasty_weeks")),
    cases=(otherwise(Verdict.CONSIDER, _("the fracture is fresh")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A65", "A66"),
    controversy="vertebroplasty-effect",
    note=_("Costs far more; that it adds anything to vertebroplasty is not proven."),
)

VERTEBROPLASTY = (assess_vertebroplasty, procedure_vertebroplasty, kyphoplasty)
