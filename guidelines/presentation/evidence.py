"""What an action rests on: each source with its age on the day of the advice, and what it says. No patient in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from guidelines.pathway.recommendations import Action, Certainty
from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES, Citation, Source
from guidelines.pathway.statements import STATEMENTS
from guidelines.presentation.defect_words import NoteWords, notes_beside
from guidelines.presentation.values import day_words

LANGUAGES = {"da": gettext_noop("Danish"), "sv": gettext_noop("Swedish")}


@dataclass(frozen=True)
class Said:
    """One statement of a source, in our own words, with its exact figures."""

    id: str
    says: str
    figures: str


@dataclass(frozen=True)
class SourceWords:
    """A source as it is cited: what it is, how old it was on the day, what it says, and what is wrong with its figures.

    `overdue`: on the day it should have been read again.
    """

    id: str
    url: str
    title: str
    kind: str
    language: str
    dated: str
    dated_short: str
    age: str
    funding: str
    locator: str
    checked: str
    review_by: str
    overdue: bool
    statements: tuple[Said, ...]
    notes: tuple[NoteWords, ...]


def certainty_tag(action: Action) -> str:
    """The state of the certainty tag: that there are no studies in this group is a state of its own."""
    return "no_studies" if action.certainty is Certainty.NONE else action.certainty.value


def sources_of(action: Action, on: date) -> tuple[SourceWords, ...]:
    """The action's sources in the reader's language, as old as they are on the day."""
    return _sources(action, on, get_language() or "en")


@lru_cache(maxsize=2048)
def _sources(action: Action, on: date, _language: str) -> tuple[SourceWords, ...]:
    return tuple(_source_words(cited, SOURCES[cited.source], on) for cited in action.cites)


def _source_words(cited: Citation, source: Source, on: date) -> SourceWords:
    return SourceWords(
        id=source.id,
        url=reverse("guideline-source", args=[source.id]),
        title=_(source.title),
        kind=_(source.kind),
        language=_(LANGUAGES[source.language]),
        dated=f"{years(source)} ({_(source.dated_by)})" if source.dated_by else years(source),
        dated_short=years(source),
        age=age_words(source, on.year),
        funding=_(source.funding) if source.funding else "",
        locator=cited.locator,
        checked=_("checked on %(day)s by %(who)s")
        % {"day": day_words(cited.checked_on), "who": cited.checked_by},
        review_by=_("review by %(day)s") % {"day": day_words(cited.review_by)},
        overdue=cited.is_overdue(on),
        statements=tuple(map(said, cited.statements)),
        notes=notes_beside(cited.statements),
    )


def said(number: str) -> Said:
    """What a statement says, in the reader's language."""
    statement = STATEMENTS[number]
    return Said(number, _(statement.says), _(statement.figures) if statement.figures else "")


def rests_on(source: str) -> str:
    """What a line of the training programmes names as its source; the number of a statement with its document."""
    if source not in STATEMENTS:
        return source
    document = SOURCES[SOURCE_OF_LETTER[source[0]]]
    return f"{_(document.title)}, {source}"


def years(source: Source) -> str:
    """Its year, or that it has none and the years it must lie between."""
    if source.year is not None:
        return str(source.year)
    earliest, latest = source.between or (0, 0)
    return _("undated; between %(earliest)d and %(latest)d") % {"earliest": earliest, "latest": latest}


def age_words(source: Source, year: int) -> str:
    """How old it is, as a span where it is undated: an old source carries its age on the screen."""
    if source.year is not None:
        age = year - source.year
        return ngettext("%(years)d year old", "%(years)d years old", age) % {"years": age}
    earliest, latest = source.between or (year, year)
    return _("%(least)d to %(most)d years old") % {"least": year - latest, "most": year - earliest}
