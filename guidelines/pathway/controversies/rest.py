"""Both sides on lying down and on the corset."""

from __future__ import annotations

from guidelines.pathway.building import above, at_most, is_in
from guidelines.pathway.controversies.cement import NO_CONFLICT, SOCIETY
from guidelines.pathway.controversies.traits import (
    acute,
    first_six_months,
    immobile,
    malignant,
    sacral,
    vertebral,
)
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    DESCRIBED,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    UNDATED_SACRAL,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.criteria import Limit
from guidelines.pathway.translate import _

BED_REST = Controversy(
    id="bed-rest",
    question=_("Bed rest after a fracture?"),
    catalogue=("C03",),
    positions=(
        side(
            _("Frequent rest lying flat in the first days to weeks, never continuous bed rest."), "A70 A71", EXPERT,
            UNDATED_REVIEW, vertebral, acute,
            comparator=_("continuous bed rest; argued, not compared"),
            fracture_age=_("the first days to weeks"), outcome=_("pain; loss of bone and muscle"),
            result=_("bone and muscle are lost quickly in bed; no numbers given"),
        ),
        side(
            _("Avoid immobilisation and keep function."), "F22", EXPERT, UNDATED_PHYSIOTHERAPY,
            first_six_months,
            population=_("patients after a vertebral or hip fracture"),
            comparator=_("immobilisation; argued, not compared"),
            fracture_age=_("0 to 6 months"), outcome=_("function"),
        ),
        side(
            _("Immobility costs muscle and bone, and brings clots, chest and urinary infections."), "S15 S16",
            _("narrative article"), UNDATED_SACRAL, sacral, immobile,
            population=_("frail old patients with fractures of the pelvis who are hard to get up"),
            comparator=_("none"), fracture_age=_("while they cannot be got up"),
            outcome=_("complications of lying still"), funding=NO_CONFLICT,
        ),
        side(
            _("Bed rest is part of usual care of a fracture."), "R126", DESCRIBED, "2023", vertebral,
            population=_("patients with an osteoporotic vertebral fracture"), funding=SOCIETY,
        ),
        side(
            _("Bed rest is part of usual care of back pain in cancer."), "R136", DESCRIBED, "2023", malignant,
            population=_("patients with cancer and back pain"), funding=SOCIETY,
        ),
        side(
            _("In cancer with collapsed vertebrae, analgesics and bed rest often fail."), "R137", DESCRIBED, "2023",
            vertebral, malignant, population=_("patients with cancer and collapsed vertebrae"),
            outcome=_("pain"), funding=SOCIETY,
        ),
    ),
    why_they_differ=_(
        "The report describes what is done, and says itself that it often fails; the others say what should be done. "
        "Nobody has compared rest with moving in these patients: what is known of harm comes from lying still as such."
    ),
    what_we_do=_("We advise short rests lying flat early on, and advise against continuous bed rest."),
    touches=("rest.flat_intervals", "rest.bed_rest", "goal.pain"),
)  # fmt: skip

CORSET = Controversy(
    id="corset",
    question=_("A corset?"),
    catalogue=("C06",),
    positions=(
        side(
            _("For pain, during a short period after a new fracture."), "P18", EXPERT, UNDATED_INFORMATION,
            vertebral,
            Trait(
                at_most("vertebral_fracture_weeks", Limit("corset_short_weeks")),
                _("the fracture is new; the source gives no weeks, so our own limit stands in"),
            ),
            comparator=_("none"), fracture_age=_("new; how long is not said"), outcome=_("pain"),
        ),
        side(
            _("During exercise or other activity."), "P19", EXPERT, UNDATED_INFORMATION, vertebral,
            Trait(is_in("corset_use", "activity"), _("it is worn for activity only")),
            comparator=_("none"), outcome=_("being active"),
        ),
        side(
            _("A support belt is possibly part of usual care."), "R126", DESCRIBED, "2023", vertebral,
            population=_("patients with an osteoporotic vertebral fracture"), funding=SOCIETY,
        ),
        side(
            _("The need for supports and bandages is assessed."), "F26", EXPERT, UNDATED_PHYSIOTHERAPY,
            first_six_months,
            population=_("patients after a vertebral or hip fracture"), fracture_age=_("0 to 6 months"),
        ),
        side(
            _("Hardly ever, and not all day: muscle and perhaps bone grow weaker with long wear."), "P17 P20",
            EXPERT, UNDATED_INFORMATION, vertebral,
            Trait(
                is_in("corset_use", "whole_day") | above("corset_weeks", Limit("corset_short_weeks")),
                _("it is about wearing it all day or for long"),
            ),
            comparator=_("none"), outcome=_("strength of muscle and bone"),
            result=_("a worry, not a measurement: no numbers given"),
        ),
        side(
            _("Its effect has never been examined."), "A40", _("search of the literature"), UNDATED_REVIEW,
            population=_("patients with osteoporotic, and apparently also malignant, collapse"),
            result=_("0 studies"), about_no_group=ABOUT_LITERATURE,
        ),
    ),
    why_they_differ=_("Relief for days is weighed against weakening over months, and neither has been measured."),
    what_we_do=_("We mention it for a short period and advise against all-day or long use."),
    touches=("aid.corset_short_term", "aid.corset_prolonged"),
)  # fmt: skip

REST = (BED_REST, CORSET)
