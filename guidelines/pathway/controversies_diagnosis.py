"""Both sides on imaging, the natural course, the Tokuhashi score and what osteoporosis is: short cards."""

from __future__ import annotations

from guidelines.pathway.controversy import (
    DESCRIBED,
    EXPERT,
    UNDATED_PHYSIOTHERAPY,
    Controversy,
    side,
)
from guidelines.pathway.translate import _

DIAGNOSIS = (
    Controversy(
        id="first-imaging",
        question=_("Which image first, and for whom none?"),
        positions=(
            side(
                _("Old and osteoporotic: X-ray first, then MRI, or CT where MRI waits."),
                "S22 S30 S33",
                _("narrative article"),
                _("undated, between 2007 and 2009"),
                population=_("old patients with back pain and osteoporosis"),
            ),
            side(
                _("New low back pain without alarm signs: neither X-ray nor MRI."),
                "R09 R10",
                _("national choosing-wisely advice"),
                "2023",
                population=_("people with new low back pain and nothing serious suspected"),
            ),
            side(
                _(
                    "The printed list of alarm signs is far from complete; too few MRI may miss treatable causes."
                ),
                "R11 R16",
                _("comment by the society of spine surgeons"),
                "2023",
                population=_("people with back pain"),
                result=_("the literature holds 53 alarm signs"),
            ),
        ),
        why_they_differ=_(
            "They speak of different patients: the old with fragile bone, and the young with new pain."
        ),
        what_we_do=_("We image at risk, and advise no image only when every alarm question is answered no."),
    ),
    Controversy(
        id="natural-course",
        question=_("Do these fractures heal well without a procedure?"),
        positions=(
            side(
                _("Most end in long pain with lower function and quality of life."),
                "S63 R123 A08",
                _("follow-up studies without a comparison"),
                _("undated to 2023"),
                outcome=_("pain and analgesics over 6-12 months"),
                result=_("about 75 % with chronic pain; 75 % still on analgesics at half to one year"),
                uncontrolled=True,
            ),
            side(_("Many are handled in primary care; some hardly hurt."), "R122", DESCRIBED, "2023"),
        ),
        why_they_differ=_("Hospitals see those who hurt; fractures that do not hurt are seldom counted."),
        what_we_do=_("We tell the range, ask about a new fracture, and review the analgesics."),
    ),
    Controversy(
        id="tokuhashi",
        question=_("What does the Tokuhashi score mean here?"),
        positions=(
            side(
                _("At most 5 points: mean survival at most 3 months."),
                "R41",
                _("registry's description of the score"),
                "2023",
                population=_("patients with spinal metastases"),
                result=_("9 or more: 12 months or longer; 6-8: at most 12; 5 or less: at most 3"),
            ),
            side(
                _("Surgery is usually not done below 4 points."),
                "R160",
                _("registry's description of practice"),
                "2023",
                population=_("patients with spinal metastases considered for surgery"),
                result=_("very few below 5 were operated"),
            ),
        ),
        why_they_differ=_(
            "The bands are those of the original score; the revised one has others (0-8, 9-11, 12-15)."
        ),
        what_we_do=_("We ask for the score and its version, and draw no line of our own."),
    ),
    Controversy(
        id="osteoporosis-diagnosis",
        question=_("When is it osteoporosis?"),
        positions=(
            side(
                _("T-score of -2.5 or lower in one region, or seen on X-ray."),
                "F12",
                EXPERT,
                UNDATED_PHYSIOTHERAPY,
            ),
            side(
                _("A vertebral or hip fracture after little trauma is osteoporosis by definition."),
                "F04",
                EXPERT,
                UNDATED_PHYSIOTHERAPY,
            ),
        ),
        why_they_differ=_("One measures bone, the other takes the fracture as proof."),
        what_we_do=_(
            "Either suffices; a fracture whose cause is malignant, infectious or traumatic does not."
        ),
    ),
)
