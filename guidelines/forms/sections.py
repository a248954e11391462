"""The assessment as a clinician thinks: which facts, in which order, under which heading. Data, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidelines.forms.question import Only, Question

# Facts of the contract that nobody is asked for: they follow from the patient and the day.
FROM_THE_PATIENT = frozenset({"index_date", "age_years", "sex"})

IMAGED = ("no_fracture", "fracture", "other_finding")
FRACTURED = ("confirmed", "suspected")
CORSET_WORN = ("short_term", "activity", "whole_day")


@dataclass(frozen=True)
class Section:
    """One step of the form. The one that is `always_open` never folds."""

    code: str
    title: Any
    questions: tuple[Question, ...]
    always_open: bool = False


FUNCTION = Section(
    "function",
    _("Function"),
    (
        Question("activity_level"),
        Question("daily_walking_aid"),
        Question("adl_help"),
        Question("tug_s"),
        Question("tug_unable"),
        Question("five_sts_s"),
        Question("five_sts_unable"),
        Question("tandem_s"),
        Question("falls_12m"),
        Question("fall_injury_or_could_not_rise"),
        Question("comorbidity_training"),
    ),
)
SECTIONS: tuple[Section, ...] = (
    Section(
        "alarm",
        _("Alarm signs"),
        (
            Question("neuro_deficit"),
            Question("bladder_bowel_new"),
            Question("fever"),
            Question("infection_markers"),
            Question("infection_status"),
            Question("cancer_history"),
            # Excluded only ever reassures, so it may fall with its parent; a confirmed metastasis may not.
            Question("metastasis_excluded", Only("cancer_history", (True,))),
            Question("metastasis_confirmed"),
            Question("multiple_myeloma"),
            Question("other_red_flags"),
        ),
        always_open=True,
    ),
    Section(
        "pain",
        _("Pain"),
        (
            Question("vas_rest"),
            Question("vas_activity"),
            Question("pain_activity_acceptable"),
            Question("pain_improving"),
            Question("pain_locations"),
            Question("back_pain_new"),
            Question("radicular_pain_new"),
            Question("pain_started_on", under=_("How it began")),
            Question("pain_sudden_onset"),
            Question("trauma_energy"),
            Question("pain_exam_discrepancy", under=_("On examination")),
            Question("muscle_spasm_paraspinal"),
        ),
    ),
    Section(
        "fracture",
        _("Fracture and imaging"),
        (
            Question("xray_spine", under=_("Images since this complaint began")),
            Question("xray_pelvis"),
            Question("mri"),
            Question("mri_covers_sacrum", Only("mri", IMAGED)),
            Question("ct"),
            Question("ct_covers_sacrum", Only("ct", IMAGED)),
            Question("mri_contraindicated"),
            Question("mri_wait_days"),
            Question("vertebral_fracture", under=_("Fractures")),
            Question("vertebral_fracture_on", Only("vertebral_fracture", FRACTURED)),
            Question("vertebral_fracture_count", Only("vertebral_fracture", FRACTURED)),
            Question("painful_level_confirmed", Only("vertebral_fracture", FRACTURED)),
            Question("sacral_fracture"),
            Question("sacral_denis_zone", Only("sacral_fracture", FRACTURED)),
            Question("sacral_foramen_or_central", Only("sacral_fracture", FRACTURED)),
            Question("pubic_ramus_fracture"),
            Question("hip_fracture_on"),
            Question("other_low_trauma_fractures"),
            Question("fracture_cause"),
            Question("cord_compression_by_fragment"),
        ),
    ),
    Section(
        "treatment",
        _("Treatment so far"),
        (
            Question("paracetamol"),
            Question("tramadol"),
            Question("nsaid"),
            Question("strong_opioid"),
            Question("physiotherapy"),
            Question("conservative_started_on"),
            Question("rheumatologist_consulted"),
            Question("bed_rest_continuous"),
            Question("corset_use"),
            Question("corset_started_on", Only("corset_use", CORSET_WORN)),
            Question("glucocorticoid_injections_12m"),
            Question("cement_on"),
        ),
    ),
    Section(
        "risks",
        _("Risks"),
        (
            Question("frail"),
            Question("gi_bleed_risk"),
            Question("renal_or_heart_failure"),
            Question("coagulopathy"),
            Question("long_term_steroid"),
            Question("pelvic_radiotherapy"),
            Question("mobilisation_possible"),
            Question("complication_risk_high"),
            Question("incontinence_any"),
        ),
    ),
    Section(
        "osteoporosis",
        _("Osteoporosis"),
        (
            Question("t_score"),
            Question("osteoporosis_risk_factor"),
            Question("osteoporosis_workup_done"),
            Question("bone_drug"),
            Question("calcium_vitamin_d"),
        ),
    ),
    FUNCTION,
)


def questions_of(sections: Iterable[Section]) -> dict[str, Question]:
    """Name to question, in the order they are asked."""
    return {question.name: question for section in sections for question in section.questions}


QUESTIONS = questions_of(SECTIONS)
