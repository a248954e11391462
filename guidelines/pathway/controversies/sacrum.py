"""How good is the evidence for sacroplasty?"""

from __future__ import annotations

from guidelines.pathway.controversies.references import COCHRANE_2018
from guidelines.pathway.controversies.traits import osteoporotic, sacral, vertebral
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    NOT_STATED,
    UNDATED_SACRAL,
    Controversy,
    Position,
)
from guidelines.pathway.translate import _

NO_CONFLICT = _("the article’s authors declare no conflict of interest")

case_series = Position(
    says=_("Results are good and complications few, in every series."),
    statements=("S38", "S39"),
    design=_("case series from several centres, without a comparison"),
    year=UNDATED_SACRAL,
    population=_("patients with a fracture of the sacrum who had cement; the first series was in metastases"),
    comparator=_("none; set beside vertebroplasty by the authors"),
    fracture_age=NOT_STATED,
    outcome=_("pain and daily activities, complications"),
    result=_("gains like those after vertebroplasty; number of patients not given"),
    funding=NO_CONFLICT,
    uncontrolled=True,
    traits=(sacral,),
)

multicentre = Position(
    says=_("Pain falls clearly and stays low for two years."),
    statements=("S40",),
    design=_("one prospective study in several centres, before and after, without a comparison"),
    year="2007",
    population=_("patients with an osteoporotic fracture of the sacrum"),
    comparator=_("none"),
    fracture_age=NOT_STATED,
    outcome=_("pain over two years, complications"),
    result=_(
        "n = 50: effect kept at 2 years; 1 of 50 had a short radiculopathy; pain scores not given in our source"
    ),
    funding=NO_CONFLICT,
    uncontrolled=True,
    traits=(sacral, osteoporotic),
)

no_sacral_trial = Position(
    says=_("No randomised study exists, and less is written than for vertebrae."),
    statements=("S41",),
    design=_("statement on the state of the evidence in the same article"),
    year=UNDATED_SACRAL,
    population=_("patients with an osteoporotic fracture of the sacrum"),
    comparator=_("none: nothing has been compared"),
    fracture_age=NOT_STATED,
    outcome=_("any"),
    result=_("0 randomised studies"),
    funding=NO_CONFLICT,
    about_no_group=ABOUT_LITERATURE,
)

vertebral_analogue = Position(
    says=_("The same method in vertebrae lost its support when it was compared with a sham procedure."),
    statements=("R128", "R129"),
    design=_("systematic review of placebo-controlled trials in another bone: indirect"),
    year="2018",
    population=_("patients with vertebral, not sacral, fractures"),
    comparator=_("sham procedure"),
    fracture_age=_("acute and subacute"),
    outcome=_("pain and function"),
    result=_("5 trials, 541 patients; no benefit that would support routine use"),
    funding=_("not stated in our sources"),
    references=(COCHRANE_2018,),
    traits=(vertebral, osteoporotic),
)

SACRUM = (
    Controversy(
        id="sacroplasty-evidence",
        question=_("How good is the evidence for sacroplasty?"),
        catalogue=("C32",),
        positions=(case_series, multicentre, no_sacral_trial, vertebral_analogue),
        why_they_differ=_(
            "Series without a comparison cannot tell the effect from slow healing and from choosing who is treated. "
            "The article was written before the placebo-controlled trials in vertebrae; whether they carry over to the "
            "sacrum has not been studied."
        ),
        what_we_do=_(
            "We advise assessment only with severe pain and a reason not to wait for healing, and say that it is uncontrolled."
        ),
        touches=("assess.sacroplasty", "procedure.sacroplasty"),
    ),
)
