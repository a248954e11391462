"""Where treatment is to be had, and whether age closes the door."""

from __future__ import annotations

from guidelines.pathway.building import above, is_true
from guidelines.pathway.controversies.cement import SOCIETY
from guidelines.pathway.controversy import (
    ABOUT_SERVICE,
    DESCRIBED,
    UNDATED_REVIEW,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.translate import _

WHERE = Controversy(
    id="where-vertebroplasty",
    question=_("Where is vertebroplasty to be had?"),
    catalogue=("C31",),
    positions=(
        side(
            _("At a few university hospitals, two of which ran trials and took referrals."), "A60 A61",
            DESCRIBED, UNDATED_REVIEW,
            population=_("Denmark since 2001"),
            result=_("just over 100 procedures in Denmark at the time"), about_no_group=ABOUT_SERVICE,
        ),
        side(
            _("Almost only in the west of Denmark, and only some regions offer it."), "R127 R138 R139",
            _("registry count; hospitals joined in different years"), "2023",
            population=_("Denmark, 2009-2022: osteoporotic and malignant fractures"),
            outcome=_("registered vertebroplasties and kyphoplasties"),
            result=_("1170 of 1644 at one unit; some units report few, others joined late"),
            funding=SOCIETY, about_no_group=ABOUT_SERVICE,
        ),
    ),
    why_they_differ=_("Twenty years lie between them, and the registry counts only what is reported to it."),
    what_we_do=_("No hospital’s name stands in our rules; where to refer is for the department to know."),
    touches=("assess.vertebroplasty",),
)  # fmt: skip

AGE = Controversy(
    id="age-and-surgery",
    question=_("Does high age speak against surgery?"),
    catalogue=("C26",),
    positions=(
        side(
            _("The older the patient, the smaller the operation; fusion without implants mostly in the old."),
            "R63 R90", DESCRIBED, "2023",
            population=_("patients operated for degenerative disease of the lumbar spine"), funding=SOCIETY,
            about_no_group=_("It is about wear of the lumbar spine, which is not recorded here."),
        ),
        side(
            _("With metastases even patients over 80 may gain: keeping on their feet and being cared for at home."),
            "R158", DESCRIBED, "2023",
            Trait(is_true("metastasis_confirmed"), _("it is about spinal metastases")),
            Trait(above("age_years", 80), _("it is about patients over 80")),
            population=_("patients with spinal metastases"), funding=SOCIETY,
        ),
    ),
    why_they_differ=_("Wear is operated to gain function over years; metastases to keep it for the time that is left."),
    what_we_do=_("Age alone closes no step; under 50 it asks for caution with cement (our choice)."),
    touches=("refer.oncology", "assess.tokuhashi"),
)  # fmt: skip

SERVICES = (WHERE, AGE)
