"""The words of the map: why a way leads on, and texts broken into lines that fit their column."""

from __future__ import annotations

import textwrap
from collections.abc import Collection

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guidelines.pathway.criteria import Criterion, Named, Not
from guidelines.pathway.readings.leads import Kind, Lead, applies_as
from guidelines.pathway.readings.words import asked_in_words
from guidelines.pathway.recommendations import Action
from guidelines.pathway.thresholds import Thresholds

MOST_LINES = 4  # of a title
MOST_LABEL_LINES = 4


def wrapped(text: str, width: int, most: int = MOST_LINES) -> tuple[str, ...]:
    """The text in lines of at most `width` letters; what does not fit in `most` lines ends in an ellipsis."""
    return tuple(textwrap.wrap(text, width, max_lines=most, placeholder=" …")) or ("",)


def label_lines(text: str, width: int) -> tuple[str, ...]:
    """The lines of a way's label, or none where there is no room for the whole of it."""
    lines = textwrap.wrap(text, width)
    return tuple(lines) if len(lines) <= MOST_LABEL_LINES else ()


def reason(way: Lead, source: Action, target: Action | None, thresholds: Thresholds) -> str:
    """What must hold for the way to lead on, in words; nothing where the source's own presence is enough."""
    asked: Criterion = way.criterion.criterion if isinstance(way.criterion, Not) else way.criterion
    if target is not None and asked == target.when and applies_as(target, source):
        return ""
    if isinstance(asked, Named):
        return "" if asked.label == source.title or way.kind is Kind.SHUTS else capfirst(_(asked.label))
    return asked_in_words(way.criterion, thresholds, _)


def leads_to(way: Lead, title: str, because: str) -> str:
    """One line of the text beside the map."""
    said = {
        Kind.OPENS: _("leads to %(title)s, when: %(because)s")
        if because
        else _("leads to %(title)s, whenever it applies"),
        Kind.CLEARS: _("is needed for %(title)s, which is not cleared before: %(because)s"),
        Kind.SHUTS: _("takes away %(title)s"),
        Kind.HOLDS: _("holds back %(title)s"),
    }[way.kind]
    return said % {"title": title, "because": because}


def listed(titles: Collection[str]) -> str:
    return "; ".join(titles)
