"""Facts that do not fit each other: nothing is refused, but it is said."""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.building import blank, is_in, known_true, not_false
from guidelines.pathway.criteria import All, Any, Criterion, Recorded
from guidelines.pathway.derived import goal_met
from guidelines.pathway.translate import _


@dataclass(frozen=True)
class Mismatch:
    """A warning and the facts it is about; those not recorded are left out where it is shown."""

    code: str
    when: Criterion
    facts: tuple[str, ...]
    message: str


DRUGS = ("paracetamol", "tramadol", "nsaid", "strong_opioid")

WEEKS_WITHOUT_FRACTURE = Mismatch(
    "fracture-weeks-without-fracture",
    Recorded("vertebral_fracture_weeks") & not_false(is_in("vertebral_fracture", "excluded")),
    ("vertebral_fracture", "vertebral_fracture_weeks"),
    _("The age of a vertebral fracture is recorded, but no vertebral fracture is."),
)

WARNINGS = (
    WEEKS_WITHOUT_FRACTURE,
    Mismatch(
        "unnamed-fracture",
        (is_in("mri", "fracture") | is_in("ct", "fracture"))
        & blank("vertebral_fracture")
        & blank("sacral_fracture"),
        ("vertebral_fracture", "sacral_fracture", "mri", "ct"),
        _("MRI or CT shows a fracture, but neither a vertebral nor a sacral fracture is recorded."),
    ),
    Mismatch(
        "goal-missed-on-effective-drugs",
        ~goal_met
        & All(tuple(not_false(is_in(drug, "effective")) for drug in DRUGS))
        & Any(tuple(known_true(is_in(drug, "effective")) for drug in DRUGS)),
        ("pain_rest_vas", "pain_activity_acceptable", *DRUGS),
        _("Every recorded drug is said to be effective, but the goal for pain is not reached."),
    ),
)
