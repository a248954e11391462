"""Words worked out once for a set of thresholds, so that no patient waits for them."""

from __future__ import annotations

from functools import lru_cache

from guidelines.pathway.criteria import Criterion, Named
from guidelines.pathway.readings.words import RuleInWords, in_words, rule_in_words
from guidelines.pathway.recommendations import Action
from guidelines.pathway.thresholds import Thresholds


class Phrases:
    """The words of rules and criteria under one set of thresholds, in English."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._rules: dict[str, RuleInWords] = {}
        self._sentences: dict[str, str] = {}
        self._criteria: dict[int, str] = {}

    def rule(self, action: Action) -> RuleInWords:
        if action.code not in self._rules:
            self._rules[action.code] = rule_in_words(action, self._thresholds)
        return self._rules[action.code]

    def sentence(self, action: Action) -> str:
        """The rule without what its named criteria mean."""
        if action.code not in self._sentences:
            self._sentences[action.code] = self.rule(action).sentence
        return self._sentences[action.code]

    def criterion(self, criterion: Criterion) -> str:
        """The criterion in words; the rules live as long as the program, so their identity is a safe key."""
        found = self._criteria.get(id(criterion))
        if found is None:
            found = self._criteria[id(criterion)] = in_words(criterion, self._thresholds)
        return found


@lru_cache(maxsize=256)
def phrases_for(thresholds: Thresholds) -> Phrases:
    return Phrases(thresholds)


def code_of(criterion: Criterion) -> str | None:
    """The name a criterion goes by in the rules, if it has one."""
    return criterion.code if isinstance(criterion, Named) else None
