"""Both sides on sore muscle: massage, injections, and steroid in a patient with brittle bone."""

from __future__ import annotations

from guidelines.pathway.building import at_least, is_true
from guidelines.pathway.controversies.cement import NO_CONFLICT, SOCIETY
from guidelines.pathway.controversies.traits import cancer_patient, vertebral
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_REVIEW,
    UNDATED_SACRAL,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.criteria import Limit
from guidelines.pathway.translate import _

spasm = Trait(is_true("muscle_spasm_paraspinal"), _("it is about tender muscle beside the fracture"))
many_injections = Trait(
    at_least("glucocorticoid_injections_12m", Limit("steroid_injections")),
    _("it is about many injections; the source gives no number, so our own limit stands in"),
)
long_steroid = Trait(is_true("long_term_steroid"), _("it is about long treatment with steroid"))

MASSAGE = Controversy(
    id="massage",
    question=_("Massage?"),
    catalogue=("C12",),
    positions=(
        side(_("It may give relief."), "P11", EXPERT, UNDATED_INFORMATION, vertebral, outcome=_("pain")),
        side(
            _("Neither heat, cold, massage, acupuncture, laser nor TENS has been studied in these fractures."),
            "A43", _("search of the literature"), UNDATED_REVIEW, result=_("0 studies"),
            about_no_group=ABOUT_LITERATURE,
        ),
    ),
    why_they_differ=_("One speaks from experience, the other counts studies."),
    what_we_do=_("Heat and cold are an option early on, said to be unstudied; massage is left to the patient."),
    touches=("adjunct.heat_cold",),
)  # fmt: skip

INJECTIONS = Controversy(
    id="muscle-injections",
    question=_("Injections into tender muscle?"),
    catalogue=("C13",),
    positions=(
        side(
            _("May perhaps ease the pain of muscle spasm."), "A23", EXPERT, UNDATED_REVIEW, vertebral, spasm,
            outcome=_("pain from muscle"),
        ),
        side(
            _("Might relieve tender muscle near the fracture."), "P22", EXPERT, UNDATED_INFORMATION, vertebral, spasm,
            outcome=_("pain from muscle"),
        ),
        side(
            _("Glucocorticoid harms bone: not too many."), "A25", EXPERT, UNDATED_REVIEW, many_injections,
            outcome=_("bone density"), result=_("how many is not said"),
        ),
        side(
            _("Not studied in osteoporosis, hence rarely used."), "P23", _("patient information"),
            UNDATED_INFORMATION, result=_("0 studies"), about_no_group=ABOUT_LITERATURE,
        ),
    ),
    why_they_differ=_("The benefit is likely but not shown; the harm is known from other uses of glucocorticoid."),
    what_we_do=_("We mention it with a count of injections, and with caution from the third in a year (our choice)."),
    touches=("adjunct.trigger_injection",),
)  # fmt: skip

STEROID = Controversy(
    id="steroid",
    question=_("Steroid: relief for muscle, harm for bone?"),
    catalogue=("C17",),
    positions=(
        side(
            _("An injection into the muscle may perhaps help."), "A23", EXPERT, UNDATED_REVIEW, vertebral, spasm,
            outcome=_("pain from muscle"),
        ),
        side(
            _("Too many injections cost bone density."), "A25", EXPERT, UNDATED_REVIEW, many_injections,
            outcome=_("bone density"), result=_("how many is not said"),
        ),
        side(
            _("Long treatment with steroid is a risk for a fracture of the sacrum."), "S08", _("narrative article"),
            UNDATED_SACRAL, long_steroid, population=_("old patients, mostly women"),
            outcome=_("fracture of the sacrum"), funding=NO_CONFLICT,
        ),
        side(
            _("Steroid itself makes vertebrae collapse, in patients with cancer too."), "R133",
            _("annual report, describing causes"), "2023", long_steroid, cancer_patient,
            population=_("patients with malignant disease and a collapsed vertebra"),
            outcome=_("vertebral fracture"), funding=SOCIETY,
        ),
    ),
    why_they_differ=_("A few injections and long treatment are not the same dose; no source says where harm begins."),
    what_we_do=_("Long steroid treatment, and the third injection in a year, ask for caution (our choice)."),
    touches=("adjunct.trigger_injection", "refer.osteoporosis_assessment"),
)  # fmt: skip

MUSCLES = (MASSAGE, INJECTIONS, STEROID)
