"""Criteria in the reader's language, worked out once for a set of thresholds."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language, gettext

from guidelines.pathway.criteria import Criterion, Named
from guidelines.pathway.readings.words import in_words, rule_in_words
from guidelines.pathway.recommendations import Action
from guidelines.pathway.thresholds import Thresholds


class Phrases:
    """The words of rules and criteria under one set of thresholds, in one language."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._criteria: dict[int, str] = {}
        self._own_choices: dict[int, bool] = {}
        self._rules: dict[str, str] = {}

    def criterion(self, criterion: Criterion) -> str:
        """The criterion in words; rules live as long as the program, so their identity is a safe key."""
        found = self._criteria.get(id(criterion))
        if found is None:
            found = self._criteria[id(criterion)] = in_words(criterion, self._thresholds, gettext)
        return found

    def is_own_choice(self, criterion: Criterion) -> bool:
        """Whether some part of it is ours rather than a source's: labelled so on screen."""
        found = self._own_choices.get(id(criterion))
        if found is None:
            parts = criterion.walk()
            found = any(isinstance(part, Named) and part.design_choice for part in parts)
            self._own_choices[id(criterion)] = found
        return found

    def rule(self, action: Action) -> str:
        """The whole rule as sentences: when it applies, then each verdict in order."""
        if action.code not in self._rules:
            said = rule_in_words(action, self._thresholds, gettext)
            self._rules[action.code] = " ".join((said.applies, *said.verdicts))
        return self._rules[action.code]


def phrases_for(thresholds: Thresholds) -> Phrases:
    return _phrases(thresholds, get_language() or "en")


@lru_cache(maxsize=256)
def _phrases(thresholds: Thresholds, _language: str) -> Phrases:
    return Phrases(thresholds)
