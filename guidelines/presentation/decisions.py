"""Decisions about the functional category in words: what was decided, by whom, when, against which suggestion and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guidelines.models import FunctionalDecision, TrainingProgramme
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Category, Status
from guidelines.pathway.retest import retest_days
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.category import NAMED_CONSTRAINTS, REASONS, STATUS_LABELS


@dataclass(frozen=True)
class DecisionWords:
    """`suggested` is what was suggested then; `reason` is empty where that was confirmed."""

    category: str
    decided_on: date
    by: str
    suggested: str
    reason: str
    comment: str
    confirmed_twice: bool
    ruleset: str
    retest_from: date
    retest_by: date


def decision_words(decision: FunctionalDecision, programme: TrainingProgramme | None = None) -> DecisionWords:
    """`programme` is the last that rests on the decision, where there is one: it sets the day of the new test."""
    days = (programme.confirmed_on, programme.retest_on) if programme else (decision.decided_on,)
    first, last = retest_days(*days)
    return DecisionWords(
        category=category_label(decision.category),
        decided_on=decision.decided_on,
        by=decision.decided_by.get_full_name() or decision.decided_by.username,
        suggested=_suggested(decision.suggestion),
        reason=str(decision.get_reason_display()) if decision.reason else "",
        comment=decision.comment,
        confirmed_twice=decision.confirmed_twice,
        ruleset=decision.ruleset,
        retest_from=first,
        retest_by=last,
    )


def category_label(code: str) -> str:
    """A category that this version no longer has keeps its code."""
    return _(CATEGORY_LABELS[Category(code)]) if code in set(Category) else code


def named(codes: Iterable[str]) -> list[str]:
    """Codes of reasons, constraints and urgent actions in words, each once."""
    labels = {
        **{code: row.label for code, row in REASONS.items()},
        **{code: row.title for code, row in NAMED_CONSTRAINTS.items()},
        **{code: action.title for code, action in ACTIONS.items()},
    }
    return [_(labels[code]) for code in dict.fromkeys(codes)]


def _suggested(suggestion: dict[str, Any]) -> str:
    code, status = suggestion.get("category"), suggestion.get("status")
    if code:
        return category_label(code)
    return _(STATUS_LABELS[Status(status)]) if status in set(Status) else ""
