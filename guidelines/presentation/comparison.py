"""A stored evaluation beside today's advice: what differs, then and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guidelines.given import TIME_ALONE
from guidelines.pathway.facts import FACTS
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.values import label, number_words, value_words


@dataclass(frozen=True)
class Difference:
    """One thing that differs; `then` and `now` are words."""

    what: str
    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """What differs between a stored evaluation and today's, nothing where all of it is empty."""

    ruleset: Difference | None
    actions: list[Difference]
    facts: list[Difference]
    thresholds: list[Difference]

    @property
    def same(self) -> bool:
        return not (self.ruleset or self.actions or self.facts or self.thresholds)


def compare(
    then_told: Mapping[str, Any],
    then_facts: Mapping[str, Any],
    now_told: Mapping[str, Any],
    now_facts: Mapping[str, Any],
) -> Comparison:
    """Both sides as JSON, the stored one perhaps of an older rule set with actions there are no longer."""
    versions = then_told["ruleset"], now_told["ruleset"]
    return Comparison(
        ruleset=Difference(_("Rule-set version"), *versions) if versions[0] != versions[1] else None,
        actions=_actions(then_told["actions"], now_told["actions"]),
        facts=_facts(then_facts, now_facts),
        thresholds=_thresholds(then_told["thresholds"], now_told["thresholds"]),
    )


def _actions(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    verdicts = {code: (_verdict(then.get(code)), _verdict(now.get(code))) for code in [*then, *now]}
    return [Difference(_title(code, then), *pair) for code, pair in verdicts.items() if pair[0] != pair[1]]


def _verdict(finding: Mapping[str, Any] | None) -> str:
    return _(VERDICT_LABELS[Verdict(finding["verdict"])]) if finding else _("not advised")


def _title(code: str, then: Mapping[str, Any]) -> str:
    return _(ACTIONS[code].title) if code in ACTIONS else then[code].get("title", code)


def _facts(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Facts that changed; those that time alone changes are not news."""
    names = [name for name in FACTS if name not in TIME_ALONE and then.get(name) != now.get(name)]
    return [Difference(label(name), _value(name, then), _value(name, now)) for name in names]


def _value(name: str, facts: Mapping[str, Any]) -> str:
    found = facts.get(name)
    return value_words(name, frozenset(found) if isinstance(found, list) else found)


def _thresholds(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Those used both times and not with the same value."""
    both = [name for name in then if name in now and then[name]["value"] != now[name]["value"]]
    return [
        Difference(_threshold(name), number_words(then[name]["value"]), number_words(now[name]["value"]))
        for name in both
    ]


def _threshold(name: str) -> str:
    return _(DEFAULT.named(name).label) if name in DEFAULT.values else name
