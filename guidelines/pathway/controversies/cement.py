"""Cement: when to consider it, with a neurological deficit, and under which anaesthesia."""

from __future__ import annotations

from guidelines.pathway.building import at_least, below, is_in, is_true
from guidelines.pathway.controversies.traits import (
    cancer_patient,
    drugs_failed,
    immobile,
    sacral,
    severe,
    vertebral,
)
from guidelines.pathway.controversy import (
    ABOUT_SERVICE,
    DESCRIBED,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_REVIEW,
    UNDATED_SACRAL,
    Controversy,
    Trait,
    side,
)
from guidelines.pathway.criteria import Limit
from guidelines.pathway.derived import relief_bad
from guidelines.pathway.translate import _

NO_CONFLICT = _("the article’s authors declare no conflict of interest")
SOCIETY = _("published by the Danish society of spine surgeons")
SACRAL_PATIENTS = _("patients with an osteoporotic fracture of the sacrum")

not_relieved = Trait(
    relief_bad, _("relief is not satisfactory; the sources give no number, so ours stands in")
)

TIMING = Controversy(
    id="timing-of-cement",
    question=_("When to refer for cement?"),
    catalogue=("C15",),
    positions=(
        side(
            _("Last of all: after the drugs and a rheumatologist’s advice, together with the pain clinic."),
            "A77 A78 A79",
            EXPERT,
            UNDATED_REVIEW,
            vertebral,
            drugs_failed,
            not_relieved,
            Trait(is_true("rheumatologist_consulted"), _("a rheumatologist has been asked first")),
            population=_("patients with a painful osteoporotic vertebral fracture, few of whom get this far"),
            comparator=_("none: an order of steps, not a study"),
            fracture_age=_("not stated: acute and chronic pain alike"),
            outcome=_("relief of pain that the patient finds satisfactory"),
        ),
        side(
            _("When drugs have not helped, in regions that offer it."),
            "R127",
            DESCRIBED,
            "2023",
            vertebral,
            drugs_failed,
            not_relieved,
            population=_("patients with a vertebral fracture whose pain drugs do not relieve well"),
            comparator=_("none"),
            outcome=_("relief of symptoms"),
            funding=SOCIETY,
        ),
        side(
            _("In the sacrum: at once when the patient cannot be got up and immobility is dangerous."),
            "S42 S43",
            _("indication in a narrative article"),
            UNDATED_SACRAL,
            sacral,
            severe,
            immobile,
            Trait(is_true("complication_risk_high"), _("immobility carries a large risk of serious harm")),
            population=SACRAL_PATIENTS,
            fracture_age=_("early"),
            outcome=_("being up and about"),
            funding=NO_CONFLICT,
        ),
        side(
            _("In the sacrum: when about a month of usual treatment has brought no relief."),
            "S44",
            _("indication in a narrative article"),
            UNDATED_SACRAL,
            sacral,
            severe,
            Trait(
                at_least("conservative_weeks", Limit("conservative_min_weeks")),
                _("usual treatment has been tried for about a month"),
            ),
            Trait(is_in("pain_improving", False), _("the pain is not improving")),
            population=SACRAL_PATIENTS,
            fracture_age=_("about one month or more"),
            outcome=_("pain"),
            funding=NO_CONFLICT,
        ),
        side(
            _("In the sacrum: where healing is not to be expected, without waiting."),
            "S45",
            _("indication in a narrative article"),
            UNDATED_SACRAL,
            sacral,
            severe,
            Trait(
                is_true("pelvic_radiotherapy") | is_true("multiple_myeloma") | is_true("metastasis_confirmed"),
                _("the bone is not expected to heal: radiotherapy, myeloma or metastasis"),
            ),
            population=_("patients with a fracture of irradiated or diseased bone in the sacrum"),
            outcome=_("pain"),
            funding=NO_CONFLICT,
        ),
        side(
            _("Kyphoplasty seems to do best in the first three weeks."),
            "A65",
            _("series without a comparison, as a review sums them up"),
            UNDATED_REVIEW,
            vertebral,
            Trait(below("vertebral_fracture_weeks", 3), _("fractures were less than three weeks old")),
            population=_("patients who had kyphoplasty"),
            fracture_age=_("less than 3 weeks (21 days)"),
            outcome=_("not stated: results"),
            uncontrolled=True,
        ),
        side(
            _("Vertebroplasty has been followed by relief even after decades of pain."),
            "A49",
            _("series of cases without a comparison"),
            UNDATED_REVIEW,
            vertebral,
            population=_("selected patients, osteoporotic and malignant"),
            fracture_age=_("from a few weeks to 35 years of pain"),
            outcome=_("pain after the procedure"),
            result=_("relief in 80-90 % of cases; number of patients not given"),
            uncontrolled=True,
        ),
    ),
    why_they_differ=_(
        "No study has compared early with late. The review puts drugs first because most pain from a vertebra eases; "
        "the sacral article fears immobility and months of healing; the weeks of kyphoplasty come from series. "
        "The trials of fresh fractures stand under “Does vertebroplasty help?”."
    ),
    what_we_do=_(
        "Vertebra: after the drug steps and a rheumatologist’s advice, with the pain clinic; earlier only in malignant "
        "fractures. Sacrum: on the three grounds of the article. The weeks of kyphoplasty are shown as a note."
    ),
    touches=(
        "refer.rheumatology", "refer.pain_clinic", "assess.vertebroplasty", "assess.sacroplasty",
        "procedure.kyphoplasty",
    ),
)  # fmt: skip

