"""Both sides on drugs: the order of the first ones, what has been tried at all, calcitonin, and pain in cancer."""

from __future__ import annotations

from guidelines.pathway.building import is_true
from guidelines.pathway.controversies.references import EMA_CALCITONIN
from guidelines.pathway.controversies.traits import (
    acute,
    malignant,
    osteoporotic,
    past_menopause,
    vertebral,
    women,
)
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    ABOUT_PRACTICE,
    DESCRIBED,
    EXPERT,
    UNDATED_REVIEW,
    Controversy,
    Kind,
    Trait,
    side,
)
from guidelines.pathway.translate import _

FIRST_LINE = Controversy(
    id="first-line-drugs",
    question=_("Tramadol or an NSAID beside paracetamol?"),
    catalogue=("C01",),
    positions=(
        side(
            _("Paracetamol with tramadol; an NSAID as an option."), "A72", EXPERT, UNDATED_REVIEW, vertebral,
            result=_("no doses and no numbers given"),
        ),
        side(
            _("NSAIDs are used less and less, for fear of bleeding in the old and frail."), "A73", DESCRIBED,
            UNDATED_REVIEW, vertebral,
            Trait(
                is_true("frail") | is_true("gi_bleed_risk"),
                _("it is about frail patients and those who may bleed"),
            ),
            population=_("old and frail patients with osteoporotic fractures of the spine"),
            outcome=_("bleeding from stomach or gut"),
        ),
        side(
            _("Paracetamol with an NSAID, then tramadol or codeine."), "A14", DESCRIBED, UNDATED_REVIEW,
            about_no_group=ABOUT_PRACTICE,
        ),
        side(
            _("None of the ordinary analgesics has been studied in this group."), "A16",
            _("search of the literature"), UNDATED_REVIEW,
            result=_("no controlled and no uncontrolled study"), about_no_group=ABOUT_LITERATURE,
        ),
    ),
    why_they_differ=_("The older order came before the worry about bleeding in old and frail patients."),
    what_we_do=_("We follow the recommendation and say that no drug has been tried in this group."),
    touches=("drug.paracetamol", "drug.tramadol", "drug.nsaid"),
)  # fmt: skip

TRIALS_AT_ALL = Controversy(
    id="trials-at-all",
    question=_("Is there any randomised trial in these patients?"),
    catalogue=("C28",),
    positions=(
        side(
            _("All treatments listed lack controlled randomised trials in osteoporotic collapse."), "A83",
            _("summary box of a review"), UNDATED_REVIEW, outcome=_("any"),
            result=_("0 controlled randomised studies, of any treatment"), about_no_group=ABOUT_LITERATURE,
        ),
        side(
            _("Calcitonin has been tried for acute pain."), "A29",
            _("controlled trials, some randomised, cited in the text of the same review"), UNDATED_REVIEW,
            vertebral, acute, comparator=_("controls, not described"), fracture_age=_("acute"), outcome=_("pain"),
            result=_("pain fell; number of patients not given; nasal, injected and rectal"),
        ),
        side(
            _("Training has been tried against no training."), "A34",
            _("one randomised trial, cited in the text of the same review"), UNDATED_REVIEW,
            vertebral, women, past_menopause,
            population=_("postmenopausal women with back pain and a fracture within 3 years"),
            comparator=_("no training"), fracture_age=_("up to 3 years"),
            outcome=_("pain, analgesics, function, quality of life"),
            result=_("1 hour twice a week for 10 weeks: better in the trained group; number of patients not given"),
        ),
        side(
            _("Alendronate has been tried for years, with fewer days in bed from back pain."), "A27",
            _("one randomised trial, cited in the text of the same review"), UNDATED_REVIEW,
            vertebral, women, past_menopause, osteoporotic,
            population=_("postmenopausal women with one or more osteoporotic vertebral fractures"),
            comparator=_("a control group"), outcome=_("days in bed and days of limited activity from back pain"),
            result=_("about 2000 women over 3 years: significantly fewer, partly because fewer bones broke; "
                     "numbers of days not given"),
        ),
    ),
    why_they_differ=_("The box sums up more sharply than the text it stands beside."),
    what_we_do=_("We go by the text, treatment by treatment, and show the box as too general."),
    touches=("drug.paracetamol", "drug.tramadol", "drug.nsaid", "drug.strong_opioid", "osteoporosis.treatment"),
)  # fmt: skip

