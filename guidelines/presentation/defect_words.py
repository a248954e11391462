"""The annual report's own mistakes in the reader's language, to stand beside its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.defects import FAULT_LABELS, Defect, notes_on


@dataclass(frozen=True)
class NoteWords:
    """One defect: where, of what kind, what is printed, and what instead."""

    where: str
    fault: str
    printed: str
    instead: str
    statements: tuple[str, ...]


def notes_beside(statements: Iterable[str]) -> tuple[NoteWords, ...]:
    """What is wrong with the figures these statements quote."""
    return tuple(map(note_words, notes_on(statements)))


def note_words(defect: Defect) -> NoteWords:
    return NoteWords(
        where=_(defect.where),
        fault=_(FAULT_LABELS[defect.fault]),
        printed=_(defect.printed),
        instead=_(defect.instead),
        statements=defect.statements,
    )
