"""What the pathway found for one action and one patient: the verdict and everything that explains it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any as Anything

from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.phrases import Phrases, code_of
from guidelines.pathway.readings.trace import Traced
from guidelines.pathway.readings.verdict import STATUS_CODES
from guidelines.pathway.readings.words import value_in_words
from guidelines.pathway.recommendations import Action, Case, Verdict
from guidelines.pathway.translate import _

SHOWN_GROUNDS = 4  # a line of reasons stays a line


@dataclass(frozen=True)
class Finding:
    """One action that is present. `grounds` are the facts, with their values, that brought its verdict."""

    action: Action
    case: Case
    missing: tuple[str, ...]
    held_by: tuple[str, ...]
    trace: tuple[Traced, ...]
    grounds: Mapping[str, Anything]

    @property
    def code(self) -> str:
        return self.action.code

    @property
    def verdict(self) -> Verdict:
        return self.case.verdict

    @property
    def rule(self) -> str:
        """The id of the row of the rules that gave the verdict."""
        return f"{self.action.code}.{self.case.code}"

    def why(self, say: Callable[[str], str] = str) -> str:
        """One line: why this verdict, with the values that brought it."""
        recorded = {fact: value for fact, value in self.grounds.items() if value is not None}
        shown = list((recorded or self.grounds).items())[:SHOWN_GROUNDS]  # blanks only where nothing else is
        values = "; ".join(
            f"{say(FACTS[fact].label)}: {value_in_words(fact, value, say)}" for fact, value in shown
        )
        because = say(self.case.because)
        return say(_("{because} ({values})")).format(because=because, values=values) if values else because

    def as_json(self, phrases: Phrases) -> dict[str, Anything]:
        """The finding as the contract's answer prints it."""
        action = self.action
        return {
            "verdict": self.verdict.value,
            "title": action.title,
            "why": self.why(),
            "missing": list(self.missing),
            "held_by": list(self.held_by),
            "certainty": action.certainty.value,
            "strength": action.strength.value,
            "words": phrases.sentence(action),
            "trace": [_traced(step, phrases) for step in self.trace],
            "rules": [self.rule],
            "statements": list(action.statements),
            "sources": list(action.sources),
            "controversy": action.controversy,
            "before_signing": list(action.before_signing),
            "note": action.note,
            "stage": action.stage.value,
            "folded": self.case.folded,
            "design_choice": action.design_choice or self.case.design_choice,
        }


def _traced(step: Traced, phrases: Phrases) -> dict[str, Anything]:
    return {
        "criterion": phrases.criterion(step.criterion),
        "code": code_of(step.criterion),
        "status": STATUS_CODES[step.status],
        "values": {fact: as_plain(fact, value) for fact, value in step.values.items()},
    }


def as_plain(fact: str, value: Anything) -> Anything:
    """A value as JSON holds it: a set as a list in contract order, a whole number without its point."""
    if isinstance(value, frozenset):
        return [member for member in FACTS[fact].values if member in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
