"""What changed between two answers in the sandbox: the facts that were set, and the advice that flipped with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guidelines.pathway.answer import Answer
from guidelines.pathway.facts import FACTS
from guidelines.pathway.finding import Finding
from guidelines.pathway.functional_rules import CATEGORY_LABELS
from guidelines.pathway.recommendations import VERDICT_LABELS
from guidelines.presentation.category import STATUS_LABELS
from guidelines.presentation.comparison import Difference
from guidelines.presentation.values import label, value_words


@dataclass(frozen=True)
class Flips:
    """Facts that were set or taken away, and what that changed; both empty where nothing did."""

    facts: tuple[Difference, ...]
    advice: tuple[Difference, ...]


def flips(was: Answer, was_facts: Mapping[str, Any], now: Answer, now_facts: Mapping[str, Any]) -> Flips:
    return Flips(_facts(was_facts, now_facts), (*_actions(was, now), *_category(was, now)))


def _facts(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    changed = (name for name in FACTS if was.get(name) != now.get(name))
    return tuple(Difference(label(name), _value(name, was), _value(name, now)) for name in changed)


def _value(name: str, facts: Mapping[str, Any]) -> str:
    return value_words(name, facts.get(name))


def _actions(was: Answer, now: Answer) -> tuple[Difference, ...]:
    then, today = was.actions, now.actions
    changed = (code for code in {**then, **today} if _told(then.get(code)) != _told(today.get(code)))
    return tuple(
        Difference(_({**then, **today}[code].action.title), _told(then.get(code)), _told(today.get(code)))
        for code in changed
    )


def _told(finding: Finding | None) -> str:
    return _(VERDICT_LABELS[finding.verdict]) if finding else _("not advised")


def _category(was: Answer, now: Answer) -> tuple[Difference, ...]:
    then, today = _category_told(was), _category_told(now)
    return (Difference(_("Functional category"), then, today),) if then != today else ()


def _category_told(answer: Answer) -> str:
    found = answer.functional_category
    return _(CATEGORY_LABELS[found.category]) if found.category else _(STATUS_LABELS[found.status])
