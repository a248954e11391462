"""A patient the proof found: facts as the contract's JSON, which `manage.py recommend` accepts, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from guidelines.pathway.facts import FACTS, PatientFacts, facts_from_mapping
from guidelines.pathway.readings.words import value_in_words
from guidelines.pathway.thresholds import DEFAULT, FIRST_DAY, Override, Thresholds
from guidelines.pathway.translate import _

DAY = FIRST_DAY.isoformat()  # any day does: no rule reads it


@dataclass(frozen=True)
class Example:
    """`facts` are those that matter, in contract order; `thresholds` those that differ from the pathway's own."""

    facts: Mapping[str, Any]
    thresholds: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def patient(self) -> PatientFacts:
        return facts_from_mapping(self.facts)

    @cached_property
    def judged_by(self) -> Thresholds:
        """Raises ThresholdError where no department may set them so."""
        tried = {
            name: Override(value, "tried by the proof", FIRST_DAY) for name, value in self.thresholds.items()
        }
        return DEFAULT.with_overrides(tried)

    def in_words(self, say: Callable[[str], str] = str) -> Iterator[str]:
        """A line for each fact but the day, then one for each threshold that was moved."""
        for name, value in self.facts.items():
            if name != "index_date":
                found = frozenset(value) if isinstance(value, list) else value
                yield f"{say(FACTS[name].label)}: {value_in_words(name, found, say)}"
        for name, value in self.thresholds.items():
            label = say(DEFAULT.named(name).label)
            yield say(_("Threshold “{label}” set to {value}")).format(label=label, value=f"{value:g}")
