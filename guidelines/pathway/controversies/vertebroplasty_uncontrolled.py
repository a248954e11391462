"""What is said of vertebroplasty without a comparison that could show its effect."""

from __future__ import annotations

from guidelines.pathway.building import is_in
from guidelines.pathway.controversies.traits import osteoporotic, vertebral
from guidelines.pathway.controversy import NOT_STATED, UNDATED_REVIEW, UNDATED_SACRAL, Position, Trait
from guidelines.pathway.translate import _

mortality = Position(
    says=_("Fewer die and fewer fall ill after vertebroplasty than without it."),
    statements=("R132",),
    design=_("meta-analysis of observational comparisons, not randomised"),
    year="2021",
    population=_("patients with compression fractures, treated as their doctors chose"),
    comparator=_("patients not offered the procedure"),
    fracture_age=NOT_STATED,
    outcome=_("death and illness"),
    result=_("19 % lower mortality, 36 % lower morbidity (relative; absolute numbers not given)"),
    funding=_("not stated in our sources"),
    uncontrolled=True,
    traits=(vertebral,),
)

cohorts = Position(
    says=_("Relief is quick and lasts."),
    statements=("R131",),
    design=_("several hundred cohorts without a comparison, as the annual report sums them up"),
    year="2023",
    population=_("patients with compression fractures who had the procedure"),
    comparator=_("none"),
    fracture_age=NOT_STATED,
    outcome=_("pain"),
    result=_("no numbers given"),
    funding=_("the Danish society of spine surgeons"),
    uncontrolled=True,
    traits=(vertebral,),
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
    traits=(vertebral, osteoporotic),
)

early_series = Position(
    says=_("Pain is gone or much less within hours to days in most patients, for years."),
    statements=("A49",),
    design=_("series of cases without a comparison"),
    year=UNDATED_REVIEW,
    population=_("selected patients, osteoporotic and malignant"),
    comparator=_("none"),
    fracture_age=_("from a few weeks to 35 years of pain"),
    outcome=_("pain after the procedure"),
    result=_("relief in 80-90 % of cases; number of patients not given"),
    funding=NOT_STATED,
    uncontrolled=True,
    traits=(
        vertebral,
        Trait(
            is_in("fracture_cause", "osteoporotic", "malignant"),
            _("it is about osteoporotic and malignant fractures"),
        ),
    ),
)

sacral_authors = Position(
    says=_("Safe, effective and widespread; and needed, because these fractures often do not heal well."),
    statements=("S05", "S63"),
    design=_("opinion in an article on the sacrum, strengthened by one follow-up without the procedure"),
    year=UNDATED_SACRAL,
    population=_("patients with osteoporotic vertebral compression"),
    comparator=_("none"),
    fracture_age=_("from the fracture to 12 months, in the follow-up"),
    outcome=_("pain, function and quality of life without the procedure"),
    result=_("most entered long pain with lower function and quality of life; numbers not given"),
    funding=_("the article’s authors declare no conflict of interest"),
    uncontrolled=True,
    traits=(vertebral, osteoporotic),
)
