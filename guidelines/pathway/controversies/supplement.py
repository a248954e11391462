"""Both sides on what goes beside the drugs: when physiotherapy begins, and training in a pool."""

from __future__ import annotations

from guidelines.pathway.building import above, is_in, is_true
from guidelines.pathway.controversies.cement import SOCIETY
from guidelines.pathway.controversies.traits import early_pain, first_six_months, vertebral
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    DESCRIBED,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.criteria import Limit
from guidelines.pathway.translate import _

WHEN_TO_START = Controversy(
    id="physiotherapy-timing",
    question=_("When does physiotherapy begin?"),
    catalogue=("C09",),
    positions=(
        side(
            _("Above all in the acute phase."), "A75", EXPERT, UNDATED_REVIEW, vertebral, early_pain,
            fracture_age=_("acute phase above all"),
        ),
        side(
            _("Cautiously from the first day."), "F27", EXPERT, UNDATED_PHYSIOTHERAPY, first_six_months,
            population=_("patients after a vertebral or hip fracture"), fracture_age=_("0 to 6 months"),
        ),
        side(
            _("It may help in acute and in lasting pain alike."), "P06", EXPERT, UNDATED_INFORMATION, vertebral,
            fracture_age=_("any"),
        ),
        side(
            _("Later in the course, after drugs, belt and bed rest."), "R126", DESCRIBED, "2023", vertebral,
            Trait(
                above("vertebral_fracture_weeks", Limit("early_weeks")),
                _("it comes later; the source gives no weeks, so our own limit stands in"),
            ),
            fracture_age=_("later in the course"), funding=SOCIETY,
        ),
    ),
    why_they_differ=_("The report describes the order in which care is usually given; the others advise."),
    what_we_do=_("We advise it from the start, cautiously."),
    touches=("physio.mobilising",),
)  # fmt: skip

POOL = Controversy(
    id="pool-training",
    question=_("Training in a pool?"),
    catalogue=("C07",),
    positions=(
        side(_("An option beside the drugs."), "A75", EXPERT, UNDATED_REVIEW, vertebral, early_pain),
        side(_("Some are glad of warm water after a fracture."), "P13", DESCRIBED, UNDATED_INFORMATION, vertebral),
        side(
            _("Never studied, in osteoporosis or in malignant collapse."), "A39", _("search of the literature"),
            UNDATED_REVIEW, result=_("0 studies"), about_no_group=ABOUT_LITERATURE,
        ),
        side(
            _("No study in osteoporosis."), "P14", _("patient information"), UNDATED_INFORMATION,
            result=_("0 studies"), about_no_group=ABOUT_LITERATURE,
        ),
        side(
            _("Not for those who cannot move well enough or are incontinent."), "P15 P16", EXPERT,
            UNDATED_INFORMATION,
            Trait(
                is_in("mobilisation_possible", False) | is_true("incontinence_any"),
                _("it is about those who cannot move well enough, or are incontinent"),
            ),
            outcome=_("accidents; hygiene"),
        ),
    ),
    why_they_differ=_("Nobody has studied it; the bars are for safety and hygiene."),
    what_we_do=_("We offer it as an option only when both bars are asked about and answered."),
    touches=("physio.pool",),
)  # fmt: skip

SUPPLEMENT = (WHEN_TO_START, POOL)
