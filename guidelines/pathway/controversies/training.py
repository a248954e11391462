"""Both sides on moving: how active, how hard, and on what evidence."""

from __future__ import annotations

from guidelines.pathway.building import at_least, at_most, below, is_in
from guidelines.pathway.controversies.references import LIFTMOR, UK_CONSENSUS
from guidelines.pathway.controversies.traits import (
    broken_bone,
    early_pain,
    first_six_months,
    past_menopause,
    vertebral,
    women,
)
from guidelines.pathway.controversy import (
    ABOUT_LITERATURE,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    Controversy,
    Position,
    Trait,
    side,
)
from guidelines.pathway.criteria import Limit
from guidelines.pathway.translate import _

OSTEOPOROSIS_PATIENTS = _("people with osteoporosis, with and without a fracture")

trained_in_the_trial = (
    women,
    past_menopause,
    Trait(below("t_score", -1), _("bone density was low: T-score below -1.0")),
    Trait(
        is_in("vertebral_fracture", "excluded"),
        _("women were screened for disease of bone; how many had a vertebral fracture is not said, so none stands in "
          "(our choice)"),
    ),
)  # fmt: skip
old_trial_group = (
    vertebral,
    women,
    past_menopause,
    Trait(at_most("vertebral_fracture_weeks", 156), _("the fracture was at most three years old")),
)


def old_trial(says: str, statements: str) -> Position:
    """The one randomised trial of training for pain after a vertebral fracture."""
    return side(
        says, statements, _("one randomised trial, cited in a review"), UNDATED_REVIEW, *old_trial_group,
        population=_("postmenopausal women with back pain and at least one compression fracture"),
        comparator=_("no training"), fracture_age=_("up to 3 years"),
        outcome=_("pain, analgesics, function, quality of life"),
        result=_("1 hour in a class twice a week for 10 weeks: all four better than without; some of it left 3 months "
                 "later; number of patients not given"),
    )  # fmt: skip


ACTIVITY = Controversy(
    id="activity-and-training",
    question=_("How active may one be?"),
    catalogue=("C04",),
    positions=(
        side(
            _("Keep active: restriction is given up, and training does not raise the risk of fracture."),
            "F14 F41 F43", EXPERT, UNDATED_PHYSIOTHERAPY,
            Trait(
                is_in("vertebral_fracture", "confirmed") | at_most("t_score", -2.5),
                _("it is about people with osteoporosis, by fracture or bone density"),
            ),
            population=OSTEOPOROSIS_PATIENTS, comparator=_("restriction; argued, not compared"),
            outcome=_("function and fracture"), result=_("no numbers given; supervised and fitted to the person’s risk"),
        ),
        side(
            _("Start cautiously in the first months, with the exercises of the function-limited."), "F27", EXPERT,
            UNDATED_PHYSIOTHERAPY, first_six_months,
            population=_("patients after a vertebral or hip fracture"), fracture_age=_("0 to 6 months"),
        ),
        side(
            _("Training is supervised; technique, kind, dose and intensity decide the effect on bone."), "F18",
            EXPERT, UNDATED_PHYSIOTHERAPY,
            Trait(
                is_in("vertebral_fracture", "confirmed") | at_most("t_score", -2.5),
                _("it is about people with osteoporosis, by fracture or bone density"),
            ),
            population=OSTEOPOROSIS_PATIENTS, outcome=_("bone density and fracture"),
        ),
        side(
            _("Limit the load: good lifting technique, and a corset for a short period."), "P10 P18", EXPERT,
            UNDATED_INFORMATION, vertebral, fracture_age=_("new, for the corset"),
        ),
        side(
            _("Mobilising exercise as a supplement, above all early on."), "A75", EXPERT, UNDATED_REVIEW,
            vertebral, early_pain, fracture_age=_("acute phase above all"),
        ),
    ),
    why_they_differ=_(
        "The newer source is about bone and function over years, the older ones about pain in the first weeks."
    ),
    what_we_do=_("We advise moving from the start, cautiously, with technique before load."),
    touches=("physio.mobilising", "physio.lifting_technique"),
)  # fmt: skip