CALCITONIN = Controversy(
    id="calcitonin",
    question=_("Calcitonin for acute pain?"),
    catalogue=("C08",),
    positions=(
        side(
            _("Relieves the acute pain of a collapse."), "A29", _("controlled trials, some randomised"),
            UNDATED_REVIEW, vertebral, acute,
            comparator=_("controls, not described"), fracture_age=_("acute"), outcome=_("pain"),
            result=_("pain fell, whether given by nose, injection or rectum; no numbers given"),
        ),
        side(
            _("Never gained a place in Danish practice, although it was shown to work."), "A30", DESCRIBED,
            UNDATED_REVIEW, population=_("Denmark"), about_no_group=ABOUT_PRACTICE,
        ),
        side(
            _("Not for osteoporosis: the nasal form is withdrawn, because long use goes with more cancer."), "",
            _("European Medicines Agency, on all trials of calcitonin; outside our sources"), "2012",
            population=_("patients given calcitonin for a long time, by nose for osteoporosis"),
            comparator=_("placebo"), outcome=_("cancer, in long trials"),
            result=_("risk of cancer higher by 0.7 to 2.4 percentage points, highest with the nasal form; "
                     "injection stays for at most 2 to 4 weeks after sudden immobility"),
            funding=_("a public authority"), references=(EMA_CALCITONIN,),
            about_no_group=_("It is about long treatment with calcitonin, which is not recorded here."),
        ),
    ),
    why_they_differ=_(
        "The review weighed pain over weeks, before anybody had counted cancers over years; the agency weighed both, "
        "and found little effect on fractures."
    ),
    what_we_do=_("History only: no action of ours uses it."),
    kind=Kind.HISTORY,
)  # fmt: skip

CANCER_PAIN = Controversy(
    id="analgesics-in-cancer",
    question=_("Do analgesics suffice when cancer has collapsed a vertebra?"),
    catalogue=("C29",),
    positions=(
        side(
            _("Opioids work in cancer pain, breakthrough pain included."), "A19",
            _("several controlled randomised studies, cited in a review"), UNDATED_REVIEW,
            Trait(
                is_true("cancer_history") | is_true("metastasis_confirmed") | is_true("multiple_myeloma"),
                _("it is about pain in cancer"),
            ),
            population=_("patients with cancer pain, not only from the spine"),
            comparator=_("not described"), outcome=_("pain"),
        ),
        side(
            _("Analgesics and bed rest often fail once vertebrae have collapsed."), "R137", DESCRIBED, "2023",
            vertebral, malignant, population=_("patients with cancer and collapsed vertebrae"),
            outcome=_("pain"), funding=_("published by the Danish society of spine surgeons"),
        ),
        side(
            _("Radiotherapy, chemotherapy, hormones or surgery are weighed beside the drugs."), "R153", DESCRIBED,
            "2023", Trait(is_true("metastasis_confirmed"), _("it is about spinal metastases")),
            population=_("patients with spinal metastases"),
            funding=_("published by the Danish society of spine surgeons"),
        ),
    ),
    why_they_differ=_("Both can hold: the drugs work in cancer pain as a whole, and often not enough here."),
    what_we_do=_("Drugs as for other fractures, and at once to oncology for what else there is."),
    touches=("drug.strong_opioid", "refer.oncology"),
)  # fmt: skip

DRUGS = (FIRST_LINE, TRIALS_AT_ALL, CALCITONIN, CANCER_PAIN)
