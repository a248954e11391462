"""Both sides on the Tokuhashi score, and the two meanings of incontinence."""

from __future__ import annotations

from guidelines.pathway.building import is_true
from guidelines.pathway.controversies.cement import SOCIETY
from guidelines.pathway.controversies.references import REVISED_TOKUHASHI
from guidelines.pathway.controversies.traits import cancer_patient
from guidelines.pathway.controversy import (
    DESCRIBED,
    EXPERT,
    NOT_STATED,
    UNDATED_INFORMATION,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.translate import _

metastasis = Trait(is_true("metastasis_confirmed"), _("it is about spinal metastases"))

TOKUHASHI = Controversy(
    id="tokuhashi",
    question=_("What does the Tokuhashi score mean here?"),
    catalogue=("C22",),
    positions=(
        side(
            _("At most 5 points: mean survival at most 3 months."), "R41",
            _("registry’s description of the score"), "2023", metastasis,
            population=_("patients with spinal metastases"), outcome=_("mean survival"),
            result=_("9 or more: 12 months or longer; 6-8: at most 12; 5 or less: at most 3"), funding=SOCIETY,
        ),
        side(
            _("Surgery is usually not done below 4 points."), "R160", _("registry’s description of practice"),
            "2023", metastasis, population=_("patients with spinal metastases considered for surgery"),
            outcome=_("whether surgery is done"), result=_("very few below 5 were operated"), funding=SOCIETY,
        ),
        side(
            _("The revised score has other bands."), "", _("description of the score; outside our sources"),
            NOT_STATED, metastasis, population=_("patients with spinal metastases"), outcome=_("expected survival"),
            result=_("0-8, 9-11 and 12-15 points"), references=(REVISED_TOKUHASHI,),
        ),
    ),
    why_they_differ=_(
        "The bands are those of the original score; the revised one has others (0-8, 9-11, 12-15). A limit for surgery "
        "at 4 lies within a band for which the same report gives at most 3 months."
    ),
    what_we_do=_("We ask for the score and its version, and draw no line of our own."),
    touches=("assess.tokuhashi",),
)  # fmt: skip

INCONTINENCE = Controversy(
    id="incontinence",
    question=_("Incontinence: a bar to the pool, or an alarm?"),
    catalogue=("C30",),
    positions=(
        side(
            _("No pool, for hygiene."), "P16", EXPERT, UNDATED_INFORMATION,
            Trait(is_true("incontinence_any"), _("there is incontinence of any kind, long-standing included")),
            population=_("patients after a vertebral fracture who would train in a pool"), outcome=_("hygiene"),
        ),
        side(
            _("With metastases, a sign that cord or nerves are pressed upon."), "R152", DESCRIBED, "2023",
            Trait(is_true("bladder_bowel_new"), _("control of bladder or bowel was lost newly")),
            cancer_patient,
            population=_("patients with spinal metastases"), outcome=_("pressure on cord or nerves"), funding=SOCIETY,
        ),
    ),
    why_they_differ=_("One word for two things: how long it has lasted tells them apart."),
    what_we_do=_("Two questions: any incontinence, and new loss of control. The new one is an alarm before any word of "
                 "a pool, with or without known cancer."),
    touches=("physio.pool", "urgent.cord_compression"),
)  # fmt: skip

MALIGNANCY = (TOKUHASHI, INCONTINENCE)
