"""Patients for the functional category: one who trains and is well, from whom each test departs by a fact or two."""

from datetime import date
from typing import Any

from guidelines.pathway.functional_category import FunctionalCategory, suggest
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.thresholds import DEFAULT

# Everything the table reads, recorded; no fracture, no consideration, every test green.
WELL: dict[str, Any] = {
    "vertebral_fracture": "excluded",
    "sacral_fracture": "excluded",
    "pubic_ramus_fracture": False,
    "other_low_trauma_fractures": 0,
    "fracture_cause": None,
    "t_score": -2.0,
    "falls_12m": 0,
    "fall_injury_or_could_not_rise": False,
    "pain_rest_vas": 0,
    "pain_activity_vas": 10,
    "comorbidity_training": False,
    "daily_walking_aid": False,
    "adl_help": False,
    "activity_level": "trains",
    "tug_s": 9,
    "tug_unable": False,
    "five_sts_s": 10,
    "five_sts_unable": False,
    "tandem_s": 10,
}


def patient(**facts: Any) -> PatientFacts:
    """A patient of whom only these facts are recorded."""
    return PatientFacts(index_date=date(2026, 11, 2), age_years=75, **facts)


def well(**changes: Any) -> PatientFacts:
    """The patient who is well, with these facts changed; None takes a fact away."""
    return patient(**(WELL | changes))


def category_of(facts: PatientFacts, *, urgent: bool = False) -> FunctionalCategory:
    return suggest(facts, DEFAULT, urgent)
