"""A controversy card in words: its sides, whom each is about, and what it rests on. No patient in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.controversies import CONTROVERSIES, cards_beside
from guidelines.pathway.controversy import Position, Reference
from guidelines.pathway.criteria import Criterion, Named
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.defect_words import NoteWords, notes_beside
from guidelines.presentation.phrases import Phrases, phrases_for
from guidelines.presentation.values import day_words


@dataclass(frozen=True)
class ReferenceWords:
    """A document outside our five sources, with the day it was looked up."""

    title: str
    address: str
    read: str


@dataclass(frozen=True)
class TraitWords:
    """One thing the patients of a position have in common: why it counts, and the criterion it is read by."""

    because: str
    rule: str


@dataclass(frozen=True)
class PositionWords:
    """One side of a controversy. An uncontrolled change is labelled so wherever it is shown: it proves no effect."""

    says: str
    design: str
    year: str
    rows: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    uncontrolled: bool
    statements: tuple[str, ...]
    notes: tuple[NoteWords, ...]  # what the annual report prints wrong, where its figures are quoted
    references: tuple[ReferenceWords, ...]
    traits: tuple[TraitWords, ...]
    about_no_group: str


@dataclass(frozen=True)
class ControversyWords:
    id: str
    question: str
    positions: tuple[PositionWords, ...]
    why_they_differ: str
    what_we_do: str


def controversy_words(code: str) -> ControversyWords:
    """A controversy in the reader's language; nothing is merged or left out."""
    card = CONTROVERSIES[code]
    return ControversyWords(
        id=card.id,
        question=_(card.question),
        positions=tuple(map(_position, card.positions)),
        why_they_differ=_(card.why_they_differ),
        what_we_do=_(card.what_we_do),
    )


def words_beside(action: str) -> tuple[ControversyWords, ...]:
    """The controversies beside an action, without a patient."""
    return tuple(controversy_words(card.id) for card in cards_beside(action))


def _position(position: Position) -> PositionWords:
    phrases = phrases_for(DEFAULT)
    rows = (
        (_("Population"), position.population),
        (_("Compared with"), position.comparator),
        (_("Age of fracture"), position.fracture_age),
        (_("Outcome"), position.outcome),
        (_("Result"), position.result),
        (_("Funding"), position.funding),
    )
    return PositionWords(
        says=_(position.says),
        design=_(position.design),
        year=_(position.year),
        rows=tuple((name, _(text)) for name, text in rows),
        sources=tuple(_(title) for title in position.source_titles),
        uncontrolled=position.uncontrolled,
        statements=position.statements,
        notes=notes_beside(position.statements),
        references=tuple(map(_reference, position.references)),
        traits=tuple(TraitWords(_(trait.because), rule_words(trait.criterion, phrases)) for trait in position.traits),
        about_no_group=_(position.about_no_group) if position.about_no_group else "",
    )  # fmt: skip


def _reference(reference: Reference) -> ReferenceWords:
    read = _("read on %(day)s") % {"day": day_words(reference.read_on)}
    return ReferenceWords(_(reference.title), reference.address, read)


def rule_words(criterion: Criterion, phrases: Phrases) -> str:
    """The criterion in words; a named one by what it means."""
    return phrases.criterion(criterion.criterion if isinstance(criterion, Named) else criterion)
