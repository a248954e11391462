"""The versions of scoring: which rules and value sets an instrument can be scored with, each under its own name.

A name never changes its meaning: another result is another name (pinned.py holds it to be so).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from registry.instruments.catalogue import INSTRUMENTS
from registry.instruments.instrument import Instrument, NotScorable, Score
from registry.instruments.responses import Responses


@dataclass(frozen=True)
class Version:
    """One way to score an instrument: its rule, with the value set or the minimum of answers that goes with it."""

    rule: str
    value_set: str | None = None
    min_answered: int | None = None

    @property
    def code(self) -> str:
        """What it is called: the value set where there are several, else the rule."""
        return self.value_set or self.rule

    def score(self, instrument: Instrument, responses: Responses) -> Score | NotScorable:
        return instrument.score(responses, value_set=self.value_set, min_answered=self.min_answered)


@cache
def versions_of(code: str) -> Mapping[str, Version]:
    """Every version of an instrument by its code, the one that new answers get first (of value sets: no order)."""
    instrument = INSTRUMENTS[code]
    options: list[dict[str, Any]] = [{}]
    if instrument.value_sets:
        options = [{"value_set": value_set} for value_set in instrument.value_sets]
    elif instrument.min_answered:
        options = [{"min_answered": minimum} for minimum in instrument.min_answered]
    found = [Version(instrument.score({}, **option).rule, **option) for option in options]
    return {version.code: version for version in found}


def version_today(code: str, rule: str, value_set: str) -> Version | None:
    """What a score of this rule and value set is computed with today: the same choice, under the rule as it is now.

    None where its value set is not there any more: another one would be another number.
    """
    known = versions_of(code)
    if value_set:
        return known.get(value_set)
    return known.get(rule) or next(iter(known.values()))
