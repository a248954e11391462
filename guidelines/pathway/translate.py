"""Marks a string of the pure packages for translation; the edge translates it when it is shown."""

from __future__ import annotations


def _(text: str) -> str:
    """`text` itself: makemessages finds the mark, gettext is called where a person sees it."""
    return text
