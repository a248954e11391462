"""The evidence of vertebroplasty, kyphoplasty and sacroplasty. A series or a before/after change proves no effect."""

from __future__ import annotations

from guidelines.pathway.evidence.evidence import Evidence, Figure, Trials, measured, not_stated
from guidelines.pathway.translate import _

SHAM_TRIALS = _(
    "5 placebo-controlled trials, 541 patients with acute or subacute fractures: no ground for routine use; the patient "
    "information counts 2 controlled trials without a lasting effect"
)
VERTEBROPLASTY: tuple[Figure, ...] = (
    measured(
        _("one controlled study, not randomised: less pain at 24 hours than with usual care, no difference at 6 weeks"),
        "A50 A51",
    ),
    measured(_("taken into four of five trials: 131 of 431 (30 %), 78 of 219 (36 %), just over 50 %, under 20 %"), "R130"),
    measured(
        _("EQ-5D 0.26 before (n 1204), 0.59 at 1 year (n 682), 0.57 at 2 years (n 489); ODI 53.7, 34.6, 35.1"),
        "R140 R141 R142", uncontrolled=True,
    ),
    measured(_("series: pain gone or clearly less in 80-90 % of cases; number of patients not given"), "A49", uncontrolled=True),
    measured(
        _("meta-analysis of observational comparisons: deaths -19 %, morbidity -36 %, relative; absolute numbers not given"),
        "R131 R132", uncontrolled=True,
    ),
)  # fmt: skip
AFTER_CEMENT = measured(
    _("cement in the canal in 1-2 %, which called for no treatment"), "A53", uncontrolled=True
)
SACRAL_SERIES = measured(
    _("one study in several centres, n 50, 2 years: the effect lasted; 1 patient with a short radiculopathy"),
    "S40",
    uncontrolled=True,
)

PROCEDURES = (
    Evidence(
        "assess.vertebroplasty", Trials.YES, SHAM_TRIALS, ("R128", "R129", "P27"), VERTEBROPLASTY,
        ("A46", "A82", "P24", "R117", "S05"),
    ),
    Evidence(
        "procedure.vertebroplasty", Trials.YES, SHAM_TRIALS, ("R128", "R129", "P27"), (*VERTEBROPLASTY, AFTER_CEMENT),
        ("A47", "A48", "P25", "P26", "R116"),
    ),
    not_stated(
        "procedure.kyphoplasty", "A64",
        measured(_("best under 21 days after the fracture, by the review; no numbers"), "A65"),
    ),
    Evidence(
        "assess.sacroplasty", Trials.NO, _("no randomised study of sacroplasty exists"), ("S41",),
        (
            SACRAL_SERIES,
            measured(_("a year after treatment without a procedure about 2 of 3 needed more help than before"), "S17"),
        ),
        ("S03", "S04", "S14", "S37", "S38", "S39", "S64"),
    ),
    Evidence(
        "procedure.sacroplasty", Trials.NO, _("no randomised study of sacroplasty exists"), ("S41",), (SACRAL_SERIES,),
        ("S06", "S12", "S36", "S48", "S52", "S55", "S56"),
    ),
    not_stated("review.after_cement", "A48 S40 S57 S58", AFTER_CEMENT),
)  # fmt: skip
