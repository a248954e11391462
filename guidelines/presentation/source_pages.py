"""The five sources as a list and each as a card, with its age and its review on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.pathway.defects import DEFECTS, REPORT
from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES, Source
from guidelines.pathway.statements import CATALOGUE
from guidelines.pathway.uses import NOT_USED
from guidelines.presentation.defect_words import note_words
from guidelines.presentation.evidence import LANGUAGES, age_words, years
from guidelines.presentation.values import day_words


@dataclass(frozen=True)
class SourceCard:
    """A source in words. `overdue`: its review-by day lies before today."""

    id: str
    url: str
    title: str
    kind: str
    language: str
    dated: str
    dated_by: str
    age: str
    read_for: str
    funding: str
    checked_on: str
    checked_by: str
    review_by: str
    overdue: bool
    statements: int
    used: int
    not_used: int
    defects: int


def source_cards(on: date) -> list[SourceCard]:
    return [source_card(source, on) for source in SOURCES.values()]


def source_card(source: Source, on: date) -> SourceCard:
    codes = statements_of(source)
    not_used = sum(code in NOT_USED for code in codes)
    return SourceCard(
        id=source.id,
        url=reverse("guideline-source", args=[source.id]),
        title=_(source.title),
        kind=_(source.kind),
        language=_(LANGUAGES[source.language]),
        dated=years(source),
        dated_by=_(source.dated_by) if source.dated_by else "",
        age=age_words(source, on.year),
        read_for=_(source.read_for),
        funding=_(source.funding) if source.funding else "",
        checked_on=day_words(source.checked_on),
        checked_by=source.checked_by,
        review_by=day_words(source.review_by),
        overdue=source.is_overdue(on),
        statements=len(codes),
        used=len(codes) - not_used,
        not_used=not_used,
        defects=len(DEFECTS) if source.id == REPORT else 0,
    )


def statements_of(source: Source) -> list[str]:
    return [code for code in CATALOGUE if SOURCE_OF_LETTER[code[0]] == source.id]


def source_page(source: Source, on: date) -> dict[str, Any]:
    """The card, its defects and the ids of its statements, which the view pages."""
    defects = DEFECTS if source.id == REPORT else ()
    return {
        "source": source_card(source, on),
        "defects": [note_words(defect) for defect in defects],
        "codes": statements_of(source),
    }
