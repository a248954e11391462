"""The evidence of an action in words: whether it was ever tried in this patient group, and the numbers there are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from guidelines.pathway.evidence import EVIDENCE, TRIALS_LABELS, Figure
from guidelines.pathway.recommendations import Action
from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES
from guidelines.presentation.defect_words import NoteWords, notes_beside
from guidelines.presentation.evidence import Said, said


@dataclass(frozen=True)
class FigureWords:
    """An absolute number; an uncontrolled one is labelled so wherever it is shown: it proves no effect."""

    says: str
    statements: tuple[str, ...]
    uncontrolled: bool


@dataclass(frozen=True)
class Further:
    """What a source says beyond the statements the rule rests on."""

    title: str
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class EvidenceWords:
    """`trials` is the state as a code (yes, no, not_stated), `label` the same in words, `trial` design and number."""

    trials: str
    label: str
    trial: str
    tried_in: tuple[str, ...]
    figures: tuple[FigureWords, ...]
    notes: tuple[NoteWords, ...]
    further: tuple[Further, ...]


def evidence_words(action: Action) -> EvidenceWords:
    found = EVIDENCE[action.code]
    beyond = [code for code in found.statements if code not in action.statements]
    return EvidenceWords(
        trials=found.trials.value,
        label=_(TRIALS_LABELS[found.trials]),
        trial=_(found.trial) if found.trial else "",
        tried_in=found.tried_in,
        figures=tuple(map(_figure, found.figures)),
        notes=notes_beside(beyond),
        further=_by_source(beyond),
    )


def _figure(figure: Figure) -> FigureWords:
    return FigureWords(_(figure.says), figure.statements, figure.uncontrolled)


def _by_source(codes: list[str]) -> tuple[Further, ...]:
    order = {letter: place for place, letter in enumerate(SOURCE_OF_LETTER)}
    listed = groupby(
        sorted(codes, key=lambda code: (order[code[0]], int(code[1:]))), key=lambda code: code[0]
    )
    return tuple(
        Further(_(SOURCES[SOURCE_OF_LETTER[letter]].title), tuple(map(said, found)))
        for letter, found in listed
    )
