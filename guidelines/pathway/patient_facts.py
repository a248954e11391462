"""PatientFacts: the 82 things the pathway may know about one patient on one day. None is "not recorded", never "no"."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from guidelines.pathway.fact import TREATMENT_STATUSES, Choices, Kind, Unit
from guidelines.pathway.translate import _

Answer = StrictBool | None
Vas = Annotated[float, Ge(0), Le(100), Unit("0-100")] | None
Weeks = Annotated[float, Ge(0), Le(4000), Unit("weeks")] | None
Seconds = Annotated[float, Ge(0), Le(300), Unit("s")] | None
Diagnosis = Literal["confirmed", "suspected", "excluded"] | None
Image = Literal["not_done", "no_fracture", "fracture", "other_finding"] | None
Treatment = (
    Annotated[
        Literal["not_tried", "ongoing", "inadequate", "effective", "not_tolerated", "contraindicated"],
        Choices(Kind.TREATMENT, TREATMENT_STATUSES),
    ]
    | None
)
# A literal of numbers would take 2.0 and True, so the zone is a strict whole number.
Zone = Annotated[int, Ge(1), Le(3), Choices(Kind.ENUM, (1, 2, 3))] | None
Location = Literal["cervical", "thoracic", "lumbar", "sacral_gluteal", "groin"]
RedFlag = Literal[
    "weight_loss", "night_pain", "malaise", "anaemia_or_hypercalcaemia", "immunosuppressed", "injection_drugs"
]

# Where the first is true the second can hold nothing (a yes/no: nothing but no), and what is allowed instead.
EXCLUSIVE = (
    ("metastasis_confirmed", "metastasis_excluded", "at most one may be true"),
    ("tug_unable", "tug_s", "a time only when it could be done"),
    ("five_sts_unable", "five_sts_s", "a time only when it could be done"),
)


class PatientFacts(BaseModel):
    """Facts in contract order. Strict: no type is guessed, no key is extra, a set has no repeats."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    # person and day
    index_date: date = Field(title=_("Date of assessment"))
    age_years: Annotated[int, Ge(0), Le(120), Unit(_("years"))] = Field(title=_("Age"))
    sex: Literal["female", "male"] | None = Field(None, title=_("Sex"))
    # pain
    pain_rest_vas: Vas = Field(None, title=_("Pain at rest"), description=_("0 no pain, 100 worst pain."))
    pain_activity_vas: Vas = Field(
        None, title=_("Pain in activity"), description=_("0 no pain, 100 worst pain.")
    )
    pain_activity_acceptable: Answer = Field(None, title=_("Pain in activity is acceptable to the patient"))
    pain_weeks: Weeks = Field(None, title=_("Weeks since the pain began"))
    pain_locations: frozenset[Location] | None = Field(
        None, title=_("Where it hurts"), description=_("An empty list means: asked, nowhere.")
    )
    pain_sudden_onset: Answer = Field(None, title=_("The pain began suddenly"))
    pain_exam_discrepancy: Answer = Field(
        None, title=_("Severe pain that does not match the findings on examination")
    )
    pain_improving: Answer = Field(None, title=_("The pain is improving"))
    back_pain_new: Answer = Field(None, title=_("New back pain"))
    radicular_pain_new: Answer = Field(None, title=_("New pain along a nerve root"))
    trauma_energy: Literal["none", "low", "high"] | None = Field(None, title=_("Energy of the trauma"))
    # fracture
    vertebral_fracture: Diagnosis = Field(None, title=_("Vertebral fracture"))
    vertebral_fracture_weeks: Weeks = Field(None, title=_("Weeks since the latest vertebral fracture"))
    vertebral_fracture_count: Annotated[int, Ge(0), Le(24)] | None = Field(
        None, title=_("Number of vertebral fractures"), description=_("Recorded only: no rule reads it yet.")
    )
    painful_level_confirmed: Answer = Field(
        None,
        title=_("The painful level is confirmed"),
        description=_("By oedema on MRI, or by scintigraphy."),
    )
    sacral_fracture: Diagnosis = Field(None, title=_("Sacral fracture"))
    sacral_denis_zone: Zone = Field(None, title=_("Denis zone"), description=_("The highest zone involved."))
    sacral_foramen_or_central: Answer = Field(
        None, title=_("The sacral fracture reaches a foramen or runs centrally")
    )
    pubic_ramus_fracture: Answer = Field(None, title=_("Fracture of a pubic ramus"))
    hip_fracture_weeks: Weeks = Field(
        None, title=_("Weeks since a hip fracture"), description=_("Blank when none is known.")
    )
    other_low_trauma_fractures: Annotated[int, Ge(0), Le(20)] | None = Field(
        None, title=_("Other fractures after low-energy trauma")
    )
    fracture_cause: Literal["osteoporotic", "malignant", "traumatic", "infectious", "radiation"] | None = (
        Field(None, title=_("Cause of the fracture"))
    )
    cord_compression_by_fragment: Answer = Field(
        None,
        title=_("Cord or nerve roots compressed on imaging"),
        description=_("By bone fragments or by tumour."),
    )
    cement_weeks: Weeks = Field(
        None, title=_("Weeks since the latest cement procedure"), description=_("Blank when none is known.")
    )
    # alarm signs
    neuro_deficit: Answer = Field(
        None,
        title=_("New neurological deficit"),
        description=_("New weakness, paralysis or loss of feeling, the saddle area included."),
    )
    bladder_bowel_new: Answer = Field(
        None,
        title=_("New loss of bladder or bowel control"),
        description=_("Incontinence, retention, or no urge."),
    )
    cancer_history: Answer = Field(None, title=_("Cancer, now or earlier"))
    metastasis_confirmed: Answer = Field(None, title=_("Spinal metastasis confirmed"))
    metastasis_excluded: Answer = Field(
        None,
        title=_("Spinal metastasis excluded"),
        description=_("By MRI of the painful region since this pain began."),
    )
    multiple_myeloma: Answer = Field(None, title=_("Multiple myeloma"))
    fever: Answer = Field(None, title=_("Fever"))
    infection_markers: Answer = Field(
        None,
        title=_("Signs of infection on blood tests or MRI"),
        description=_(
            "Raised CRP or ESR without another cause, or a disc or endplate signal on MRI. Our choice."
        ),
    )
    other_red_flags: frozenset[RedFlag] | None = Field(
        None,
        title=_("Other alarm signs"),
        description=_("An empty list means: asked, none. The list is our choice and cannot be complete."),
    )
    infection_status: Literal["none", "suspected", "active"] | None = Field(None, title=_("Infection"))
    coagulopathy: Literal["none", "correctable", "corrected", "uncorrectable"] | None = Field(
        None,
        title=_("Bleeding tendency"),
        description=_(
            "Disorder or drug, anticoagulants and antiplatelets included. Correctable: not yet corrected."
        ),
    )
    # imaging since this complaint began
    xray_spine: Image = Field(
        None, title=_("X-ray of the spine"), description=_("Since this complaint began.")
    )
    xray_pelvis: Image = Field(
        None, title=_("X-ray of the pelvis"), description=_("Since this complaint began.")
    )
    mri: Image = Field(None, title=_("MRI"), description=_("Since this complaint began."))
    ct: Image = Field(None, title=_("CT"), description=_("Since this complaint began."))
    mri_covers_sacrum: Answer = Field(None, title=_("The MRI covers the sacrum"))
    ct_covers_sacrum: Answer = Field(None, title=_("The CT covers the sacrum"))
    mri_contraindicated: Answer = Field(None, title=_("MRI is contraindicated"))
    mri_wait_days: Annotated[float, Ge(0), Le(1000), Unit(_("days"))] | None = Field(
        None, title=_("Waiting time for MRI")
    )
    # treatment so far
    paracetamol: Treatment = Field(None, title=_("Paracetamol"))
    tramadol: Treatment = Field(None, title=_("Tramadol"))
    nsaid: Treatment = Field(None, title=_("NSAID"))
    strong_opioid: Treatment = Field(None, title=_("Strong opioid"))
    physiotherapy: Treatment = Field(None, title=_("Physiotherapy"))
    conservative_weeks: Weeks = Field(None, title=_("Weeks of treatment without a procedure"))
    rheumatologist_consulted: Answer = Field(None, title=_("Rheumatologist consulted"))
    bed_rest_continuous: Answer = Field(None, title=_("Continuous bed rest"))
    corset_use: Literal["none", "short_term", "activity", "whole_day"] | None = Field(
        None, title=_("Use of a corset")
    )
    corset_weeks: Annotated[float, Ge(0), Le(520), Unit("weeks")] | None = Field(
        None, title=_("Weeks with a corset")
    )
    glucocorticoid_injections_12m: Annotated[int, Ge(0), Le(52)] | None = Field(
        None, title=_("Glucocorticoid injections in the last 12 months")
    )
    # risks
    frail: Answer = Field(None, title=_("Frail"))
    gi_bleed_risk: Answer = Field(
        None,
        title=_("Risk of bleeding from stomach or gut"),
        description=_("Earlier ulcer or bleeding, anticoagulant, steroid, or the clinician's judgement."),
    )
    renal_or_heart_failure: Answer = Field(
        None,
        title=_("Kidney or heart failure"),
        description=_("Our choice: the sources name the stomach only."),
    )
    mobilisation_possible: Answer = Field(None, title=_("The patient can be mobilised"))
    complication_risk_high: Answer = Field(
        None,
        title=_("High risk of serious complications of immobility"),
        description=_("The clinician's judgement."),
    )
    incontinence_any: Answer = Field(
        None, title=_("Incontinence of any kind"), description=_("Long-standing counts.")
    )
    muscle_spasm_paraspinal: Answer = Field(None, title=_("Spasm of the muscles beside the spine"))
    long_term_steroid: Answer = Field(None, title=_("Long-term steroid treatment"))
    pelvic_radiotherapy: Answer = Field(None, title=_("Radiotherapy of the pelvis"))
    # osteoporosis
    t_score: Annotated[float, Ge(-8), Le(5), Unit("SD")] | None = Field(
        None, title=_("T-score"), description=_("The lowest measured region.")
    )
    osteoporosis_risk_factor: Answer = Field(
        None,
        title=_("Risk factor for osteoporosis"),
        description=_(
            "Heredity, early menopause, low weight, lack of calcium or vitamin D, inactivity, critical illness, "
            "medicine that harms bone, smoking, alcohol, rheumatoid disease or a hip prosthesis."
        ),
    )
    osteoporosis_workup_done: Answer = Field(None, title=_("Osteoporosis work-up done"))
    bone_drug: (
        Literal["none", "bisphosphonate", "denosumab", "denosumab_stopped", "teriparatide", "other"] | None
    ) = Field(None, title=_("Osteoporosis drug"))
    calcium_vitamin_d: Answer = Field(None, title=_("Takes calcium and vitamin D"))
    # function
    activity_level: Literal["trains", "everyday", "sedentary_disease"] | None = Field(
        None,
        title=_("Activity level"),
        description=_("Trains: structured training at least twice a week for at least 12 weeks."),
    )
    daily_walking_aid: Answer = Field(None, title=_("Uses a walking aid every day"))
    adl_help: Answer = Field(None, title=_("Needs help in daily life"))
    tug_s: Seconds = Field(None, title=_("Timed up and go"))
    tug_unable: Answer = Field(None, title=_("Unable to do the timed up and go"))
    five_sts_s: Seconds = Field(None, title=_("Five times sit-to-stand"))
    five_sts_unable: Answer = Field(None, title=_("Unable to stand up five times without using the arms"))
    tandem_s: Annotated[float, Ge(0), Le(10), Unit("s")] | None = Field(None, title=_("Tandem stance"))
    falls_12m: Annotated[int, Ge(0), Le(100)] | None = Field(None, title=_("Falls in the last 12 months"))
    fall_injury_or_could_not_rise: Answer = Field(
        None, title=_("A fall with injury, or without being able to rise")
    )
    comorbidity_training: Answer = Field(
        None,
        title=_("Disease to consider in training"),
        description=_(
            "Heart or lung disease with symptoms, Parkinson, stroke, cognitive impairment, glucocorticoid, "
            "severe osteoarthritis, dizziness."
        ),
    )

    @model_validator(mode="after")
    def _facts_that_exclude_each_other(self) -> Self:
        """A test cannot be both timed and impossible, nor a metastasis both confirmed and excluded."""
        for stated, excluded, allowed in EXCLUSIVE:
            found = getattr(self, excluded)
            if getattr(self, stated) and found is not None and found is not False:
                raise _contradiction(stated, excluded, "true" if found is True else f"{found:g}", allowed)
        return self


def _contradiction(first: str, second: str, found: str, allowed: str) -> PydanticCustomError:
    return PydanticCustomError(
        "contradiction",
        "{first} with {second}: found {first} true and {second} {found}; allowed: {allowed}.",
        {"first": first, "second": second, "found": found, "allowed": allowed},
    )