deficit = Trait(
    is_true("neuro_deficit") | is_true("bladder_bowel_new"),
    _("it is about signs of pressure on cord or roots"),
)
fragment = Trait(
    is_true("cord_compression_by_fragment"), _("bone presses on cord or roots at the injured vertebra")
)

DEFICIT = Controversy(
    id="neurological-deficit",
    question=_("Cement when nerves are pressed upon?"),
    catalogue=("C16",),
    positions=(
        side(
            _("Not alone: cement may make the pressure worse. As an addition to surgery it may be used."),
            "A58 A59",
            EXPERT,
            UNDATED_REVIEW,
            vertebral,
            fragment,
        ),
        side(
            _("In the sacrum, a fracture through the foramina or the middle needs special deliberation."),
            "S51",
            EXPERT,
            UNDATED_SACRAL,
            sacral,
            Trait(
                is_true("sacral_foramen_or_central") | is_in("sacral_denis_zone", 2, 3),
                _("the fracture reaches a foramen or runs centrally (zones 2 and 3 are our reading)"),
            ),
            population=SACRAL_PATIENTS,
            funding=NO_CONFLICT,
        ),
        side(
            _("New deficit in malignant disease is an alarm, and surgery is weighed."),
            "R152 R159",
            DESCRIBED,
            "2023",
            deficit,
            cancer_patient,
            population=_("patients with spinal metastases"),
            funding=SOCIETY,
        ),
    ),
    why_they_differ=_("They speak of three things: bone fragments, the sacrum’s foramina, and tumour."),
    what_we_do=_("The alarm comes first; while it stands no cement is cleared."),
    touches=("urgent.cord_compression", "procedure.vertebroplasty", "procedure.sacroplasty", "followup.neuro_recheck"),
)  # fmt: skip

ANAESTHESIA = Controversy(
    id="anaesthesia-for-cement",
    question=_("Which anaesthesia for cement?"),
    catalogue=("C14",),
    positions=(
        side(
            _("Local anaesthesia in nearly all."), "A47", DESCRIBED, UNDATED_REVIEW,
            about_no_group=ABOUT_SERVICE,
        ),
        side(
            _("Local anaesthesia is possible."), "P26", DESCRIBED, UNDATED_INFORMATION,
            about_no_group=ABOUT_SERVICE,
        ),
        side(
            _("Sacrum: local anaesthesia with sedation and monitoring."), "S48", DESCRIBED, UNDATED_SACRAL,
            sacral, population=SACRAL_PATIENTS, funding=NO_CONFLICT,
        ),
        side(
            _("Local anaesthesia, always with monitoring by anaesthesia staff."), "R116", DESCRIBED, "2023",
            vertebral, funding=SOCIETY,
        ),
    ),
    why_they_differ=_("Different procedures, countries and decades; none compares outcomes."),
    what_we_do=_("We leave the choice to the operator and take monitoring for granted."),
    touches=("procedure.vertebroplasty", "procedure.kyphoplasty", "procedure.sacroplasty"),
)  # fmt: skip

CEMENT = (TIMING, DEFICIT, ANAESTHESIA)
