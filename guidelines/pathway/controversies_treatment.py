"""Both sides on drugs, rest, training, pool, corset and injections: short cards."""

from __future__ import annotations

from guidelines.pathway.controversy import (
    DESCRIBED,
    EXPERT,
    UNDATED_INFORMATION,
    UNDATED_PHYSIOTHERAPY,
    UNDATED_REVIEW,
    Controversy,
    side,
)
from guidelines.pathway.translate import _

TREATMENT = (
    Controversy(
        id="first-line-drugs",
        question=_("Tramadol or an NSAID beside paracetamol?"),
        positions=(
            side(_("Paracetamol with tramadol; an NSAID as an option."), "A72 A73", EXPERT, UNDATED_REVIEW),
            side(_("Paracetamol with an NSAID, then tramadol or codeine."), "A14", DESCRIBED, UNDATED_REVIEW),
            side(
                _("None of the ordinary analgesics has been studied in this group."),
                "A16",
                _("search of the literature"),
                UNDATED_REVIEW,
                result=_("no controlled and no uncontrolled study"),
            ),
        ),
        why_they_differ=_("The older order came before the worry about bleeding in old and frail patients."),
        what_we_do=_("We follow the recommendation and say that no drug has been tried in this group."),
    ),
    Controversy(
        id="bed-rest",
        question=_("Bed rest after a fracture?"),
        positions=(
            side(
                _("Frequent rest lying flat early, never continuous bed rest."),
                "A70 A71",
                EXPERT,
                UNDATED_REVIEW,
            ),
            side(_("Avoid immobilisation and keep function."), "F22", EXPERT, UNDATED_PHYSIOTHERAPY),
            side(
                _("Immobility costs muscle, bone, and brings clots and infections."),
                "S15 S16",
                _("narrative article"),
                _("undated, between 2007 and 2009"),
                population=_("frail old patients with fractures of the pelvis"),
            ),
            side(_("Bed rest is part of usual care."), "R126 R136", DESCRIBED, "2023"),
        ),
        why_they_differ=_("The report describes what is done; the others say what should be done."),
        what_we_do=_("We advise short rests lying flat and advise against continuous bed rest."),
    ),
    Controversy(
        id="activity-and-training",
        question=_("How active, how soon?"),
        positions=(
            side(
                _("Keep active; training does not raise the risk of fracture."),
                "F14 F16 F41",
                _("professional article resting on one randomised trial of heavy training"),
                UNDATED_PHYSIOTHERAPY,
                population=_("people with low bone mass; our source does not say how many had a fracture"),
                comparator=_("other training"),
                outcome=_("bone density and function"),
                result=_("8 months, twice a week, 30 minutes; the source says no adverse event"),
            ),
            side(
                _("Start cautiously, supervised, after weighing the risk."),
                "F27 F18 F39",
                EXPERT,
                UNDATED_PHYSIOTHERAPY,
            ),
            side(
                _("Evidence for training after a vertebral fracture is thin, and points to benefit."),
                "A34 A36 A38",
                _("one randomised trial"),
                UNDATED_REVIEW,
                population=_("postmenopausal women with back pain and a fracture within 3 years"),
                comparator=_("no training"),
                fracture_age=_("up to 3 years"),
                outcome=_("pain, analgesics, function, quality of life"),
                result=_("better in the trained group after 10 weeks, twice a week; numbers not given"),
            ),
            side(
                _("Limit the load: lifting technique, corset for a short period."),
                "P10 P18",
                EXPERT,
                UNDATED_INFORMATION,
            ),
        ),
        why_they_differ=_(
            "The newer trial is about bone and function in people fit for heavy training; the older about pain after a "
            "fracture. Its published abstract reports one minor back spasm, which our source leaves out."
        ),
        what_we_do=_(
            "We advise moving from the start, cautiously, and never heavy load when a vertebral fracture is known."
        ),
    ),
    Controversy(
        id="pool-training",
        question=_("Training in a pool?"),
        positions=(
            side(_("An option beside the drugs; some like it."), "A75 P13", EXPERT, UNDATED_INFORMATION),
            side(
                _("Never studied in osteoporosis."),
                "A39 P14",
                _("search of the literature"),
                UNDATED_REVIEW,
                result=_("no study"),
            ),
            side(
                _("Not for those who cannot move well enough or are incontinent."),
                "P15 P16",
                EXPERT,
                UNDATED_INFORMATION,
            ),
        ),
        why_they_differ=_("Nobody has studied it; the bars are for safety and hygiene."),
        what_we_do=_("We offer it as an option only when both bars are asked about and answered."),
    ),
    Controversy(
        id="corset",
        question=_("A corset?"),
        positions=(
            side(
                _("For a short period after a new fracture, or during activity."),
                "P18 P19",
                EXPERT,
                UNDATED_INFORMATION,
                fracture_age=_("new; how long is not said"),
            ),
            side(
                _("Hardly ever: muscle and perhaps bone grow weaker with long wear."),
                "P17 P20",
                EXPERT,
                UNDATED_INFORMATION,
            ),
            side(
                _("Its effect has never been examined."),
                "A40",
                _("search of the literature"),
                UNDATED_REVIEW,
                result=_("no study"),
            ),
        ),
        why_they_differ=_(
            "Relief for days is weighed against weakening over months, and neither has been measured."
        ),
        what_we_do=_("We mention it for a short period and advise against all-day or long use."),
    ),
    Controversy(
        id="muscle-injections",
        question=_("Injections into tender muscle?"),
        positions=(
            side(_("May ease the pain of muscle spasm."), "A23 P22", EXPERT, UNDATED_REVIEW),
            side(_("Glucocorticoid harms bone: not too many."), "A25", EXPERT, UNDATED_REVIEW),
            side(
                _("Not studied in osteoporosis, hence rarely used."),
                "P23",
                _("patient information"),
                UNDATED_INFORMATION,
                result=_("no study"),
            ),
        ),
        why_they_differ=_(
            "The benefit is likely but not shown; the harm is known from other uses of glucocorticoid."
        ),
        what_we_do=_(
            "We mention it with a count of injections, and with caution from the third in a year (our choice)."
        ),
    ),
    Controversy(
        id="calcitonin",
        question=_("Calcitonin for acute pain?"),
        positions=(
            side(
                _("Relieves the acute pain of a collapse."),
                "A29",
                _("controlled trials, some randomised"),
                UNDATED_REVIEW,
                comparator=_("controls, not described"),
                fracture_age=_("acute"),
                outcome=_("pain"),
            ),
            side(_("Never gained a place in Danish practice."), "A30", DESCRIBED, UNDATED_REVIEW),
        ),
        why_they_differ=_(
            "In July 2012 the European Medicines Agency advised against long use, because of a signal of cancer."
        ),
        what_we_do=_("History only: no action of ours uses it."),
    ),
)
