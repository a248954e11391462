"""Markup of long lists put together in Python, at a third of what Django's own format_html takes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString


def escaped(value: object) -> str:
    """As Django's conditional_escape: the five characters, unless it is markup already."""
    text = value if isinstance(value, str) else str(value)  # words to be translated are now
    return text if isinstance(text, SafeString) else escape(text)


def filled(pattern: str, *values: object) -> SafeString:
    """As Django's format_html: the pattern is ours, each value is escaped."""
    return SafeString(pattern.format(*map(escaped, values)))


def joined(parts: Iterable[str], between: str = "") -> SafeString:
    """Parts that are escaped already."""
    return SafeString(between.join(parts))


def mark(name: str) -> SafeString:
    """A symbol of icons/columna.svg, as decoration."""
    icons = static("icons/columna.svg")
    return filled('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', icons, name)


class Lines:
    """Draws the rows of a table; what is the same in many is drawn once a page. `heads` has of each cell its head and its
    further attributes, and of each row more may be told than there are heads: what comes last is left out."""

    def __init__(self, *heads: tuple[str, SafeString | str]) -> None:
        self.cells = [filled('<td role="cell" data-head="{}"{}>', *head) for head in heads]
        self.mark = cache(mark)

    def row(self, head: SafeString, told: Iterable[object], last: str = "") -> SafeString:
        cells = (f"{cell}{escaped(one)}</td>" for cell, one in zip(self.cells, told, strict=False))
        return joined(
            ['<tr role="row"><th role="rowheader" scope="row">', head, "</th>", *cells, last, "</tr>"]
        )
