"""Both sides on imaging, and on which alarm signs have to be asked before it is left out."""

from __future__ import annotations

from guidelines.pathway.building import above, at_least, at_most, is_in, is_true, meets
from guidelines.pathway.controversies.cement import NO_CONFLICT, SOCIETY
from guidelines.pathway.controversies.traits import vertebral
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    EXPERT,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    UNDATED_SACRAL,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.translate import _

new_back_pain = Trait(is_true("back_pain_new"), _("it is about new low back pain"))
low_back = Trait(meets("pain_locations", "lumbar"), _("the pain is in the low back"))
nothing_serious = Trait(
    is_in("neuro_deficit", False)
    & is_in("bladder_bowel_new", False)
    & is_in("cancer_history", False)
    & is_in("fever", False)
    & is_in("infection_status", "none"),
    _("nothing serious is suspected: every alarm question is answered no"),
)
old = Trait(
    at_least("age_years", 65),
    _("it is about old patients; the source gives no age, so 65 stands in (our choice)"),
)
brittle = Trait(
    at_most("t_score", -2.5) | is_true("osteoporosis_risk_factor") | is_in("vertebral_fracture", "confirmed"),
    _(
        "it is about osteoporosis; low bone density, a risk factor or an earlier fracture stands in (our choice)"
    ),
)
sacrum_suspected = Trait(
    is_in("sacral_fracture", "suspected")
    | is_true("pubic_ramus_fracture")
    | (
        meets("pain_locations", "sacral_gluteal", "groin")
        & (is_true("pain_sudden_onset") | is_true("pain_exam_discrepancy"))
    ),
    _("a fracture of the sacrum is suspected: by name, with a broken ramus, or by where and how it hurts"),
)
back_pain = Trait(meets("pain_locations", "cervical", "thoracic", "lumbar"), _("it is about back pain"))

FIRST_IMAGING = Controversy(
    id="first-imaging",
    question=_("X-ray first, or no image at all?"),
    catalogue=("C10",),
    positions=(
        side(
            _("Old patients with back pain and osteoporosis: X-ray of the spine first."), "S22",
            _("narrative article"), UNDATED_SACRAL, back_pain, old, brittle,
            population=_("old patients with back pain and osteoporosis, once examined"),
            comparator=_("none"), outcome=_("finding the fracture"), funding=NO_CONFLICT,
        ),
        side(
            _("A sacral fracture may be there: MRI is the first choice."), "S30", _("narrative article"),
            UNDATED_SACRAL, sacrum_suspected,
            population=_("old patients in whom a sacral fracture is suspected"), comparator=_("X-ray, scintigraphy, CT"),
            outcome=_("sensitivity, and telling other disease apart"),
            result=_("X-ray finds probably fewer than 10 % of sacral fractures; no number for MRI"),
            funding=NO_CONFLICT,
        ),
        side(
            _("Osteoporosis can be diagnosed on X-ray."), "F12", EXPERT, UNDATED_PHYSIOTHERAPY, brittle,
            population=_("people who may have osteoporosis"), outcome=_("diagnosis of osteoporosis"),
        ),
        side(
            _("New low back pain and nothing serious suspected: neither X-ray nor MRI."), "R09",
            _("national choosing-wisely advice, quoted in the annual report"), "2023",
            new_back_pain, low_back, nothing_serious,
            population=_("people with new low back pain and nothing serious suspected"),
            comparator=_("imaging; argued, not compared here"), fracture_age=_("no fracture is suspected"),
            outcome=_("value of the test to the patient"), funding=SOCIETY,
        ),
        side(
            _("The printed list of alarm signs is far from complete, and too few MRI may miss what can be treated."),
            "R11 R16", _("comment by the society of spine surgeons"), "2023", new_back_pain,
            population=_("people with back pain"), comparator=_("a short printed list of alarm signs"),
            fracture_age=_("not known before the image"), outcome=_("fractures and cancers missed"),
            result=_("the literature holds 53 alarm signs for fracture or cancer alone; of hospital patients with back "
                     "pain and no earlier cancer 1.2 % had a cancer within a year"),
            funding=SOCIETY,
        ),
        side(
            _("MRI or scintigraphy settles which level hurts."), "A45", EXPERT, UNDATED_REVIEW, vertebral,
            population=_("patients with a painful vertebral fracture and doubt about the level"),
            outcome=_("the painful level"),
        ),
        side(
            _("Scintigraphy is the test of former days."), "S29", _("narrative article"), UNDATED_SACRAL,
            population=_("old patients in whom a sacral fracture is suspected"), funding=NO_CONFLICT,
            about_no_group=_("It is about a test, not about a group of patients."),
        ),
    ),
    why_they_differ=_(
        "They speak of different patients: the old with brittle bone, and anybody with new pain and no alarm sign. "
        "The advice against images rests on a list of alarm signs which the society calls incomplete; and a question "
        "that was not asked is not a no."
    ),
    what_we_do=_("We image at risk, and advise no image only when every alarm question is asked and answered no."),
    touches=(
        "image.spine_xray", "image.defer", "image.sacrum_mri", "image.sacrum_ct", "image.painful_level",
        "note.xray_does_not_exclude_sacral",
    ),
)  # fmt: skip

CANCER_FLAGS = Controversy(
    id="cancer-alarm-signs",
    question=_("Which signs of cancer must be asked about?"),
    catalogue=("C27",),
    positions=(
        side(
            _("A short printed list goes with the advice against images."), "R09",
            _("national choosing-wisely advice, quoted in the annual report"), "2023", new_back_pain, low_back,
            population=_("people with new low back pain"), funding=SOCIETY,
        ),
        side(
            _("Three signs: treated for cancer before, over 50, pain for more than 4 weeks."), "R12 R13 R14",
            _("Cochrane review, quoted in the annual report"), "2023",
            Trait(
                is_true("cancer_history") | above("age_years", 50) | above("pain_weeks", 4),
                _("at least one of the three signs is there"),
            ),
            population=_("people with back pain who are screened for cancer"), outcome=_("cancer"),
            result=_("age over 50 years, pain over 4 weeks, earlier cancer; how often each is right is not given"),
            funding=SOCIETY,
        ),
        side(
            _("The literature holds many more, for fracture or cancer alone."), "R11",
            _("comment by the society of spine surgeons"), "2023", result=_("53 alarm signs"), funding=SOCIETY,
            about_no_group=ABOUT_LITERATURE,
        ),
    ),
    why_they_differ=_("A short list is asked, a long one is complete: neither is both."),
    what_we_do=_("The three signs are the least we ask, with a list of others that cannot be complete; a question not "
                 "asked stays open."),
    touches=("review.malignancy", "urgent.suspected_metastasis", "image.defer"),
)  # fmt: skip

IMAGING = (FIRST_IMAGING, CANCER_FLAGS)