IMPACT = Controversy(
    id="impact-training",
    question=_("Heavy load and jumps after a vertebral fracture?"),
    catalogue=("C05",),
    positions=(
        side(
            _("Heavy training with impact did no harm, and training does not raise the risk of fracture."), "F16 F41",
            _("one randomised trial of heavy training, as a professional article reports it"), UNDATED_PHYSIOTHERAPY,
            *trained_in_the_trial,
            population=_("101 postmenopausal women of 65 (SD 5) years with low bone density, screened for disease and "
                         "drugs that act on bone; how many had a fracture is not said in what we read"),
            comparator=_("light exercise at home"), fracture_age=_("not stated: fracture was no criterion"),
            outcome=_("bone density of lumbar spine and femoral neck, function, adverse events"),
            result=_("8 months, 30 minutes twice a week, supervised, above 85 % of 1RM: lumbar spine +2.9 % (n 49) "
                     "against -1.2 % (n 52), femoral neck +0.3 % against -1.9 %. The article says no adverse event "
                     "and 70-90 % of 1RM; the trial’s abstract reports one minor back spasm"),
            funding=_("not stated in what we read"), references=(LIFTMOR,),
        ),
        side(
            _("Impact is part of strong exercise for everybody with osteoporosis."), "F34", EXPERT,
            UNDATED_PHYSIOTHERAPY,
            Trait(
                is_in("vertebral_fracture", "confirmed") | at_most("t_score", -2.5),
                _("it is about people with osteoporosis, by fracture or bone density"),
            ),
            population=OSTEOPOROSIS_PATIENTS, outcome=_("strength of muscle and bone"),
        ),
        side(
            _("Cautious, with the exercises of the function-limited, in the first six months."), "F27", EXPERT,
            UNDATED_PHYSIOTHERAPY, first_six_months,
            population=_("patients after a vertebral or hip fracture"), fracture_age=_("0 to 6 months"),
        ),
        side(
            _("Supervised, and chosen by function, T-score and whether a vertebra or hip has broken."), "F18 F39",
            EXPERT, UNDATED_PHYSIOTHERAPY,
            Trait(
                broken_bone,
                _("it is about people in whom a vertebra or hip has broken"),
            ),
            population=OSTEOPOROSIS_PATIENTS, fracture_age=_("any"),
        ),
        side(
            _("After a vertebral fracture, or several from little trauma, usually no more impact than brisk walking."),
            "", _("consensus of experts on meta-analyses, trials and opinion; outside our sources"), "2022",
            Trait(
                is_in("vertebral_fracture", "confirmed")
                | at_least("other_low_trauma_fractures", Limit("low_trauma_many")),
                _("a vertebra has broken, or several bones from little trauma"),
            ),
            population=_("people with osteoporosis and a vertebral fracture or several low-trauma fractures"),
            comparator=_("none: a consensus"), fracture_age=_("any"), outcome=_("safety of exercise"),
            result=_("no numbers; where evidence was missing the experts agreed"),
            funding=_("not stated in what we read"), references=(UK_CONSENSUS,),
        ),
    ),
    why_they_differ=_(
        "The trial trained women chosen for low bone density and fit for heavy training, and measured bone; the "
        "consensus speaks of those whose vertebrae have already broken, where no trial of jumps exists. The article’s "
        "“no adverse event” and its load differ from the trial’s abstract."
    ),
    what_we_do=_(
        "No 70-90 % of 1RM and no jumps where a vertebral fracture is known, suspected or not recorded; impact up to "
        "brisk walking. The limit comes from outside our sources and is marked so."
    ),
    touches=("physio.mobilising",),
)  # fmt: skip

EVIDENCE = Controversy(
    id="training-evidence",
    question=_("How good is the evidence for training?"),
    catalogue=("C23",),
    positions=(
        side(
            _("Thin, and pointing to benefit."), "A38", _("conclusion of a review"), UNDATED_REVIEW,
            about_no_group=ABOUT_LITERATURE,
        ),
        side(
            _("Little studied; what there is suggests some benefit."), "P07", _("patient information"),
            UNDATED_INFORMATION, about_no_group=ABOUT_LITERATURE,
        ),
        old_trial(_("For pain after a fracture one trial exists, and it favours training."), "A34 A36"),
        side(
            _("Strong: heavy training with impact protects bone and betters function; best is a combination of "
              "resistance, balance and weight-bearing."),
            "F14 F15 F37", _("professional article resting on one randomised trial"), UNDATED_PHYSIOTHERAPY,
            *trained_in_the_trial,
            population=_("101 postmenopausal women with low bone density"), comparator=_("light exercise at home"),
            outcome=_("bone density and function"),
            result=_("8 months: lumbar spine +2.9 % (n 49) against -1.2 % (n 52); all tests of function better"),
            funding=_("not stated in what we read"), references=(LIFTMOR,),
        ),
    ),
    why_they_differ=_("The newer trial is about bone and function; the older about pain after a fracture."),
    what_we_do=_("The newer trial counts for bone and function; for pain after a fracture the evidence is still thin."),
    touches=("physio.mobilising",),
)  # fmt: skip

TRAINING = (ACTIVITY, IMPACT, EVIDENCE)
