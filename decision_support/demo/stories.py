"""The patients of the made-up department as data: who, what is known, and how long ago. Days count back from today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NO_ALARMS: dict[str, Any] = {
    "neuro_deficit": False,
    "bladder_bowel_new": False,
    "cancer_history": False,
    "fever": False,
    "infection_status": "none",
}
FRAGILITY: dict[str, Any] = {
    "vertebral_fracture": "confirmed",
    "fracture_cause": "osteoporotic",
    "trauma_energy": "low",
    "coagulopathy": "none",
}
DRUGS_FAILED: dict[str, Any] = {
    "paracetamol": "inadequate",
    "tramadol": "not_tolerated",
    "strong_opioid": "inadequate",
}


@dataclass(frozen=True)
class Story:
    """One patient. `observed` is how many days ago the facts were recorded; `days` are dates, by their name."""

    given_name: str
    family_name: str
    sex: str
    age: int
    kind: str
    onset: int
    facts: dict[str, Any] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    observed: int = 2
    rest: int | None = None
    activity: int | None = None
    odi: int | None = None  # the answer given to every section
    eq5d: str = ""
    procedure: tuple[str, int] | None = None
    answered: dict[str, tuple[int, str]] = field(default_factory=dict)  # wave to ODI answer and EQ-5D state
    signed: bool = False
    category: str = ""  # confirmed on the day the facts were recorded


STORIES: tuple[Story, ...] = (
    Story("Karen", "Eksempelsen", "female", 78, "vertebral_fracture", 8,
          {**NO_ALARMS, **FRAGILITY, "pain_activity_acceptable": False, "gi_bleed_risk": False, "frail": False,
           "mobilisation_possible": True, "incontinence_any": False}, {"pain_started_on": 8}, rest=55, activity=80,
          odi=3, eq5d="22232"),
    Story("Inger", "Prøvestad", "female", 81, "vertebral_fracture", 20, {"vertebral_fracture": "confirmed"}),
    Story("Astrid", "Mønster", "female", 72, "vertebral_fracture", 84,
          {**NO_ALARMS, **FRAGILITY, **DRUGS_FAILED, "pain_activity_acceptable": False, "rheumatologist_consulted": True,
           "painful_level_confirmed": True, "cord_compression_by_fragment": False, "mri": "fracture",
           "gi_bleed_risk": False, "frail": False}, {"pain_started_on": 84}, rest=62, activity=85, odi=4, eq5d="23232",
          signed=True),
    Story("Bodil", "Tænkelund", "female", 74, "vertebral_fracture", 70,
          {**NO_ALARMS, **FRAGILITY, **DRUGS_FAILED, "pain_activity_acceptable": False, "xray_spine": "fracture"},
          {"pain_started_on": 70}, rest=58, activity=77, odi=3, eq5d="22231"),
    Story("Else", "Forsøgsen", "female", 69, "vertebral_fracture", 45,
          {**NO_ALARMS, **FRAGILITY, "fever": True, "infection_markers": True, "pain_activity_acceptable": False},
          {"pain_started_on": 45}, rest=70, activity=88, odi=4, eq5d="23332"),
    Story("Gudrun", "Opdigt", "female", 83, "vertebral_fracture", 12,
          {**FRAGILITY, **NO_ALARMS, "neuro_deficit": True, "back_pain_new": True}, {"pain_started_on": 12},
          rest=66, activity=90),
    Story("Mogens", "Fantasi", "male", 66, "other", 25,
          {"cancer_history": True, "back_pain_new": True, "neuro_deficit": False, "bladder_bowel_new": False,
           "fever": False, "infection_status": "none"}, {"pain_started_on": 25}, rest=48, activity=60),
    Story("Ulla", "Prototyp", "female", 79, "sacral_fracture", 38,
          {**NO_ALARMS, "sacral_fracture": "confirmed", "sacral_denis_zone": 1, "sacral_foramen_or_central": False,
           "mri": "fracture", "mri_covers_sacrum": True, "fracture_cause": "osteoporotic", "trauma_energy": "none",
           "coagulopathy": "none", "pain_improving": False, "mobilisation_possible": True,
           "pain_activity_acceptable": False}, {"pain_started_on": 38, "conservative_started_on": 36},
          rest=64, activity=82, odi=4, eq5d="23232"),
    Story("Birgit", "Skissgren", "female", 76, "other", 10,
          {**NO_ALARMS, "pubic_ramus_fracture": True, "xray_pelvis": "no_fracture", "pain_locations": ["groin"],
           "trauma_energy": "low", "pain_sudden_onset": True, "mri": "not_done", "mri_wait_days": 21},
          {"pain_started_on": 10}, rest=50, activity=78),
    Story("Vagn", "Øvelund", "male", 71, "metastasis", 44,
          {**NO_ALARMS, "cancer_history": True, "metastasis_confirmed": True, "fracture_cause": "malignant",
           "vertebral_fracture": "confirmed", "mri": "fracture", "pain_activity_acceptable": False,
           "coagulopathy": "none"}, {"pain_started_on": 50}, rest=52, activity=70, odi=3, eq5d="22222"),
    Story("Lilian", "Testorp", "female", 68, "vertebral_fracture", 1100,
          {**NO_ALARMS, **FRAGILITY, "activity_level": "trains", "daily_walking_aid": False, "adl_help": False,
           "tug_s": 9.4, "five_sts_s": 10.8, "tandem_s": 10.0, "falls_12m": 0, "t_score": -2.6,
           "comorbidity_training": False, "pain_activity_acceptable": True}, rest=2, activity=15, odi=1, eq5d="11121"),
    Story("Aase", "Papirø", "female", 75, "vertebral_fracture", 900,
          {**NO_ALARMS, **FRAGILITY, "activity_level": "everyday", "daily_walking_aid": False, "adl_help": False,
           "tug_s": 12.4, "five_sts_s": 13.1, "tandem_s": 7.5, "falls_12m": 2, "t_score": -3.1,
           "pain_activity_acceptable": True}, rest=3, activity=30, odi=1, eq5d="11221", observed=63,
          category="everyday_active_with_consideration"),
    Story("Jytte", "Blankholm", "female", 80, "vertebral_fracture", 240,
          {**NO_ALARMS, **FRAGILITY, "tramadol": "ongoing", "paracetamol": "effective",
           "pain_activity_acceptable": False, "corset_use": "whole_day"}, {"corset_started_on": 70},
          rest=30, activity=55, odi=2, eq5d="21221"),
    Story("Nanna", "Utkast", "female", 77, "vertebral_fracture", 60,
          {**FRAGILITY, "fever": False, "neuro_deficit": False, "frail": True}, observed=40, signed=True),
)  # fmt: skip

# Patients of earlier years: who was operated on or not, and what they answered since.
EARLIER: tuple[Story, ...] = (
    Story("Kirsten", "Kladde", "female", 74, "vertebral_fracture", 400, odi=4, eq5d="23232", observed=395),
    Story("Ruth", "Udkast", "female", 82, "vertebral_fracture", 375, odi=3, eq5d="22222", observed=370,
          procedure=("vertebroplasty", 340)),
    Story("Margit", "Modell", "female", 70, "sacral_fracture", 370, odi=4, eq5d="23322", observed=365,
          procedure=("sacroplasty", 330)),
    Story("Poul", "Attrap", "male", 73, "vertebral_fracture", 430, odi=3, eq5d="22221", observed=425),
    Story("Grethe", "Fiktion", "female", 79, "vertebral_fracture", 760, odi=4, eq5d="23231", observed=755,
          answered={"y1": (2, "21221")}),
    Story("Sonja", "Skabelon", "female", 85, "vertebral_fracture", 745, odi=3, eq5d="22322", observed=740,
          procedure=("kyphoplasty", 720), answered={"y1": (1, "11221")}),
    Story("Edith", "Påhit", "female", 77, "vertebral_fracture", 1900, odi=3, eq5d="22222", observed=1890,
          answered={"y1": (2, "21221"), "y2": (1, "11221")}),
    Story("Lennart", "Exempel", "male", 69, "vertebral_fracture", 420, odi=2, eq5d="21221", observed=415,
          answered={"y1": (3, "22222")}),  # worse than before, as Holger is
    Story("Gunilla", "Låtsas", "female", 72, "vertebral_fracture", 365, odi=4, eq5d="23332", observed=360),
    Story("Britta", "Påhitt", "female", 88, "vertebral_fracture", 455, odi=3, eq5d="22222", observed=450),
    Story("Holger", "Opdigt", "male", 76, "vertebral_fracture", 370, odi=2, eq5d="21221", observed=366,
          procedure=("vertebroplasty", 367), answered={"y1": (4, "22332")}),
)  # fmt: skip
