"""Other diseases of the back, of which the annual report speaks: no rule of ours is for them.

The cards stand beside the note that a patient is outside this pathway, so that nobody reads our silence as an answer.
"""

from __future__ import annotations

from guidelines.pathway.building import above, at_most, is_true
from guidelines.pathway.controversies.cement import SOCIETY
from guidelines.pathway.controversy import (
    ABOUT_METHOD,
    ABOUT_PRACTICE,
    DESCRIBED,
    Controversy,
    Kind,
    Trait,
    side,
)
from guidelines.pathway.translate import _

BESIDE = ("note.outside_scope",)
NOT_RECORDED_HERE = _("It is about wear of the spine, which is not recorded here.")
HERNIATION = _("patients with herniation of a lumbar disc")
NECK = _("patients with nerve root pain from the neck")
STENOSIS = _("patients with a narrow lumbar spinal canal")
SEGMENTAL = _("patients with lasting back pain put down to a lumbar segment")

root_pain = Trait(is_true("radicular_pain_new"), _("it is about new pain along a nerve root"))
within_twelve = Trait(at_most("pain_weeks", 12), _("the pain has lasted at most 12 weeks"))
beyond_twelve = Trait(above("pain_weeks", 12), _("the pain has lasted more than 12 weeks"))

ROOT_PAIN = Controversy(
    id="timing-of-referral",
    question=_("Nerve root pain: to a surgeon within 12 weeks, or not before 3 months?"),
    catalogue=("C18",),
    positions=(
        side(
            _("Surgery for a herniated disc does best within 12 weeks of the start."), "R77 R78",
            _("registries, before and after, by length of symptoms, uncontrolled"), "2023", root_pain, within_twelve,
            population=HERNIATION, comparator=_("those operated after longer symptoms; not randomised"),
            fracture_age=_("not about fractures: symptoms under 3 months against longer"),
            outcome=_("gain after surgery"),
            result=_("clearly more with symptoms under 3 months, in Swedish and Danish data; numbers not given here"),
            funding=SOCIETY, uncontrolled=True,
        ),
        side(
            _("From the neck: surgery within 3 months at most."), "R104",
            _("advice of the annual report, resting on registry data"), "2023", root_pain, within_twelve,
            population=NECK, comparator=_("those operated after longer symptoms; not randomised"),
            fracture_age=_("not about fractures"), outcome=_("gain after surgery"), funding=SOCIETY,
        ),
        side(
            _("Good practice: a surgeon sees severe disabling pain within 12 weeks."), "R79",
            _("national clinical guideline of 2016, quoted in the annual report"), "2016", root_pain, within_twelve,
            population=_("patients with new lumbar nerve root pain that stays severe in spite of other treatment"),
            comparator=_("none: good practice"), fracture_age=_("not about fractures"),
            outcome=_("being seen by a surgeon"), funding=_("a public authority"),
        ),
        side(
            _("In several regions no referral before 3 months, and not before all else is used up."), "R80",
            _("rule of some regions, as the annual report tells it"), "2023", root_pain, beyond_twelve,
            population=_("patients in primary care"), comparator=_("none: a rule"),
            fracture_age=_("not about fractures"), outcome=_("being referred"), funding=SOCIETY,
        ),
        side(
            _("Publicly paid back surgery presupposes 3 months of other treatment without success."), "R17",
            _("regional programmes, as the annual report tells it"), "2023", beyond_twelve,
            population=_("patients operated for back complaints, not fracture, infection or metastasis"),
            comparator=_("none: a rule"), fracture_age=_("not about fractures"), outcome=_("being operated"),
            funding=SOCIETY,
        ),
        side(
            _("After 3 months without success, 12 weeks of training more: some lose effect, some no longer need surgery."),
            "R81", DESCRIBED, "2023", root_pain, beyond_twelve, population=HERNIATION,
            comparator=_("none"), fracture_age=_("not about fractures"), outcome=_("gain after surgery, or none needed"),
            funding=SOCIETY,
        ),
        side(
            _("The great majority settle without treatment."), "R71", DESCRIBED, "2023", root_pain,
            population=HERNIATION, comparator=_("none"), fracture_age=_("not about fractures"),
            outcome=_("symptoms"), result=_("far the most; no number given"), funding=SOCIETY, uncontrolled=True,
        ),
    ),
    why_they_differ=_(
        "Those who get better leave the comparison before they are operated, so the early look better and the wait looks "
        "wise, both at once. The guideline and the regional rule clash outright: within 12 weeks, and not before 3 months."
    ),
    what_we_do=_(
        "Outside this pathway. We show the clash and the weeks that have passed; the national guideline has severe "
        "disabling pain seen by 12 weeks. None of these weeks holds for fracture, infection or metastasis."
    ),
    kind=Kind.OUTSIDE,
    touches=BESIDE,
)  # fmt: skip

