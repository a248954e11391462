"""The rules in force: every action in clinical order, the functional table, and the version they go by together."""

from __future__ import annotations

from datetime import date

from guidelines.pathway.alarms import ALARMS
from guidelines.pathway.analgesia import ANALGESIA
from guidelines.pathway.derived import goal_met
from guidelines.pathway.escalation import ESCALATION
from guidelines.pathway.follow_up import FOLLOW_UP
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_rules import CONSIDERATIONS, PHYSICIAN_FIRST, PROVISIONAL, STEPS
from guidelines.pathway.goal import GOAL_AND_REST
from guidelines.pathway.imaging import IMAGING
from guidelines.pathway.malignancy import MALIGNANCY
from guidelines.pathway.osteoporosis import OSTEOPOROSIS
from guidelines.pathway.physiotherapy import BESIDE_THE_DRUGS
from guidelines.pathway.recommendations import Action
from guidelines.pathway.ruleset import FunctionalRules, RuleSet
from guidelines.pathway.sacroplasty import SACROPLASTY
from guidelines.pathway.thresholds import DEFAULT
from guidelines.pathway.translate import _
from guidelines.pathway.vertebroplasty import VERTEBROPLASTY
from guidelines.pathway.warnings import WARNINGS

RULESET = "2026.2"

PATHWAY: tuple[Action, ...] = (
    *ALARMS,
    *IMAGING,
    *GOAL_AND_REST,
    *ANALGESIA,
    *BESIDE_THE_DRUGS,
    *ESCALATION,
    *VERTEBROPLASTY,
    *SACROPLASTY,
    *MALIGNANCY,
    *OSTEOPOROSIS,
    *FOLLOW_UP,
)

FUNCTIONAL = FunctionalRules(
    physician_first=PHYSICIAN_FIRST,
    steps=STEPS,
    considerations=CONSIDERATIONS,
    constraints=CONSTRAINTS,
    provisional=PROVISIONAL,
)

CURRENT = RuleSet(
    version=RULESET,
    released_on=date(2026, 11, 22),
    changes=(
        _("No verdict changes: every patient gets the advice that 2026.1 gave."),
        _(
            "New beside the rules: whether each action was ever tried in this patient group, and with what numbers; a "
            "card for each of the 32 contradictions of the sources, with the sides that resemble the patient; and the day "
            "by which every source is to be read again."
        ),
    ),
    actions=PATHWAY,
    goal_met=goal_met,
    functional=FUNCTIONAL,
    warnings=WARNINGS,
    thresholds=DEFAULT,
)

ACTIONS: dict[str, Action] = CURRENT.by_code
