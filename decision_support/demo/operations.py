"""The operations of the made-up department as a surgeon would have recorded them, and the diagnoses of its episodes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from decision_support.demo.stories import Story
from registry.actions import Operated, record_operation
from registry.actions.operations import DETAILS
from registry.models import Episode

LEVELS = {"vertebroplasty": ["L1"], "kyphoplasty": ["T12", "L1"], "sacroplasty": ["S1"]}
DIAGNOSES = {
    "vertebral_fracture": "fracture_lumbar_osteoporotic",
    "sacral_fracture": "fracture_sacral_osteoporotic",
}


def diagnosis_of(story: Story) -> str:
    """Blank where the story does not tell the cause of the fracture, or was not operated on for it."""
    if story.kind == "metastasis":
        return "metastasis"
    is_told = story.procedure is not None or story.facts.get("fracture_cause") == "osteoporotic"
    return DIAGNOSES.get(story.kind, "") if is_told else ""


def operate(story: Story, kind: str, episode: Episode, on: date, by: Any) -> None:
    details = dict.fromkeys(DETAILS) | {
        "started_at": time(9, 30),
        "levels": LEVELS[kind],
        "approach": "percutaneous",
        "anaesthesia": "local_sedation",
        "guidance": "fluoroscopy",
        "implants": ["cement"],
        "implant_type": "",
        "admitted_on": on,
        "discharged_on": on,
        "complications_during": [],
    }
    background = {"back_pain": "under_3", "walking": "under_100", "work": "retired", "smokes": False}
    operated = Operated(on, (kind,), diagnosis_of(story), details, background)
    record_operation(episode=episode, version=1, operated=operated, by=by)
