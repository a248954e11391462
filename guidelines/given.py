"""What was answered to an action, and whether that answer still stands for today's advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidelines.adapters import WEEKS_SINCE
from guidelines.models import Response
from guidelines.pathway.readings.closure import closure
from guidelines.pathway.rulebook import ACTIONS

# Facts that change by themselves as days pass; an answer given yesterday is not asked for again because of them.
TIME_ALONE = frozenset({"index_date", "age_years", *WEEKS_SINCE.values()})


@dataclass(frozen=True)
class Given:
    """The latest response to an action. `stands` while verdict and facts are as they were when it was given."""

    response: Response
    stands: bool
    same_advice: bool


def given_to(
    digest: str, facts: Mapping[str, Any], told: Mapping[str, Any], responses: Mapping[str, Response]
) -> dict[str, Given]:
    """Action to its latest response, for the actions of this advice that have one."""
    return {
        action: _given(responses[action], digest, facts, finding["verdict"])
        for action, finding in told["actions"].items()
        if action in responses
    }


def unanswered_urgent(told: Mapping[str, Any], given: Mapping[str, Given]) -> list[str]:
    """Urgent actions without a response that stands."""
    return [
        action
        for action, finding in told["actions"].items()
        if finding["verdict"] == "urgent" and not (action in given and given[action].stands)
    ]


def to_confirm(told: Mapping[str, Any], given: Mapping[str, Given]) -> dict[str, list[str]]:
    """Accepted actions to what must be ticked for each before signing."""
    return {
        action: told["actions"][action]["before_signing"]
        for action, answer in given.items()
        if answer.stands
        and answer.response.kind == Response.Kind.ACCEPT
        and told["actions"][action]["before_signing"]
    }


def _given(response: Response, digest: str, facts: Mapping[str, Any], verdict: str) -> Given:
    same = response.evaluation.digest == digest
    unchanged = response.verdict == verdict and _as_read(
        response.evaluation.facts, response.action
    ) == _as_read(facts, response.action)
    return Given(response, stands=same or unchanged, same_advice=same)


def _as_read(facts: Mapping[str, Any], action: str) -> dict[str, Any]:
    return {name: facts.get(name) for name in facts_read_by(action)}


@cache
def facts_read_by(action: str) -> frozenset[str]:
    """The facts an action's rule reads, but for those that time alone changes."""
    if action not in ACTIONS:
        return frozenset()
    return frozenset(closure(ACTIONS[action])) - TIME_ALONE
