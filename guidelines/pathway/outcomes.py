"""Which facts record what came of an action: the one thing about the way from action to action that no rule says.

Everything else on the map is read from the rules (readings/leads.py). A fact with values is recorded so by this action
only with those: an MRI of the sacrum confirms or excludes a fracture, it does not make one suspected.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidelines.pathway.criteria import Value

ANY: tuple[Value, ...] = ()
TAKEN: tuple[Value, ...] = ("no_fracture", "fracture", "other_finding")
SETTLED: tuple[Value, ...] = ("confirmed", "excluded")

OUTCOMES: dict[str, Mapping[str, tuple[Value, ...]]] = {
    "urgent.suspected_metastasis": {"metastasis_confirmed": ANY, "metastasis_excluded": ANY},
    "image.spine_xray": {"xray_spine": TAKEN, "vertebral_fracture": SETTLED},
    "image.spine_mri": {"mri": TAKEN},
    "image.spine_ct": {"ct": TAKEN},
    "image.painful_level": {"painful_level_confirmed": ANY},
    "image.sacrum_mri": {"mri": TAKEN, "mri_covers_sacrum": ANY, "sacral_fracture": SETTLED},
    "image.sacrum_ct": {"ct": TAKEN, "sacral_fracture": SETTLED},
    "drug.paracetamol": {"paracetamol": ANY},
    "drug.tramadol": {"tramadol": ANY},
    "drug.nsaid": {"nsaid": ANY},
    "drug.strong_opioid": {"strong_opioid": ANY},
    "aid.corset_short_term": {"corset_use": ANY, "corset_weeks": ANY},
    "refer.rheumatology": {"rheumatologist_consulted": ANY},
    "procedure.vertebroplasty": {"cement_weeks": ANY},
    "procedure.kyphoplasty": {"cement_weeks": ANY},
    "procedure.sacroplasty": {"cement_weeks": ANY},
    "osteoporosis.workup": {"osteoporosis_workup_done": ANY, "t_score": ANY},
    "osteoporosis.treatment": {"bone_drug": ANY},
    "refer.osteoporosis_assessment": {"osteoporosis_workup_done": ANY, "t_score": ANY},
}
