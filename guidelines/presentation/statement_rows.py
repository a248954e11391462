"""Statements as rows of a page: what each says, where it is used, or why it is not, and what is wrong with its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES
from guidelines.pathway.statements import CATALOGUE
from guidelines.pathway.uses import NOT_USED, REASON_LABELS, USE_LABELS, Use, UseKind, uses_of
from guidelines.presentation.defect_words import NoteWords, notes_beside
from guidelines.presentation.evidence import Said, said

PAGES = {
    UseKind.RULE: "guideline-action",
    UseKind.EVIDENCE: "guideline-action",
    UseKind.CONTROVERSY: "guideline-controversy",
}


@dataclass(frozen=True)
class UseWords:
    """One use: of what kind, by what, and where that is read."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class UseGroup:
    """All uses of one kind."""

    kind: str
    uses: tuple[UseWords, ...]


@dataclass(frozen=True)
class StatementRow:
    said: Said
    source: str
    source_url: str
    section: str
    uses: tuple[UseGroup, ...]
    reason: str
    why_not: str
    notes: tuple[NoteWords, ...]


def statement_rows(codes: Iterable[str]) -> list[StatementRow]:
    return [statement_row(code) for code in codes]


def statement_row(code: str) -> StatementRow:
    source = SOURCES[SOURCE_OF_LETTER[code[0]]]
    not_used = NOT_USED.get(code)
    return StatementRow(
        said=said(code),
        source=_(source.title),
        source_url=reverse("guideline-source", args=[source.id]),
        section=_(CATALOGUE[code].section),
        uses=_by_kind(map(use_words, uses_of(code))),
        reason=_(REASON_LABELS[not_used.reason]) if not_used else "",
        why_not=_(not_used.words) if not_used else "",
        notes=notes_beside([code]),
    )


def _by_kind(uses: Iterable[UseWords]) -> tuple[UseGroup, ...]:
    """Uses stand in the order of their kinds already."""
    return tuple(UseGroup(kind, tuple(group)) for kind, group in groupby(uses, key=attrgetter("kind")))


def use_words(use: Use) -> UseWords:
    return UseWords(_(USE_LABELS[use.kind]), _(use.title), address(use))


def address(use: Use) -> str:
    """The action's or the controversy's own page; for the rest, the statements they rest on."""
    try:
        return (
            reverse(PAGES[use.kind], args=[use.code]) if use.kind in PAGES and _has_page(use) else _asked(use)
        )
    except NoReverseMatch:
        return _asked(use)


def _has_page(use: Use) -> bool:
    return use.kind is UseKind.CONTROVERSY or "." in use.code


def _asked(use: Use) -> str:
    return f"{reverse('guideline-statements')}?{urlencode({'by': use.code})}"
