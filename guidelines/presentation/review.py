"""The review desk in words: where each rule stands, and one rule beside what its sources say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines.models import RuleCheck
from guidelines.pathway.recommendations import STAGE_LABELS, Action
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.presentation.controversy import words_beside
from guidelines.presentation.evidence import sources_of
from guidelines.presentation.rule_tree import rule_tree
from guidelines.presentation.threshold_history import threshold_history
from guidelines.review_selectors import RuleState, rule_state

# What a list of rules can be narrowed to: name, words, and whether a rule is in it.
QUEUES: dict[str, tuple[Any, Any]] = {
    "unchecked": (gettext_lazy("Lacks a check"), lambda state: not state.is_checked),
    "changed": (gettext_lazy("Changed since checked"), lambda state: state.changed_since_check),
    "overdue": (gettext_lazy("Overdue"), lambda state: state.is_overdue),
    "overridden": (gettext_lazy("Overridden above 90 %"), lambda state: state.share.is_high),
    "reports": (gettext_lazy("Open reports"), lambda state: state.open_reports > 0),
    "off": (gettext_lazy("Switched off"), lambda state: state.off is not None),
}


@dataclass(frozen=True)
class RuleLine:
    """One rule of the list."""

    title: str
    url: str
    stage: str
    state: RuleState


def rule_lines(states: list[RuleState]) -> list[RuleLine]:
    return [
        RuleLine(
            title=_(ACTIONS[state.action].title),
            url=reverse("guideline-review-rule", args=[state.action]),
            stage=_(STAGE_LABELS[ACTIONS[state.action].stage]),
            state=state,
        )
        for state in states
    ]


def queued(states: list[RuleState], queue: str) -> list[RuleState]:
    """Those of a queue; all of them where there is no such queue."""
    if queue not in QUEUES:
        return states
    _words, belongs = QUEUES[queue]
    return [state for state in states if belongs(state)]


def counts(states: list[RuleState]) -> dict[str, int]:
    return {queue: len(queued(states, queue)) for queue in ("", *QUEUES)}


def rule_page(action: Action, user: Any, on: date) -> dict[str, Any]:
    """A rule as a reviewer reads it: its tree and words at one side, what its sources say at the other."""
    return {
        "action": action,
        "title": _(action.title),
        "stage": _(STAGE_LABELS[action.stage]),
        "note": _(action.note) if action.note else "",
        "before_signing": [_(text) for text in action.before_signing],
        "rule": rule_tree(action, CURRENT.thresholds),
        "sources": sources_of(action, on),
        "controversies": words_beside(action.code),
        "thresholds": threshold_history(action, list(user.department_roles), on),
    }


def open_sides(state: RuleState, user: Any) -> list[str]:
    """The sides this user may sign now: in a round that is half made the other side, and never by the same person."""
    signed = {check.side: check.checked_by_id for check in state.making}
    if user.pk in signed.values():
        return []
    return [side for side in RuleCheck.Side.values if side not in signed]


def reviewed(action: str, user: Any, on: date) -> dict[str, Any]:
    """What templates/guidelines/action/_reviewed.html draws."""
    may_open = user.has_perm("guidelines.see_review_desk")
    return {
        "state": rule_state(action, on),
        "review_url": reverse("guideline-review-rule", args=[action]) if may_open else "",
    }
