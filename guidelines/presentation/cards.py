"""One action of the answer as a card: what, why in words with the patient's values, how sure, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guidelines.adapters import FactSheet
from guidelines.pathway.evidence import EVIDENCE, TRIALS_LABELS
from guidelines.pathway.finding import Finding
from guidelines.pathway.readings.trace import Traced
from guidelines.pathway.readings.verdict import STATUS_CODES
from guidelines.pathway.recommendations import CERTAINTY_LABELS, STRENGTH_LABELS, VERDICT_LABELS
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.thresholds import Thresholds
from guidelines.presentation.evidence import SourceWords, certainty_tag, sources_of
from guidelines.presentation.likeness import Beside, Sides
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.phrases import phrases_for
from guidelines.presentation.responses import Answered
from guidelines.presentation.values import ValueWords, fact_words

NONE: Mapping[str, Any] = {}
SHOWN_GROUNDS = 4  # a line of reasons stays a line; the trace has them all


@dataclass(frozen=True)
class TraceLine:
    """One part of the rule as it stood: `status` is met, not_met or not_known."""

    status: str
    words: str
    values: tuple[ValueWords, ...]
    design_choice: bool


@dataclass(frozen=True)
class Link:
    """Another card of the page."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Card:
    """All that the page says about one action; everything is words but `verdict`, `certainty` and the anchors."""

    code: str
    anchor: str
    title: str
    verdict: str
    verdict_label: str
    stage: str
    why: str
    values: str
    note: str
    certainty: str
    certainty_label: str
    strength: str
    trials: str  # whether it was ever tried in this patient group
    design_choice: bool
    held_by: tuple[Link, ...]
    missing: tuple[MissingFact, ...]
    trace: tuple[TraceLine, ...]
    rule: str
    rule_id: str
    sources: tuple[SourceWords, ...]
    sides: tuple[Sides, ...]
    before_signing: tuple[str, ...]
    depends_on_day: str = ""
    answered: Answered | None = None

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered it and the answer still stands."""
        return self.answered is not None and self.answered.stands

    @property
    def is_procedure(self) -> bool:
        return self.code.startswith("procedure.")

    @property
    def folded(self) -> bool:
        """Malignancy by age alone is true of nearly every patient here: it is there to be opened, never in the way."""
        return self.rule_id == "review.malignancy.age_only"


def anchor(code: str) -> str:
    return f"action-{code.replace('.', '-')}"


def cards(
    findings: Iterable[Finding],
    sheet: FactSheet,
    thresholds: Thresholds,
    beside: Beside,
    depends: Mapping[str, str] = NONE,
    given: Mapping[str, Answered] = NONE,
) -> list[Card]:
    """A card for each finding, in the order of the answer.

    `beside`: the controversies beside this patient; `depends`: action to why its verdict hangs on the day; `given`:
    action to the latest response to it.
    """
    reader = _Reader(sheet, thresholds, beside)
    return [
        reader.card(finding, depends.get(finding.code, ""), given.get(finding.code)) for finding in findings
    ]


class _Reader:
    """Reads findings for one patient; a fact that many rules read is put into words once."""

    def __init__(self, sheet: FactSheet, thresholds: Thresholds, beside: Beside) -> None:
        self.sheet = sheet
        self.beside = beside
        self.phrases = phrases_for(thresholds)
        self.facts: dict[str, ValueWords] = {}

    def card(self, finding: Finding, depends_on_day: str, answered: Answered | None) -> Card:
        action = finding.action
        return Card(
            code=action.code,
            anchor=anchor(action.code),
            title=_(action.title),
            verdict=finding.verdict.value,
            verdict_label=_(VERDICT_LABELS[finding.verdict]),
            stage=action.stage.value,
            why=capfirst(_(finding.case.because)),
            values=self.values(finding),
            note=_(action.note) if action.note else "",
            certainty=certainty_tag(action),
            certainty_label=capfirst(_(CERTAINTY_LABELS[action.certainty])),
            strength=_(STRENGTH_LABELS[action.strength]),
            trials=_(TRIALS_LABELS[EVIDENCE[action.code].trials]),
            design_choice=action.design_choice or finding.case.design_choice,
            held_by=tuple(Link(_(ACTIONS[code].title), anchor(code)) for code in finding.held_by),
            missing=tuple(missing_fact(fact) for fact in finding.missing),
            trace=tuple(self.line(step) for step in finding.trace),
            rule=self.phrases.rule(action),
            rule_id=finding.rule,
            sources=sources_of(action, self.sheet.facts.index_date),
            sides=self.beside.of_action(action.code),
            before_signing=tuple(_(text) for text in action.before_signing),
            depends_on_day=depends_on_day,
            answered=answered,
        )

    def values(self, finding: Finding) -> str:
        """The recorded values that brought the verdict."""
        recorded = [fact for fact, value in finding.grounds.items() if value is not None][:SHOWN_GROUNDS]
        return "; ".join(f"{self.fact(fact).label}: {self.fact(fact).text}" for fact in recorded)

    def line(self, step: Traced) -> TraceLine:
        return TraceLine(
            status=STATUS_CODES[step.status],
            words=capfirst(self.phrases.criterion(step.criterion)),
            values=tuple(self.fact(fact) for fact in step.values),
            design_choice=self.phrases.is_own_choice(step.criterion),
        )

    def fact(self, fact: str) -> ValueWords:
        if fact not in self.facts:
            self.facts[fact] = fact_words(fact, self.sheet)
        return self.facts[fact]
