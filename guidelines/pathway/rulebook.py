"""The pathway: every action in clinical order, and the version of this set of rules."""

from __future__ import annotations

from guidelines.pathway.alarms import ALARMS
from guidelines.pathway.analgesia import ANALGESIA
from guidelines.pathway.escalation import ESCALATION
from guidelines.pathway.follow_up import FOLLOW_UP
from guidelines.pathway.goal import GOAL_AND_REST
from guidelines.pathway.imaging import IMAGING
from guidelines.pathway.malignancy import MALIGNANCY
from guidelines.pathway.osteoporosis import OSTEOPOROSIS
from guidelines.pathway.physiotherapy import BESIDE_THE_DRUGS
from guidelines.pathway.recommendations import Action
from guidelines.pathway.sacroplasty import SACROPLASTY
from guidelines.pathway.vertebroplasty import VERTEBROPLASTY

RULESET = "2026.1"

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

ACTIONS: dict[str, Action] = {action.code: action for action in PATHWAY}
