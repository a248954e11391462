"""The coded lists of an operation: code to words. Codes are stored and never reused.

The lists are ours, to be mapped to the national registry's codes (statements Z57 leaves them open); anaesthesia,
guidance and the places of cement leak follow the statements A47, S46, S48, A53 and S53.
"""

from __future__ import annotations

from registry.instruments.translate import _

APPROACHES: dict[str, str] = {
    "posterior": _("Posterior, open"),
    "minimally_invasive": _("Posterior, minimally invasive"),
    "percutaneous": _("Percutaneous"),
    "anterior": _("Anterior"),
    "lateral": _("Lateral"),
    "combined": _("Anterior and posterior"),
}
ANAESTHESIA: dict[str, str] = {
    "local": _("Local"),
    "local_sedation": _("Local with sedation"),
    "spinal": _("Spinal"),
    "general": _("General"),
}
GUIDANCE: dict[str, str] = {
    "fluoroscopy": _("Fluoroscopy"),
    "ct": _("CT"),
    "navigation": _("Navigation"),
    "none": _("None"),
}
IMPLANTS: dict[str, str] = {
    "cement": _("Bone cement"),
    "pedicle_screws": _("Pedicle screws and rods"),
    "cemented_screws": _("Cemented screws"),
    "anterior_cage": _("Anterior cage"),
    "posterior_cage": _("Posterior cage"),
    "plate": _("Plate"),
    "disc_prosthesis": _("Disc prosthesis"),
    "vertebral_body_replacement": _("Vertebral body replacement"),
    "bone_graft": _("Bone graft"),
    "other": _("Other implant"),
}
DURING: dict[str, str] = {
    "dural_tear": _("Dural tear"),
    "nerve_root_injury": _("Nerve root injury"),
    "cord_injury": _("Cord injury"),
    "vessel_injury": _("Vessel injury"),
    "major_bleeding": _("Major bleeding"),
    "wrong_level": _("Wrong level"),
    "implant_misplaced": _("Implant misplaced"),
    "cement_leak_canal": _("Cement leak into the canal"),
    "cement_leak_foramen": _("Cement leak to a root or foramen"),
    "cement_leak_presacral": _("Cement leak, presacral"),
    "cement_leak_si_joint": _("Cement leak into the sacroiliac joint"),
    "cement_leak_venous": _("Cement leak into veins"),
    "cement_embolism": _("Cement embolism"),
    "anaesthetic": _("Heart, lung or anaesthetic event"),
    "other": _("Other complication"),
}
WITHIN_30_DAYS: dict[str, str] = {
    "superficial_infection": _("Superficial wound infection"),
    "deep_infection": _("Deep wound infection"),
    "haematoma": _("Haematoma"),
    "new_deficit": _("New neurological deficit"),
    "spinal_fluid_leak": _("Spinal fluid leak"),
    "thrombosis": _("Deep vein thrombosis"),
    "pulmonary_embolism": _("Pulmonary embolism"),
    "pneumonia": _("Pneumonia"),
    "urinary": _("Urinary infection or retention"),
    "heart_or_stroke": _("Heart attack or stroke"),
    "new_fracture": _("New vertebral fracture"),
    "reoperation": _("Reoperation"),
    "readmission": _("Readmission"),
    "other": _("Other complication"),
}
LATER: dict[str, str] = {
    "late_infection": _("Late infection"),
    "non_union": _("Non-union"),
    "implant_failure": _("Implant failure or loosening"),
    "adjacent_fracture": _("Fracture next to the operated level"),
    "adjacent_disease": _("Disease next to the operated level"),
    "lasting_deficit": _("Lasting neurological deficit"),
    "reoperation": _("Reoperation"),
    "other": _("Other complication"),
}
