"""The whole recommendation as the screen shows it, from one advice. Pure words: no query, no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guidelines.adapters import FactSheet
from guidelines.pathway.answer import Answer
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.cards import Card, Link, cards
from guidelines.presentation.category import CategoryWords, category_words
from guidelines.presentation.evidence import SourceWords
from guidelines.presentation.likeness import Beside, Sides
from guidelines.presentation.missing import MissingGroup, missing_groups
from guidelines.presentation.months import depends_on_day
from guidelines.presentation.responses import Answered
from guidelines.presentation.stepper import Step, stepper
from guidelines.presentation.surroundings import (
    AlarmWords,
    StaleWords,
    ThresholdWords,
    WarningWords,
    alarm_words,
    facts_used,
    refused,
    stale_words,
    thresholds_used,
    warnings,
)
from guidelines.presentation.switched_off import OffWords
from guidelines.presentation.values import ValueWords, day_words, fact_words

# In the order they are read; what is urgent has its strip above them all.
GROUPS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.RECOMMEND, gettext_noop("Now")),
    (Verdict.CONSIDER, gettext_noop("Consider")),
    (Verdict.CAUTION, gettext_noop("Caution")),
    (Verdict.NOT_CLEARED, gettext_noop("Not cleared")),
    (Verdict.CONTRAINDICATED, gettext_noop("Contraindicated")),
    (Verdict.AVOID, gettext_noop("Avoid")),
)
# What the populations of the studies differ in; shown beside both sides, so that the reader sees who is alike.
LIKENESS = (
    "age_years", "vertebral_fracture_weeks", "sacral_fracture", "fracture_cause", "pain_weeks", "pain_rest_vas",
    "paracetamol", "tramadol", "strong_opioid",
)  # fmt: skip
FOLDED = frozenset({Verdict.AVOID})
READ = (Verdict.URGENT.value, *(verdict.value for verdict, _title in GROUPS))


@dataclass(frozen=True)
class Group:
    """Cards of one verdict under one heading."""

    verdict: str
    title: str
    cards: tuple[Card, ...]
    folded: bool


@dataclass(frozen=True)
class Possible:
    """An action that does not stand, but would on another day of a month of which only the month is known."""

    title: str
    sentence: str


@dataclass(frozen=True)
class Screen:
    """Everything on the recommendation page but who the patient is and what was answered."""

    on: date
    day: str
    ruleset: str
    department: str
    switched_off: tuple[OffWords, ...]
    steps: list[Step]
    urgent: tuple[Card, ...]
    groups: list[Group]
    contraindicated: tuple[Card, ...]
    possible: list[Possible]
    likeness: str
    history: tuple[Sides, ...]
    told_at: Mapping[str, Link]
    missing: list[MissingGroup]
    alarm: AlarmWords
    facts: list[ValueWords]
    stale: list[StaleWords]
    refused: list[str]
    warnings: list[WarningWords]
    category: CategoryWords
    thresholds: list[ThresholdWords]

    @property
    def own_thresholds(self) -> list[ThresholdWords]:
        """Those the department has set itself, named beside the advice."""
        return [threshold for threshold in self.thresholds if threshold.own]

    @property
    def sources(self) -> list[SourceWords]:
        """Every source that some card rests on, once; paper lists them at the end."""
        cited = {source.id: source for card in self.cards for source in card.sources}
        return [cited[source] for source in sorted(cited)]

    @property
    def cards(self) -> list[Card]:
        return [*self.urgent, *(card for group in self.groups for card in group.cards)]


def screen(
    sheet: FactSheet,
    answer: Answer,
    department: str,
    given: Mapping[str, Answered] | None = None,
    off: tuple[OffWords, ...] = (),
) -> Screen:
    """What the page shows for this answer, in the language of the moment.

    `given`: action to its latest response; `off`: the rules that are switched off, which the answer leaves out.
    """
    depends = depends_on_day(sheet, answer.thresholds, answer)
    beside = Beside(sheet, answer.thresholds)
    shown = cards(answer.findings, sheet, answer.thresholds, beside, depends, given or {})
    groups = grouped(shown)
    return Screen(
        on=sheet.facts.index_date,
        day=day_words(sheet.facts.index_date),
        ruleset=answer.ruleset,
        department=department,
        switched_off=off,
        steps=stepper(answer, sheet.facts),
        urgent=_with(shown, Verdict.URGENT),
        groups=groups,
        contraindicated=_with(shown, Verdict.CONTRAINDICATED),
        possible=_possible(depends, {card.code for card in shown} | {rule.code for rule in off}),
        likeness=likeness(sheet),
        told_at=_told_at(shown),
        history=beside.history() if "goal.pain" in answer.actions else (),
        missing=missing_groups(answer.findings),
        alarm=alarm_words(answer.red_flags),
        facts=facts_used(sheet),
        stale=[stale_words(stale) for stale in sheet.stale],
        refused=refused(sheet),
        warnings=warnings(answer),
        category=category_words(answer.functional_category),
        thresholds=thresholds_used(answer),
    )


def likeness(sheet: FactSheet) -> str:
    """What is recorded of the patient that the populations of studies are told apart by."""
    recorded = (fact_words(fact, sheet) for fact in LIKENESS)
    return "; ".join(f"{fact.label}: {fact.text}" for fact in recorded if fact.recorded)


def _told_at(shown: list[Card]) -> dict[str, Link]:
    """Each controversy to the first card of the page that it stands beside: there it is told, later it is named."""
    found: dict[str, Link] = {}
    for card in sorted(shown, key=lambda card: READ.index(card.verdict)):
        for sides in card.sides:
            found.setdefault(sides.id, Link(card.title, card.anchor))
    return found


def grouped(shown: list[Card]) -> list[Group]:
    """The groups that have cards, in the order they are read."""
    found = ((verdict, title, _with(shown, verdict)) for verdict, title in GROUPS)
    return [
        Group(verdict.value, _(title), of_verdict, folded=verdict in FOLDED)
        for verdict, title, of_verdict in found
        if of_verdict
    ]


def _with(shown: list[Card], verdict: Verdict) -> tuple[Card, ...]:
    return tuple(card for card in shown if card.verdict == verdict.value)


def _possible(depends: dict[str, str], standing: set[str]) -> list[Possible]:
    return [
        Possible(_(ACTIONS[code].title), sentence)
        for code, sentence in depends.items()
        if code not in standing
    ]
