"""What a patient's programme rests on today: the decision that counts, and only while today asks for no more care."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from guidelines.advice import Advice, advice_for
from guidelines.models import FunctionalDecision
from guidelines.pathway.exercise_plan import Basis, basis_of
from guidelines.pathway.facts import FactError
from guidelines.pathway.functional_confirmation import constraints_decided, status_decided, stricter_since
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.prescription import Prescription, prescription_for
from registry.models import Patient


@dataclass(frozen=True)
class BasisNow:
    """`prescription` and `basis` are None where nothing may be handed out; `stricter` holds the codes that say why."""

    decision: FunctionalDecision | None
    prescription: Prescription | None = None
    basis: Basis | None = None
    stricter: tuple[str, ...] = ()
    advice: Advice | None = None  # today's; None where the pathway cannot be asked

    @property
    def token(self) -> str:
        """What a form shows it was built on: another decision, phase or constraint makes another token."""
        if self.decision is None or self.basis is None:
            return ""
        return f"{self.decision.pk}:{json.dumps(self.basis.as_json(), sort_keys=True)}"


def basis_now(
    patient: Patient, decision: FunctionalDecision | None, on: date, advice: Advice | None = None
) -> BasisNow:
    """`decision` is the one that counts; `advice` is today's, where it has been asked for already."""
    advice = advice or _advice(patient, on)
    if decision is None or advice is None:
        return BasisNow(decision, advice=advice)
    found = advice.answer
    stricter = stricter_since(decision.suggestion, found.functional_category, found.red_flags.present)
    prescribed = None if stricter else prescription_of(decision, on)
    # what is frail today counts as well as what was frail when it was decided
    facts = decision.facts | ({"frail": True} if advice.facts.get("frail") is True else {})
    basis = basis_of(prescribed, facts) if prescribed else None
    return BasisNow(decision, prescribed, basis, stricter, advice=advice)


def prescription_of(decision: FunctionalDecision, on: date) -> Prescription | None:
    """The programme of a decision as of a day: the acute phases follow the fracture as it grows older."""
    if decision.category not in set(Category):
        return None
    category, facts = Category(decision.category), decision.facts
    later = (on - decision.decided_on).days / 7
    ages = {
        name: facts[name] + later
        for name in ("vertebral_fracture_weeks", "hip_fracture_weeks")
        if name in facts
    }
    confirmed = facts.get("vertebral_fracture") == "confirmed"
    return prescription_for(
        status_decided(decision.suggestion, category),
        category,
        constraints_decided(decision.suggestion, category),
        vertebral_weeks=ages.get("vertebral_fracture_weeks") if confirmed else None,
        hip_weeks=ages.get("hip_fracture_weeks"),
    )


def _advice(patient: Patient, on: date) -> Advice | None:
    try:
        return advice_for(patient, on)
    except FactError:
        return None
