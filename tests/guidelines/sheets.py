"""Fact sheets made by hand, without a database: facts with the day they were observed."""

from __future__ import annotations

from datetime import date
from typing import Any

from guidelines.adapters import FactSheet, Known, Stale
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.presentation import Screen, screen

ON = date(2026, 11, 22)
OBSERVED = date(2026, 11, 20)

NO_ALARMS = {
    "neuro_deficit": False,
    "bladder_bowel_new": False,
    "cancer_history": False,
    "fever": False,
    "infection_status": "none",
}
FRACTURE = {**NO_ALARMS, "vertebral_fracture": "confirmed"}
CANDIDATE = {
    **FRACTURE,
    "fracture_cause": "osteoporotic", "trauma_energy": "low", "coagulopathy": "none",
    "cord_compression_by_fragment": False, "painful_level_confirmed": True, "rheumatologist_consulted": True,
    "paracetamol": "inadequate", "tramadol": "inadequate", "strong_opioid": "not_tolerated",
    "pain_activity_acceptable": False,
}  # fmt: skip


def a_sheet(
    *, ends: dict[str, tuple[float, float]] | None = None, stale: tuple[Stale, ...] = (), **facts: Any
) -> FactSheet:
    """A woman of 78 with these facts; `ends` are the least and most weeks of facts known by month only."""
    recorded = {"age_years": 78, **facts}
    known = {name: Known(value, OBSERVED, (ends or {}).get(name)) for name, value in recorded.items()}
    return FactSheet(facts_from_mapping({"index_date": ON.isoformat(), **recorded}), known, stale)


def shown(sheet: FactSheet, thresholds: Thresholds = DEFAULT) -> Screen:
    return screen(sheet, evaluate(sheet.facts, thresholds), "Spine unit")
