"""The report laid out: chapters with their tables and figures, sentences before, notes after, charts drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.annual_report.report import Part, Report, Sentence
from registry.annual_report.specification import CHAPTERS
from registry.exchange.annual import words
from registry.exchange.annual.charts import chart_of
from registry.exchange.annual.sheets import Sheet, sheet_of
from registry.models.department import Country
from registry.reports import drawing


@dataclass(frozen=True)
class Piece:
    """One table or figure. `sentences`: a paragraph each. `svg` is empty where there is nothing to draw."""

    anchor: str
    heading: str
    sentences: tuple[str, ...]
    sheet: Sheet
    notes: tuple[str, ...]
    svg: str
    is_figure: bool


@dataclass(frozen=True)
class ChapterOf:
    anchor: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Document:
    title: str
    made: str
    preface: tuple[str, ...]
    chapters: tuple[ChapterOf, ...]


def document(report: Report, made_on: date) -> Document:
    """In the language that is active."""
    chapters = []
    for number, chapter in enumerate(CHAPTERS, start=1):
        parts = [part for name in chapter.parts if (part := report.part(name)) is not None]
        pieces = tuple(_piece(report, part) for part in parts)
        chapters.append(ChapterOf(f"chapter-{number}", _(chapter.title), pieces))
    title = _("Annual report %(year)s, %(country)s") % {
        "year": report.year,
        "country": Country(report.country).label,
    }
    made = _("Made on %(day)s from the registry's statistics.") % {"day": date_format(made_on)}
    return Document(title, made, _preface(), tuple(chapter for chapter in chapters if chapter.pieces))


def _piece(report: Report, part: Part) -> Piece:
    sentences = _paragraphs(one for one in report.sentences if one.where == part.name)
    chart = chart_of(part, " ".join(sentences))
    return Piece(
        anchor=part.name.replace(" ", "-"),
        heading=words.heading(part),
        sentences=sentences,
        sheet=sheet_of(part),
        notes=tuple(words.sentence(note.text) for note in part.notes),
        svg=drawing.svg(chart) if chart else "",
        is_figure=part.kind == "figure",
    )


def _paragraphs(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """What is said of one thing in one line."""
    lines: list[str] = []
    for one in sentences:
        said = words.sentence(one.text)
        if one.continues and lines:
            lines[-1] += f" {said}"
        else:
            lines.append(said)
    return tuple(lines)


def _preface() -> tuple[str, ...]:
    """What holds for every number."""
    return (
        _(
            "An operation here is an operated episode, counted once, in the year of its latest operation. Patients treated without surgery are not in this report."
        ),
        _(
            "A follow-up is told of those operated on in the years whose whole follow-up the report covers: at 1 year up to the year before its last, at 2 years up to two years before; who answered, who was due and every mean are of the same years. It was due of whoever lived then, had not withdrawn and was not operated on again."
        ),
        _(
            "Improvement is positive. A change is that of the patients who answered both times. The threshold that a rate is held against stands beside it with its source."
        ),
        _(
            "These are before-and-after numbers of registered patients, without a comparison group and not adjusted: they do not show what an operation does."
        ),
        _("Numbers from 1 to 4, and those they could be worked out from, are not shown."),
        _("Not for clinical use: not a CE-marked medical device."),
    )
