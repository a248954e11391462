"""The report as a tagged PDF (PDF/UA-1): page numbers, bookmarks, charts with their text. Set by Typst inside this process."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.exchange.annual.document import ChapterOf, Document, Piece

LAYOUT = Path(__file__).with_name("report.typ")


def pdf(made: Document) -> bytes:
    return bytes(compiled(made, format="pdf", pdf_standards="ua-1"))


def compiled(made: Document, **how: Any) -> Any:
    """What Typst makes of it; the fonts are those it carries, so that no machine's own fonts decide."""
    import typst  # here, so that no page that prints nothing loads it

    return typst.compile(_files(made), ignore_system_fonts=False, **how)


def _files(made: Document) -> dict[str, bytes]:
    charts = {
        f"{piece.anchor}.svg": piece.svg.encode()
        for chapter in made.chapters
        for piece in chapter.pieces
        if piece.svg
    }
    data = {
        "title": made.title,
        "lang": (get_language() or "en").partition("-")[0],
        "made": made.made,
        "foot": _("Not for clinical use: not a CE-marked medical device"),
        "contents": _("Contents"),
        "preface": made.preface,
        "chapters": [_chapter(chapter) for chapter in made.chapters],
    }
    return {"main.typ": LAYOUT.read_bytes(), "data.json": json.dumps(data).encode(), **charts}


def _chapter(chapter: ChapterOf) -> dict[str, Any]:
    return {"title": chapter.title, "pieces": [_piece(piece) for piece in chapter.pieces]}


def _piece(piece: Piece) -> dict[str, Any]:
    """A chart is told in the sentences above it, which are its text for who cannot see it."""
    alt = f"{piece.heading}. {' '.join(piece.sentences)}"
    return {**asdict(piece), "svg": f"{piece.anchor}.svg" if piece.svg else "", "alt": alt}
