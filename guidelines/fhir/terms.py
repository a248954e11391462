"""The codes and addresses that the resources share."""

from __future__ import annotations

from typing import Any

from guidelines.pathway.plain_text import NOT_FOR_CLINICAL_USE
from guidelines.pathway.recommendations import (
    CERTAINTY_LABELS,
    STRENGTH_LABELS,
    Action,
    Certainty,
    Strength,
)
from guidelines.pathway.ruleset import RuleSet

Resource = dict[str, Any]

ID = "columna-pathway"
BASE = "https://columna.example/fhir"  # a name, not an address: nothing is served there
OWN_CODES = f"{BASE}/CodeSystem"
EXTENSIONS = "http://hl7.org/fhir/StructureDefinition"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"

QUALITY = {
    Certainty.HIGH: "high",
    Certainty.MODERATE: "moderate",
    Certainty.LOW: "low",
    Certainty.VERY_LOW: "very-low",
}
STRENGTH = {Strength.STRONG: "strong", Strength.CONDITIONAL: "weak"}


def canonical(kind: str, version: str) -> str:
    return f"{BASE}/{kind}/{ID}|{version}"


def published(kind: str, rules: RuleSet) -> Resource:
    """What every resource of a version says of itself."""
    head: Resource = {
        "resourceType": kind,
        "id": ID,
        "url": f"{BASE}/{kind}/{ID}",
        "version": rules.version,
        "name": "ColumnaPathway",
        "title": "Columna pathway for osteoporotic fractures of the spine and sacrum",
        "status": "active" if rules.released_on else "draft",
        "experimental": True,
        "description": f"{NOT_FOR_CLINICAL_USE}. Generated from rule set {rules.version}.",
        "jurisdiction": [concept("urn:iso:std:iso:3166", code) for code in ("DK", "SE")],
    }
    return {**head, "date": rules.released_on.isoformat()} if rules.released_on else head


def concept(system: str, code: str, text: str = "") -> Resource:
    coded: Resource = {"coding": [{"system": system, "code": code}]}
    return {**coded, "text": text} if text else coded


def graded(action: Action) -> list[Resource]:
    """How sure the evidence is and how firm the advice; "no studies" has no code and stands as text."""
    quality, words = QUALITY.get(action.certainty), CERTAINTY_LABELS[action.certainty]
    sure = concept(f"{TERMINOLOGY}/evidence-quality", quality, words) if quality else {"text": words}
    firm = concept(
        f"{TERMINOLOGY}/recommendation-strength", STRENGTH[action.strength], STRENGTH_LABELS[action.strength]
    )
    return [
        {"url": f"{EXTENSIONS}/cqf-qualityOfEvidence", "valueCodeableConcept": sure},
        {"url": f"{EXTENSIONS}/cqf-strengthOfRecommendation", "valueCodeableConcept": firm},
    ]
