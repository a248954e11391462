"""Drugs for pain, step by step. No dose is given: the sources give none, and no trial exists for this group."""

from __future__ import annotations

from guidelines.pathway.building import blank, is_in, is_true, known_true, not_true
from guidelines.pathway.criteria import Named
from guidelines.pathway.derived import (
    failed_paracetamol,
    failed_tramadol,
    fracture_pain,
    goal_met,
    on_opioid,
    relief_bad,
)
from guidelines.pathway.recommendations import (
    Action,
    Case,
    Certainty,
    Stage,
    Strength,
    Verdict,
    needed,
    otherwise,
)
from guidelines.pathway.translate import _

NOT_STUDIED = _("No study of this drug exists in patients with osteoporotic fractures of the spine.")

goal_open = not_true(goal_met)


def cannot_be_used(drug: str) -> Case:
    return Case(
        "contraindicated",
        known_true(is_in(drug, "contraindicated")),
        Verdict.CONTRAINDICATED,
        _("recorded as contraindicated"),
    )


def not_tolerated(drug: str) -> Case:
    return Case(
        "not_tolerated",
        known_true(is_in(drug, "not_tolerated")),
        Verdict.AVOID,
        _("recorded as not tolerated"),
    )


paracetamol = Action(
    code="drug.paracetamol",
    title=_("Paracetamol"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & goal_open,
    cases=(
        cannot_be_used("paracetamol"),
        not_tolerated("paracetamol"),
        otherwise(Verdict.RECOMMEND, _("first line, and the goal for pain is not known to be reached")),
    ),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A72", "A16"),
    controversy="first-line-drugs",
    note=NOT_STUDIED,
)

tramadol = Action(
    code="drug.tramadol",
    title=_("Tramadol"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & goal_open,
    cases=(
        cannot_be_used("tramadol"),
        not_tolerated("tramadol"),
        Case("two_opioids", on_opioid, Verdict.AVOID, _("a strong opioid is taken: two opioids")),
        otherwise(Verdict.RECOMMEND, _("first line, and the goal for pain is not known to be reached")),
    ),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A72", "A16"),
    controversy="first-line-drugs",
    note=NOT_STUDIED,
)

NSAID_RISKS = ("frail", "gi_bleed_risk", "renal_or_heart_failure")

nsaid = Action(
    code="drug.nsaid",
    title=_("NSAID, as an option"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & goal_open,
    cases=(
        cannot_be_used("nsaid"),
        Case(
            "kidney_or_heart",
            known_true(is_true("renal_or_heart_failure")),
            Verdict.CONTRAINDICATED,
            _("kidney or heart failure"),
            design_choice=True,
        ),
        not_tolerated("nsaid"),
        Case(
            "risk",
            known_true(is_true("gi_bleed_risk")) | known_true(is_true("frail")),
            Verdict.CAUTION,
            _("risk of bleeding, or frailty"),
        ),
        Case(
            "risk_not_recorded",
            blank("frail") | blank("gi_bleed_risk") | blank("renal_or_heart_failure"),
            Verdict.CAUTION,
            _("a risk has not been asked about"),
            needs=needed(*NSAID_RISKS),
        ),
        otherwise(Verdict.CONSIDER, _("no risk is recorded")),
    ),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A72", "A73", "A74"),
    controversy="first-line-drugs",
    note=NOT_STUDIED,
)

gastroprotection = Action(
    code="drug.gastroprotection",
    title=_("If an NSAID is chosen: decide on stomach protection or a COX-2 inhibitor"),
    stage=Stage.FIRST_LINE,
    when=Named("nsaid_with_caution", _("an NSAID is advised with caution"), nsaid.told(Verdict.CAUTION)),
    cases=(otherwise(Verdict.CONSIDER, _("an NSAID is an option only with caution")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A74",),
    note=_("Only if an NSAID is chosen. The sources give no criteria for either."),
)

strong_opioid = Action(
    code="drug.strong_opioid",
    title=_("Strong opioid"),
    stage=Stage.STRONG_OPIOID,
    when=fracture_pain & relief_bad & failed_paracetamol & failed_tramadol,
    cases=(
        cannot_be_used("strong_opioid"),
        not_tolerated("strong_opioid"),
        otherwise(Verdict.CONSIDER, _("first-line drugs have failed and relief is not satisfactory")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A76", "A15"),
    note=_("Only a few uncontrolled studies of patches exist in this group; none of oral morphine."),
)

ANALGESIA = (paracetamol, tramadol, nsaid, gastroprotection, strong_opioid)
