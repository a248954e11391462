"""Markup of long lists put together in Python, at a third of what Django's own format_html takes."""

from __future__ import annotations

from collections.abc import Iterable
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
