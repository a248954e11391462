"""The goal of pain treatment, and rest."""

from __future__ import annotations

from guidelines.pathway.building import is_true, not_false
from guidelines.pathway.derived import early_fracture, fracture_pain
from guidelines.pathway.recommendations import Action, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _

pain_goal = Action(
    code="goal.pain",
    title=_("Agree on the goal: no pain at rest, acceptable pain in activity"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain,
    cases=(otherwise(Verdict.RECOMMEND, _("a fracture is confirmed or suspected")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A68", "A69"),
    note=_("Say early that moving will seldom be painless, least of all in the first days to weeks."),
)

flat_intervals = Action(
    code="rest.flat_intervals",
    title=_("Rest lying flat, often and for short spells"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & early_fracture,
    cases=(otherwise(Verdict.RECOMMEND, _("the fracture is recent")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A70",),
    controversy="bed-rest",
)

bed_rest = Action(
    code="rest.bed_rest",
    title=_("Continuous bed rest"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & not_false(is_true("bed_rest_continuous")),
    cases=(otherwise(Verdict.AVOID, _("bone and muscle are lost quickly in bed")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A71", "F22", "S16"),
    controversy="bed-rest",
)

GOAL_AND_REST = (pain_goal, flat_intervals, bed_rest)
