"""Both sides on how these fractures go by themselves, and on what osteoporosis is."""

from __future__ import annotations

from guidelines.pathway.building import at_most, is_in
from guidelines.pathway.controversies.cement import NO_CONFLICT, SOCIETY
from guidelines.pathway.controversies.traits import broken_bone, osteoporotic, sacral, vertebral
from guidelines.pathway.controversy import (
    DESCRIBED,
    EXPERT,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    UNDATED_SACRAL,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.translate import _

NATURAL_COURSE = Controversy(
    id="natural-course",
    question=_("Do these fractures heal well without a procedure?"),
    catalogue=("C11",),
    positions=(
        side(
            _("A vertebral fracture need not hurt at all."), "F03", EXPERT, UNDATED_PHYSIOTHERAPY, vertebral,
            population=_("people with a vertebral fracture, known or not"), outcome=_("pain"),
        ),
        side(
            _("Many are handled in primary care; symptoms range from hardly any to disabling."), "R122", DESCRIBED,
            "2023", vertebral, osteoporotic, outcome=_("pain and need of treatment"), funding=SOCIETY,
        ),
        side(
            _("Three in four get lasting pain."), "R123", _("one study, quoted in the annual report, uncontrolled"),
            "2023", vertebral, osteoporotic, outcome=_("chronic pain"),
            result=_("about 75 %; number of patients not given"), funding=SOCIETY, uncontrolled=True,
        ),
        side(
            _("Three in four still take analgesics half a year to a year later."), "A08",
            _("follow-up without a comparison, cited in a review"), UNDATED_REVIEW, vertebral,
            population=_("patients with a vertebral fracture"), fracture_age=_("6 to 12 months"),
            outcome=_("analgesics for back pain"), result=_("75 %; number of patients not given"), uncontrolled=True,
        ),
        side(
            _("It is not true that they heal well: for most it is the start of long pain."), "S63",
            _("follow-up without a comparison, cited in an article"), UNDATED_SACRAL, vertebral, osteoporotic,
            population=_("patients with osteoporotic vertebral compression treated without a procedure"),
            fracture_age=_("0 to 12 months"), outcome=_("pain, function and quality of life"),
            result=_("the majority; numbers not given"), funding=NO_CONFLICT, uncontrolled=True,
        ),
        side(
            _("After a fracture of the sacrum or pelvis two in three need more help a year later."), "S17",
            _("follow-up without a comparison, cited in an article"), UNDATED_SACRAL, sacral,
            population=_("patients treated without a procedure"), fracture_age=_("12 months"),
            outcome=_("independence compared with before"), result=_("about two thirds; number of patients not given"),
            funding=NO_CONFLICT, uncontrolled=True,
        ),
    ),
    why_they_differ=_("Hospitals see those who hurt; fractures that do not hurt are seldom counted."),
    what_we_do=_("We tell the range, ask about a new fracture, and review the analgesics."),
    touches=("goal.pain", "followup.new_fracture", "followup.analgesic_review"),
)  # fmt: skip

OSTEOPOROSIS = Controversy(
    id="osteoporosis-diagnosis",
    question=_("When is it osteoporosis?"),
    catalogue=("C25",),
    positions=(
        side(
            _("T-score of -2.5 or lower in one region, or seen on X-ray."), "F12", EXPERT, UNDATED_PHYSIOTHERAPY,
            Trait(at_most("t_score", -2.5), _("the T-score is -2.5 or lower")),
            population=_("people whose bone was measured"), fracture_age=_("no fracture needed"),
        ),
        side(
            _("A vertebral or hip fracture after little trauma is osteoporosis by definition."), "F04",
            EXPERT, UNDATED_PHYSIOTHERAPY,
            Trait(
                broken_bone,
                _("a vertebra or hip has broken"),
            ),
            Trait(is_in("trauma_energy", "none", "low"), _("the trauma was none or little")),
            population=_("people with a vertebral or hip fracture"), fracture_age=_("any"),
        ),
    ),
    why_they_differ=_("One measures bone, the other takes the fracture as proof."),
    what_we_do=_("Either suffices; a fracture whose cause is malignant, infectious or traumatic does not."),
    touches=("osteoporosis.workup", "osteoporosis.treatment"),
)  # fmt: skip

COURSE = (NATURAL_COURSE, OSTEOPOROSIS)
