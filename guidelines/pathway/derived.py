"""The contract's derived facts: what several rules mean by the same words, each written once."""

from __future__ import annotations

from guidelines.pathway.building import (
    above,
    at_least,
    at_most,
    below,
    is_in,
    is_true,
    known_true,
    meets,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import Any, Criterion, Limit, Named, Recorded
from guidelines.pathway.translate import _

fracture_pain = Named(
    "fracture_pain",
    _("a fracture of the spine or sacrum, confirmed or suspected"),
    is_in("vertebral_fracture", "confirmed", "suspected")
    | is_in("sacral_fracture", "confirmed", "suspected"),
)

goal_met = Named(
    "goal_met",
    _("the goal for pain is reached"),
    at_most("pain_rest_vas", Limit("rest_goal_vas")) & is_true("pain_activity_acceptable"),
    cites=("A68",),
)

relief_bad = Named(
    "relief_bad",
    _("pain relief is not satisfactory"),
    ~goal_met & ~(below("pain_rest_vas", Limit("escalate_rest_vas")) & is_true("pain_activity_acceptable")),
    cites=("A77",),
    design_choice=True,  # the sources do not say when relief is unsatisfactory
)

severe_pain = Named(
    "severe_pain",
    _("severe pain"),
    at_least("pain_rest_vas", Limit("severe_vas")) | at_least("pain_activity_vas", Limit("severe_vas")),
    cites=("S42",),
    design_choice=True,  # the sources give no number
)


def failed(drug: str, label: str) -> Named:
    """The drug was tried and did not do, or cannot be used; blank is not tried."""
    return Named(
        f"failed_{drug}", label, known_true(is_in(drug, "inadequate", "not_tolerated", "contraindicated"))
    )


failed_paracetamol = failed("paracetamol", _("paracetamol has failed or cannot be used"))
failed_tramadol = failed("tramadol", _("tramadol has failed or cannot be used"))
failed_strong_opioid = failed("strong_opioid", _("a strong opioid has failed or cannot be used"))

on_opioid = Named(
    "on_opioid",
    _("a strong opioid has been taken"),
    known_true(is_in("strong_opioid", "ongoing", "effective", "inadequate")),
)

drugs_exhausted = Named(
    "drugs_exhausted",
    _("the drug steps are used up"),
    (failed_paracetamol | on_opioid) & (failed_tramadol | on_opioid) & failed_strong_opioid,
    cites=("A72", "A76", "A77"),
)

ladder_exhausted = Named(
    "ladder_exhausted",
    _("the drug steps are used up and pain relief is not satisfactory"),
    drugs_exhausted & relief_bad,
    cites=("A77",),
)

malignancy_known = Named(
    "malignancy_known",
    _("spinal metastasis or multiple myeloma is known"),
    known_true(is_true("metastasis_confirmed")) | known_true(is_true("multiple_myeloma")),
)

sudden_or_out_of_proportion = is_true("pain_sudden_onset") | is_true("pain_exam_discrepancy")
no_real_trauma = is_in("trauma_energy", "none", "low")

sacral_suspicion = Named(
    "sacral_suspicion",
    _("a sacral fracture may be there and is neither confirmed nor excluded"),
    not_true(is_in("sacral_fracture", "confirmed", "excluded"))
    & Any(
        (
            known_true(is_in("sacral_fracture", "suspected")),
            known_true(is_true("pubic_ramus_fracture")),
            known_true(is_in("xray_pelvis", "fracture")),
            known_true(
                meets("pain_locations", "lumbar")
                & is_in("xray_spine", "no_fracture")
                & no_real_trauma
                & sudden_or_out_of_proportion
            ),
            meets("pain_locations", "sacral_gluteal", "groin") & no_real_trauma & sudden_or_out_of_proportion,
        )
    ),
    cites=("S20", "S26"),
)

contraindicated_cement = Named(
    "contraindicated_cement",
    _("infection, or a bleeding tendency that cannot be corrected"),
    Any(
        (
            known_true(is_in("infection_status", "suspected", "active")),
            known_true(is_true("fever")),
            known_true(is_true("infection_markers")),
            known_true(is_in("fracture_cause", "infectious")),
            known_true(is_in("coagulopathy", "uncorrectable")),
        )
    ),
    cites=("A56", "A57"),
)

fragility_fracture = Named(
    "fragility_fracture",
    _("a fragility fracture of spine, sacrum or hip"),
    (
        is_in("vertebral_fracture", "confirmed")
        | is_in("sacral_fracture", "confirmed")
        | Recorded("hip_fracture_weeks")
    )
    & not_true(is_in("trauma_energy", "high"))
    & not_true(is_in("fracture_cause", "malignant", "infectious", "traumatic"))
    & ~malignancy_known,
    cites=("F04",),
)

osteoporosis_by_dxa = Named(
    "osteoporosis_by_dxa",
    _("osteoporosis by bone density"),
    at_most("t_score", -2.5)
    & not_true(is_in("fracture_cause", "malignant", "infectious"))
    & ~malignancy_known,
    cites=("F12",),
)

osteoporosis = Named(
    "osteoporosis",
    _("osteoporosis, by fragility fracture or bone density"),
    fragility_fracture | osteoporosis_by_dxa,
)

many_weeks_of_pain = above("pain_weeks", Limit("malignancy_weeks"))
early_fracture = at_most("vertebral_fracture_weeks", Limit("early_weeks"))
vertebral_fracture_confirmed = is_in("vertebral_fracture", "confirmed")


def not_done(image: str) -> Criterion:
    """The image was not taken since this complaint began; blank is not done."""
    return not_false(is_in(image, "not_done"))
