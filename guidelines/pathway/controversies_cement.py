"""Both sides on cement: vertebroplasty and sacroplasty."""

from __future__ import annotations

from guidelines.pathway.controversy import Controversy, Position
from guidelines.pathway.translate import _

NOT_STATED = _("not stated")

sham_trials = Position(
    says=_("No role for vertebroplasty in routine care of acute and subacute osteoporotic fractures."),
    statements=("R128", "R129"),
    design=_("systematic review of placebo-controlled trials, evidence graded high to moderate"),
    year="2018",
    population=_("patients with acute or subacute osteoporotic vertebral fractures who agreed to take part"),
    comparator=_("sham procedure"),
    fracture_age=_("acute and subacute"),
    outcome=_("pain and function"),
    result=_(
        "5 trials, 541 patients; no benefit that would support routine use (our sources give no pain scores)"
    ),
    funding=_("not stated in our sources"),
)

patient_information = Position(
    says=_("Two controlled trials agree that there is no long-term effect; later results are not good."),
    statements=("P24", "P27"),
    design=_("patient information referring to two controlled trials"),
    year=_("undated, between 2009 and 2018"),
    population=_("patients with a vertebral compression"),
    comparator=_("a control treatment, not described"),
    fracture_age=NOT_STATED,
    outcome=_("long-term pain"),
    result=_("no difference in the long run; no numbers given"),
    funding=NOT_STATED,
)

six_weeks = Position(
    says=_("Less pain the day after, no difference at six weeks."),
    statements=("A50", "A51"),
    design=_("one controlled study without randomisation, before the sham-controlled trials"),
    year=_("reported in a review dated between 2001 and 2009"),
    population=_("patients with an acute collapse"),
    comparator=_("usual care"),
    fracture_age=_("acute"),
    outcome=_("pain at 24 hours and at 6 weeks"),
    result=_("significantly less pain at 24 hours; no difference at 6 weeks; numbers not given"),
    funding=NOT_STATED,
)

early_series = Position(
    says=_("Pain is gone or much less within hours to days in most patients, for years."),
    statements=("A49", "S05"),
    design=_("series of cases without a comparison"),
    year=_("reviews dated between 2001 and 2009"),
    population=_("selected patients, osteoporotic and malignant"),
    comparator=_("none"),
    fracture_age=_("from a few weeks to 35 years of pain"),
    outcome=_("pain after the procedure"),
    result=_("relief in 80-90 % of cases; number of patients not given"),
    funding=_("not stated; the sacral article declares no conflict of interest"),
    uncontrolled=True,
)

registry = Position(
    says=_("Quality of life and disability improve and stay improved for two years."),
    statements=("R141", "R142"),
    design=_("registry, before and after, uncontrolled"),
    year="2023",
    population=_("patients with an osteoporotic fracture who had vertebroplasty in Denmark, 2009-2022"),
    comparator=_("none: the same patients before and after, and not all of them"),
    fracture_age=NOT_STATED,
    outcome=_("EQ-5D-3L (value set not named) and ODI"),
    result=_(
        "EQ-5D 0.26 before (n 1204), 0.59 at 1 year (n 682), 0.57 at 2 years (n 489); ODI 53.7, 34.6 and 35.1. "
        "Means of whoever answered, not paired; no dispersion printed; 57 % answered at 1 year"
    ),
    funding=_("the Danish society of spine surgeons runs the registry"),
    uncontrolled=True,
)

selection = Position(
    says=_("The sham-controlled trials took in a selected minority, so their result may not carry over."),
    statements=("R130",),
    design=_("criticism of the trials by the society that performs the procedure"),
    year="2023",
    population=_("patients screened for five trials"),
    comparator=_("those who took part against those asked"),
    fracture_age=_("acute and subacute"),
    outcome=_("share that took part"),
    result=_(
        "131 of 431 (30 %), 78 of 219 (36 %), just over 50 % and under 20 % in four trials; the fifth is exempt"
    ),
    funding=_("the Danish society of spine surgeons"),
)

mortality = Position(
    says=_("Fewer die and fewer fall ill after vertebroplasty than without it."),
    statements=("R131", "R132"),
    design=_("meta-analysis of observational comparisons and hundreds of cohorts, not randomised"),
    year="2021",
    population=_("patients with compression fractures, treated as their doctors chose"),
    comparator=_("patients not offered the procedure"),
    fracture_age=NOT_STATED,
    outcome=_("death and illness"),
    result=_("19 % lower mortality, 36 % lower morbidity (relative; absolute numbers not given)"),
    funding=_("not stated in our sources"),
    uncontrolled=True,
)

vertebroplasty_effect = Controversy(
    id="vertebroplasty-effect",
    question=_("Does vertebroplasty help?"),
    positions=(sham_trials, patient_information, six_weeks, selection, mortality, registry, early_series),
    why_they_differ=_(
        "Trials against a sham procedure remove the effect of expectation, of the natural course and of choosing who is "
        "treated; series and registries do not. The trials took acute and subacute fractures and few of those asked; "
        "our pathway reaches the question only after the drug steps, where no randomised study is cited."
    ),
    what_we_do=_(
        "We advise assessing a candidate together with the referring doctors; we never order the procedure."
    ),
)

sacral_series = Position(
    says=_("Pain falls clearly and stays low, with few complications."),
    statements=("S38", "S39", "S40"),
    design=_("case series and one prospective study in several centres, without a comparison"),
    year="2007",
    population=_("patients with an osteoporotic fracture of the sacrum"),
    comparator=_("none"),
    fracture_age=NOT_STATED,
    outcome=_("pain over two years, complications"),
    result=_(
        "n = 50: effect kept at 2 years; 1 of 50 had a short radiculopathy; pain scores not given in our source"
    ),
    funding=_("the article's authors declare no conflict of interest"),
    uncontrolled=True,
)

no_sacral_trial = Position(
    says=_("No randomised study exists, and less is written than for vertebrae."),
    statements=("S41",),
    design=_("statement on the state of the evidence in the same article"),
    year=_("undated, between 2007 and 2009"),
    population=_("patients with an osteoporotic fracture of the sacrum"),
    comparator=_("none: nothing has been compared"),
    fracture_age=NOT_STATED,
    outcome=_("any"),
    result=_("0 randomised studies"),
    funding=_("the article's authors declare no conflict of interest"),
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
)

sacroplasty_evidence = Controversy(
    id="sacroplasty-evidence",
    question=_("How good is the evidence for sacroplasty?"),
    positions=(sacral_series, no_sacral_trial, vertebral_analogue),
    why_they_differ=_(
        "Series without a comparison cannot tell the effect from slow healing and from choosing who is treated. "
        "The article was written before the placebo-controlled trials in vertebrae; whether they carry over to the "
        "sacrum has not been studied."
    ),
    what_we_do=_(
        "We advise assessment only with severe pain and a reason not to wait for healing, and say that it is uncontrolled."
    ),
)

CEMENT = (vertebroplasty_effect, sacroplasty_evidence)
