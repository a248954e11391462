"""The programme a patient takes home: of the decision that counts, and only while today asks for no more care than it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guidelines.advice import Advice, advice_for
from guidelines.models import FunctionalDecision
from guidelines.pathway.facts import FactError
from guidelines.pathway.functional_confirmation import constraints_decided, status_decided, stricter_since
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.prescription import Prescription, prescription_for
from guidelines.presentation.decisions import DecisionWords, decision_words, named
from guidelines.presentation.evidence import rests_on
from guidelines.selectors import decisions_of
from registry.models import Patient


@dataclass(frozen=True)
class ProgrammePage:
    """`prescription` is None where nothing may be handed out; `stricter` says what was not there when it was decided."""

    decision: DecisionWords | None
    prescription: Prescription | None
    stricter: list[str]
    known: bool  # whether the pathway could be asked today

    @property
    def sources(self) -> list[str]:
        """What the lines and constraints rest on, each once."""
        found = self.prescription
        if found is None:
            return []
        lines = (*found.strong, *found.steady, *found.straight, *found.supervision, *found.dose_frame)
        return [*dict.fromkeys(rests_on(row.source) for row in (*lines, *found.constraints) if row.source)]


def programme_page(patient: Patient, on: date) -> ProgrammePage:
    decision = next(iter(decisions_of(patient)), None)
    advice = _advice(patient, on)
    if decision is None or advice is None:
        return ProgrammePage(decision and decision_words(decision), None, [], known=advice is not None)
    found = advice.answer
    stricter = named(stricter_since(decision.suggestion, found.functional_category, found.red_flags.present))
    prescribed = None if stricter else prescription_of(decision, on)
    return ProgrammePage(decision_words(decision), prescribed, stricter, known=True)


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
