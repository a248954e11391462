"""Does vertebroplasty help? Trials against a sham procedure, and everything that has no such comparison."""

from __future__ import annotations

from guidelines.pathway.building import above, at_least, at_most, below
from guidelines.pathway.controversies.references import (
    COCHRANE_2018,
    TRIALS_COMPARED,
    VAPOUR,
    VAPOUR_PROTOCOL,
    VERTOS_IV,
    VERTOS_IV_PROTOCOL,
)
from guidelines.pathway.controversies.traits import acute, oedema, osteoporotic, vertebral
from guidelines.pathway.controversies.vertebroplasty_uncontrolled import (
    cohorts,
    early_series,
    mortality,
    registry,
    sacral_authors,
)
from guidelines.pathway.controversy import (
    ABOUT_METHOD,
    NOT_STATED,
    UNDATED_INFORMATION,
    Controversy,
    Position,
    Trait,
)
from guidelines.pathway.translate import _

sham_trials = Position(
    says=_("No role for vertebroplasty in routine care of acute and subacute osteoporotic fractures."),
    statements=("R128", "R129"),
    design=_("systematic review of placebo-controlled trials, evidence graded high to moderate"),
    year="2018",
    population=_("adults with painful acute or subacute osteoporotic fractures who agreed to take part"),
    comparator=_("sham procedure"),
    fracture_age=_("acute and subacute; of its trials one took fractures under 6 weeks, two up to a year"),
    outcome=_("pain and function"),
    result=_(
        "5 trials, 541 patients; no benefit that would support routine use (our sources give no pain scores)"
    ),
    funding=_("not stated in our sources"),
    references=(COCHRANE_2018, TRIALS_COMPARED),
    traits=(
        vertebral,
        osteoporotic,
        Trait(
            below("vertebral_fracture_weeks", 52),
            _(
                "the oldest fractures its trials are known to have taken were under a year; our source gives no weeks"
            ),
        ),
    ),
)

early_trial = Position(
    says=_("Done within six weeks for severe pain, more patients have little pain two weeks later."),
    statements=("R129", "R130"),
    design=_(
        "sham-controlled trial, one of the five pooled in 2018 and the one the society’s criticism spares"
    ),
    year="2016",
    population=_("over 60 years, one or two osteoporotic fractures, shown on MRI or by scintigraphy with CT"),
    comparator=_("sham procedure"),
    fracture_age=_("less than 6 weeks"),
    outcome=_("pain below 4 of 10 after 14 days"),
    result=_("24 (44 %) of those given cement against 12 (21 %); 61 and 59 patients were randomised"),
    funding=_("not stated in what we read"),
    references=(VAPOUR, VAPOUR_PROTOCOL, TRIALS_COMPARED),
    traits=(
        vertebral,
        osteoporotic,
        Trait(below("vertebral_fracture_weeks", 6), _("fractures were less than 6 weeks old")),
        Trait(
            at_least("pain_rest_vas", 70) | at_least("pain_activity_vas", 70),
            _("pain was at least 7 of 10 (70 of 100)"),
        ),
        oedema,
        Trait(above("age_years", 60), _("patients were over 60 years old")),
    ),
)

oedema_trial = Position(
    says=_("Even in fresh fractures with oedema on MRI, cement is no better than a sham procedure."),
    statements=("R129", "R130"),
    design=_(
        "sham-controlled trial, one of the five pooled in 2018; just over half of those asked took part"
    ),
    year="2018",
    population=_("50 years or older, osteoporotic fracture with bone oedema on MRI"),
    comparator=_("sham procedure: anaesthetic at each pedicle, no cement"),
    fracture_age=_("local pain for 6 weeks or less, by its protocol"),
    outcome=_("pain on a 0-10 scale, from one day to 12 months"),
    result=_(
        "91 given cement and 89 sham: pain fell in both; difference between them 0.41 (-0.33 to 1.15) at one month "
        "and 0.45 (-0.37 to 1.24) at 12 months"
    ),
    funding=_("not stated in what we read"),
    references=(VERTOS_IV, VERTOS_IV_PROTOCOL),
    traits=(
        vertebral,
        osteoporotic,
        Trait(at_most("pain_weeks", 6), _("pain had lasted 6 weeks or less")),
        oedema,
        Trait(at_least("age_years", 50), _("patients were 50 years or older")),
    ),
)

patient_information = Position(
    says=_("Two controlled trials agree that there is no long-term effect; later results are not good."),
    statements=("P24", "P27"),
    design=_("patient information referring to two controlled trials"),
    year=UNDATED_INFORMATION,
    population=_("patients with a vertebral compression"),
    comparator=_("a control treatment, not described"),
    fracture_age=NOT_STATED,
    outcome=_("long-term pain"),
    result=_("2 trials; no difference in the long run; no numbers given"),
    funding=NOT_STATED,
    traits=(vertebral,),
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
    traits=(vertebral, acute),
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
        "131 of 431 (30 %), 78 of 219 (36 %; the report prints 35), just over 50 % and under 20 % in four trials; "
        "the fifth is exempt"
    ),
    funding=_("the Danish society of spine surgeons"),
    about_no_group=ABOUT_METHOD,
)

VERTEBROPLASTY = Controversy(
    id="vertebroplasty-effect",
    question=_("Does vertebroplasty help?"),
    catalogue=("C02",),
    positions=(
        sham_trials, early_trial, oedema_trial, patient_information, six_weeks, selection, mortality, cohorts,
        registry, early_series, sacral_authors,
    ),
    why_they_differ=_(
        "Trials against a sham procedure remove the effect of expectation, of the natural course and of choosing who is "
        "treated; series and registries do not. The trials took acute and subacute fractures and few of those asked; "
        "the two that kept to fresh fractures disagree. Our pathway reaches the question only after the drug steps, "
        "where no randomised study is cited."
    ),
    what_we_do=_(
        "We advise assessing a candidate together with the referring doctors; we never order the procedure."
    ),
    touches=("assess.vertebroplasty", "procedure.vertebroplasty", "procedure.kyphoplasty"),
)  # fmt: skip