STENOSIS_TRAINING = Controversy(
    id="stenosis-and-training",
    question=_("Does training help a narrow spinal canal?"),
    catalogue=("C19",),
    positions=(
        side(
            _("It does not better this group."), "R08", _("claim in the annual report"), "2023",
            population=STENOSIS, funding=SOCIETY, about_no_group=NOT_RECORDED_HERE,
        ),
        side(
            _("It eases symptoms for a time and can postpone surgery."), "R54", DESCRIBED, "2023",
            population=STENOSIS, outcome=_("symptoms"), funding=SOCIETY, about_no_group=NOT_RECORDED_HERE,
        ),
    ),
    why_they_differ=_("Training may ease symptoms; it does not widen the canal. The same report says both."),
    what_we_do=_("Outside this pathway: we show both."),
    kind=Kind.OUTSIDE,
    touches=BESIDE,
)  # fmt: skip

SLIP_FUSION = Controversy(
    id="fusion-in-slip",
    question=_("A slipped vertebra with a narrow canal: fuse as well?"),
    catalogue=("C20",),
    positions=(
        side(
            _("Fusion steadies the segment; with implants in the younger and the unstable, without in the old."),
            "R61 R62 R63", DESCRIBED, "2023", population=STENOSIS, funding=SOCIETY,
            about_no_group=NOT_RECORDED_HERE,
        ),
        side(
            _("Adding fusion gives no certain larger effect."), "R65 R66",
            _("registry, before and after, unadjusted and uncontrolled"), "2023", population=STENOSIS,
            comparator=_("decompression alone; chosen by the surgeon"), outcome=_("back pain on VAS 0-100"),
            result=_("fall of 28.5 points with implants; raw figures"), funding=SOCIETY, uncontrolled=True,
            about_no_group=NOT_RECORDED_HERE,
        ),
    ),
    why_they_differ=_("One gives the reason for the operation, the other what the registry shows; groups differ from the start."),
    what_we_do=_("Outside this pathway: individual judgement."),
    kind=Kind.OUTSIDE,
    touches=BESIDE,
)  # fmt: skip

SEGMENTAL_FUSION = Controversy(
    id="fusion-for-segmental-pain",
    question=_("Fusion for pain from a segment?"),
    catalogue=("C21",),
    positions=(
        side(
            _("Registries are favourable."), "R87", _("registries, before and after, uncontrolled"), "2023",
            population=SEGMENTAL, funding=SOCIETY, uncontrolled=True, about_no_group=NOT_RECORDED_HERE,
        ),
        side(
            _("The trials are small, and many patients changed sides; they do not agree."), "R87",
            _("randomised trials, as the annual report sums them up"), "2023", population=SEGMENTAL,
            comparator=_("treatment without surgery"), funding=SOCIETY, about_no_group=ABOUT_METHOD,
        ),
        side(
            _("Lasting relief may be expected, freedom from pain may not; the older, the smaller the operation."),
            "R90", DESCRIBED, "2023", population=SEGMENTAL, outcome=_("pain"), funding=SOCIETY,
            about_no_group=ABOUT_PRACTICE,
        ),
    ),
    why_they_differ=_("Registries have no comparison; in the trials so many changed sides that the comparison is weak."),
    what_we_do=_("Outside this pathway: we show both."),
    kind=Kind.OUTSIDE,
    touches=BESIDE,
)  # fmt: skip

DEGENERATIVE = (ROOT_PAIN, STENOSIS_TRAINING, SLIP_FUSION, SEGMENTAL_FUSION)
