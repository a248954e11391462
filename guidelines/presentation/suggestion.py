"""The suggested category as a physiotherapist decides about it: reasons with their rules, values at an edge, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.advice import Advice
from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_rules import CATEGORY_LABELS, PROVISIONAL, Category, Status
from guidelines.pathway.prescription import SOURCE_NOTES
from guidelines.pathway.readings.closure import facts_of, in_contract_order
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.category import REASONS, CategoryWords, Reason, category_words
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.phrases import phrases_for
from guidelines.presentation.scale import Scale, scale_of


@dataclass(frozen=True)
class RuleWords:
    """A row of the table that was met, and what it says in full."""

    reason: Reason
    rule: str


@dataclass(frozen=True)
class SuggestionWords:
    """`category` as every screen shows it; `not_recorded` is what makes it provisional; `notes` are about the sources."""

    category: CategoryWords
    code: str
    urgent: tuple[str, ...]
    rules: tuple[RuleWords, ...]
    scales: tuple[Scale, ...]
    not_recorded: tuple[MissingFact, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def can_be_confirmed(self) -> bool:
        return bool(self.code)

    @property
    def is_hold(self) -> bool:
        return self.category.status == Status.HOLD


def suggestion_words(advice: Advice) -> SuggestionWords:
    found, facts = advice.answer.functional_category, advice.sheet.facts
    phrases = phrases_for(advice.thresholds)
    words = category_words(found)
    return SuggestionWords(
        category=words,
        code=found.category.value if found.category else "",
        urgent=tuple(_(ACTIONS[code].title) for code in advice.answer.red_flags.present),
        rules=tuple(
            RuleWords(reason, phrases.criterion(REASONS[reason.code].when)) for reason in words.reasons
        ),
        scales=tuple(scale_of(fact, getattr(facts, fact), advice.thresholds) for fact in found.borderline),
        not_recorded=_not_recorded(advice) if found.provisional and found.category else (),
        notes=tuple((_(note.text), note.source) for note in SOURCE_NOTES),
    )


def second_question(suggested: FunctionalCategory, chosen: Category) -> str:
    """What is set aside by choosing this instead, as it is asked before it is recorded."""
    if suggested.status is Status.HOLD:
        aside = _("A physician has to see this patient first. A category now sets that aside.")
    elif suggested.status is Status.ACUTE:
        aside = _("The fracture is in its acute phase. This category trains as if it were over.")
    elif suggested.category is Category.FUNCTION_LIMITED and chosen is Category.EXERCISE_ACTIVE:
        aside = _("From function-limited this goes straight to the category that trains hardest.")
    else:
        aside = _("Impact is to be kept low. This category reads that more freely.")
    asked = _("Do you choose “%(category)s” all the same?") % {"category": _(CATEGORY_LABELS[chosen])}
    return f"{aside} {asked}"


def _not_recorded(advice: Advice) -> tuple[MissingFact, ...]:
    """The facts whose absence makes the suggestion provisional."""
    met = [
        part
        for part in PROVISIONAL.criterion.parts
        if status(part, advice.sheet.facts, advice.thresholds) is True
    ]
    return tuple(map(missing_fact, in_contract_order(fact for part in met for fact in facts_of(part))))
