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
class Advised:
    """One action that is not told the same in all three; `again` is empty where today's rules cannot read those facts."""

    what: str
    then: str
    again: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """What differs between a stored evaluation and today's, nothing where all of it is empty."""

    ruleset: Difference | None
    actions: list[Advised]
    facts: list[Difference]
    thresholds: list[Difference]

    @property
    def same(self) -> bool:
        return not (self.ruleset or self.actions or self.facts or self.thresholds)


def compare(
    then: Mapping[str, Any],
    then_facts: Mapping[str, Any],
    again: Mapping[str, Any] | None,
    now: Mapping[str, Any],
    now_facts: Mapping[str, Any],
) -> Comparison:
    """A stored answer beside what today's rules say to the same facts (`again`) and to today's facts; all as JSON.

    The stored one may be of an older rule set with actions there are no longer.
    """
    versions = then["ruleset"], now["ruleset"]
    return Comparison(
        ruleset=Difference(_("Rule-set version"), *versions) if versions[0] != versions[1] else None,
        actions=_actions(then, again, now),
        facts=_facts(then_facts, now_facts),
        thresholds=_thresholds(then["thresholds"], now["thresholds"]),
    )


def _actions(
    then: Mapping[str, Any], again: Mapping[str, Any] | None, now: Mapping[str, Any]
) -> list[Advised]:
    codes = dict.fromkeys(code for side in (then, again, now) if side for code in side["actions"])
    told = {code: [_verdict(side, code) for side in (then, again, now)] for code in codes}
    return [
        Advised(_title(code, then["actions"]), *verdicts)
        for code, verdicts in told.items()
        if len(set(filter(None, verdicts))) > 1
    ]


def _verdict(side: Mapping[str, Any] | None, code: str) -> str:
    if side is None:
        return ""
    if code in side["actions"]:
        return _(VERDICT_LABELS[Verdict(side["actions"][code]["verdict"])])
    return _("switched off") if code in side.get("switched_off", ()) else _("not advised")


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
