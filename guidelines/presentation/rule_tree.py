"""A rule as the page of an action shows it: lines under lines, where every named criterion can be opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.pathway.readings.leads import names_of
from guidelines.pathway.readings.outline import Outline, Outliner
from guidelines.pathway.readings.words import CaseInWords, Definition, RuleInWords, rule_in_words
from guidelines.pathway.recommendations import Action, Case
from guidelines.pathway.rulebook import PATHWAY
from guidelines.pathway.thresholds import Thresholds
from guidelines.presentation.guideline import action_url


@dataclass(frozen=True)
class TreeLine:
    """One line of the tree. `opens`: the lines below are what a named criterion means, shown when it is opened; then
    `cites` are statement ids, `own` says that it is our own choice, `url` leads to the action it stands for."""

    text: str
    lines: tuple[TreeLine, ...] = ()
    opens: bool = False
    cites: tuple[str, ...] = ()
    own: bool = False
    url: str = ""


@dataclass(frozen=True)
class RowOfVerdict:
    """One row: its verdict, the criterion under which it is given (None: otherwise), why, and what the answer adds."""

    code: str
    verdict: str
    when: TreeLine | None
    because: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class RuleTree:
    sentence: str
    when: TreeLine
    rows: tuple[RowOfVerdict, ...]


def rule_tree(action: Action, thresholds: Thresholds) -> RuleTree:
    """The rule in the reader's language, judged by these thresholds."""
    return _rule_tree(action.code, action, thresholds, get_language() or "en")


@lru_cache(maxsize=256)
def _rule_tree(_code: str, action: Action, thresholds: Thresholds, _language: str) -> RuleTree:
    rule = rule_in_words(action, thresholds, _)
    planter = _Planter(rule, Outliner(thresholds, _))
    return RuleTree(
        sentence=rule.sentence,
        when=planter.line(rule.outline),
        rows=tuple(planter.row(told, case) for told, case in zip(rule.cases, action.cases, strict=True)),
    )


class _Planter:
    """Turns outlines into lines, a named criterion into one that opens."""

    def __init__(self, rule: RuleInWords, speak: Outliner) -> None:
        self.definitions: Mapping[str, Definition] = {told.code: told for told in rule.definitions}
        self.speak = speak
        self.actions = names_of(PATHWAY)

    def row(self, told: CaseInWords, case: Case) -> RowOfVerdict:
        when = self.line(told.when) if told.when else None
        return RowOfVerdict(case.code, case.verdict.value, when, told.because, told.marks)

    def line(self, outline: Outline) -> TreeLine:
        if outline.parts:
            return TreeLine(self.speak.heading(outline), tuple(map(self.line, outline.parts)))
        if len(outline.facts) > 1:
            return TreeLine(self.speak.shared(outline), tuple(map(TreeLine, outline.facts)))
        if outline.named is None:
            return TreeLine(self.speak.line(outline))
        return self.opened(outline, self.definitions[outline.named.code])

    def opened(self, outline: Outline, told: Definition) -> TreeLine:
        code = self.actions.get(id(outline.named))
        return TreeLine(
            self.speak.line(outline),
            (self.line(told.outline),),
            opens=True,
            cites=told.cites,
            own=told.design_choice,
            url=action_url(code) if code else "",
        )
