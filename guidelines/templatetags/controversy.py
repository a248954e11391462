"""Both sides of a controversy beside one patient: what is the same for everybody is drawn once and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.presentation.cards import Card
from guidelines.presentation.controversy import controversy_words
from guidelines.presentation.likeness import LikenessWords, Sides, TraitLine
from guidelines.presentation.screen import Screen
from guidelines.templatetags.advice import traced

register = template.Library()


@register.simple_tag
def both_sides(card: Card, screen: Screen) -> SafeString:
    """The controversies beside an action: told at the first card of the page they stand beside, named at later ones."""
    return format_html_join("", "{}", ((_told(sides, card, screen),) for sides in card.sides))


def _told(sides: Sides, card: Card, screen: Screen) -> SafeString:
    at = screen.told_at[sides.id]
    if at.anchor != card.anchor:
        return format_html(
            '<p class="sides-at"><a href="#controversy-{}">{} {}</a> <span class="soft">{} · {}</span></p>',
            sides.id, _("Both sides:"), sides.question, sides.counts, _("under “%(action)s”") % {"action": at.title},
        )  # fmt: skip
    who = format_html("<p><strong>{}</strong> {}.</p>", _("This patient:"), screen.likeness)
    return format_html(
        '<details class="disclosure" id="controversy-{}"><summary aria-describedby="{}-title">{} {} '
        '<span class="soft">{}</span></summary><div class="disclosure__body">{}{}</div></details>',
        sides.id, card.anchor, _("Both sides:"), sides.question, sides.counts, who if screen.likeness else "",
        sides_drawn(sides),
    )  # fmt: skip


@register.simple_tag
def told_here(card: Card, screen: Screen) -> tuple[Sides, ...]:
    """The controversies that are told at this card: paper names each once."""
    return tuple(sides for sides in card.sides if screen.told_at[sides.id].anchor == card.anchor)


@register.simple_tag
def sides_drawn(sides: Sides) -> SafeString:
    """The positions side by side, each with whether it resembles this patient."""
    language = get_language() or "en"
    kept = _kept(sides.id, language)
    positions = format_html_join(
        "",
        '<li class="position">{}{}{}</li>',
        (
            (head, _likeness(beside, language), rows)
            for (head, rows), beside in zip(kept.positions, sides.likeness, strict=True)
        ),
    )
    return format_html(
        '<div class="controversy"><p class="soft">{}</p><ul class="positions">{}</ul>{}</div>',
        _("Resemblance says whom a position is about, never that it is right."),
        positions,
        kept.foot,
    )


class _Kept:
    """The parts of a card that are the same for every patient."""

    def __init__(self, code: str) -> None:
        words = controversy_words(code)
        self.foot = _drawn("controversy_foot", controversy=words)
        self.positions = [
            (_drawn("position_head", position=each), _drawn("position_rows", position=each))
            for each in words.positions
        ]


@lru_cache(256)
def _kept(code: str, _language: str) -> _Kept:
    return _Kept(code)


def _drawn(name: str, **values: Any) -> SafeString:
    return render_to_string(f"guidelines/_{name}.html", values)


@lru_cache(4096)
def _likeness(found: LikenessWords, _language: str) -> SafeString:
    """A page is drawn again after every response, and once more to be stored: the same words need no drawing."""
    missing = ", ".join(fact.label for fact in found.missing)
    return format_html(
        '<div class="likeness likeness--{}"><p class="likeness__status">{}</p>{}{}{}</div>',
        found.status,
        found.label,
        format_html("<p>{}</p>", found.reason) if found.reason else "",
        traced(map(_line, found.traits)) if found.traits else "",
        format_html("<p>{} {}.</p>", _("Would tell:"), missing) if missing else "",
    )


def _line(trait: TraitLine) -> tuple[str, str, str, Any]:
    rule = format_html(' <span class="soft">({})</span>', trait.rule) if trait.rule else ""
    return trait.status, trait.because, rule, trait.values
