"""How long a recorded fact may be read before it has to be asked again. Our choice throughout, dated, one table.

A value older than its limit is treated as not recorded, and the screen says so with the day it was recorded.
An alarm sign recorded as present never grows old: it stands until somebody records otherwise (docs/adr/0006).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Freshness:
    """Facts that grow old after `days`; None never does."""

    days: int | None
    why: Any
    facts: tuple[str, ...]
    valid_from: date = date(2026, 11, 22)


TABLE: tuple[Freshness, ...] = (
    Freshness(
        14,
        _("alarm signs and signs of infection change from day to day"),
        ("neuro_deficit", "bladder_bowel_new", "fever", "infection_markers", "infection_status", "mri_wait_days"),
    ),
    Freshness(
        28,
        _("pain and its course change from week to week"),
        (
            "pain_rest_vas", "pain_activity_vas", "pain_activity_acceptable", "pain_improving", "pain_locations",
            "back_pain_new", "radicular_pain_new", "pain_exam_discrepancy", "muscle_spasm_paraspinal",
            "coagulopathy", "mobilisation_possible", "complication_risk_high", "bed_rest_continuous", "corset_use",
        ),
    ),
    Freshness(
        90,
        _("treatment and function are reviewed within three months"),
        (
            "paracetamol", "tramadol", "nsaid", "strong_opioid", "physiotherapy", "other_red_flags",
            "activity_level", "daily_walking_aid", "adl_help", "tug_s", "tug_unable", "five_sts_s",
            "five_sts_unable", "tandem_s", "metastasis_excluded", "glucocorticoid_injections_12m",
        ),
    ),
    Freshness(
        365,
        _("risks and history are asked again every year"),
        (
            "cancer_history", "frail", "gi_bleed_risk", "renal_or_heart_failure", "incontinence_any",
            "long_term_steroid", "osteoporosis_risk_factor", "bone_drug", "calcium_vitamin_d", "falls_12m",
            "fall_injury_or_could_not_rise", "comorbidity_training", "mri_contraindicated",
        ),
    ),
    Freshness(1095, _("bone density is measured again within three years"), ("t_score",)),
)  # fmt: skip

LIMITS: dict[str, Freshness] = {name: row for row in TABLE for name in row.facts}

# Present = these values; such a record is read however old it is.
ALARM_PRESENT: dict[str, tuple[Any, ...]] = {
    "neuro_deficit": (True,),
    "bladder_bowel_new": (True,),
    "cancer_history": (True,),
    "fever": (True,),
    "infection_markers": (True,),
    "infection_status": ("suspected", "active"),
}


def is_stale(fact: str, value: Any, observed_on: date, on: date) -> bool:
    """Whether a value recorded on one day is too old to be read on another."""
    limit = LIMITS.get(fact)
    if limit is None or limit.days is None or value in ALARM_PRESENT.get(fact, ()):
        return False
    return (on - observed_on).days > limit.days
