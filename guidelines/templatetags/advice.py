"""The parts of a card that are drawn a hundred times a page, each drawn once and kept, or put together in Python."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.action_evidence import evidence_words
from guidelines.presentation.cards import TraceLine
from guidelines.presentation.evidence import sources_of
from guidelines.presentation.values import ValueWords

register = template.Library()

KEPT = 1024


@register.simple_tag
def evidence(code: str, on: date) -> SafeString:
    """The evidence and the sources of an action, folded: the same for every patient on that day."""
    return _evidence(code, on, get_language() or "en")


@lru_cache(KEPT)
def _evidence(code: str, on: date, _language: str) -> SafeString:
    action = ACTIONS[code]
    words = {"title": _(action.title), "evidence": evidence_words(action), "sources": sources_of(action, on)}
    return render_to_string("guidelines/_evidence.html", words)


@register.simple_tag
def verdict(code: str) -> SafeString:
    """The verdict badge."""
    return _component("verdict_badge", get_language() or "en", verdict=code)


@register.simple_tag
def certainty(code: str, strength: str) -> SafeString:
    """The certainty tag with the strength beside it."""
    return _component("certainty_tag", get_language() or "en", certainty=code, strength=strength)


@lru_cache(KEPT)
def _component(name: str, _language: str, **values: str) -> SafeString:
    return render_to_string(f"_components/{name}.html", values)


@register.simple_tag
def trace(lines: Iterable[TraceLine]) -> SafeString:
    """Each part of the rule as it stood, with its values and their days."""
    own = _own_choice(get_language() or "en")
    return traced((line.status, line.words, own if line.design_choice else "", line.values) for line in lines)


def traced(lines: Iterable[tuple[str, str, str, Iterable[ValueWords]]]) -> SafeString:
    """Lines of status, words, what stands after them, and values."""
    status_words = {"met": _("met"), "not_met": _("not met"), "not_known": _("not known")}
    rows = (
        (status, status_words[status], words, after, _values(values))
        for status, words, after, values in lines
    )
    drawn = format_html_join(
        "",
        '<li class="trace__line trace__line--{}"><span class="trace__status">{}</span>'
        '<span class="trace__words">{}{}<span class="trace__values">{}</span></span></li>',
        rows,
    )
    return format_html('<ul class="trace">{}</ul>', drawn)


@lru_cache
def _own_choice(_language: str) -> SafeString:
    return format_html(" {}", render_to_string("guidelines/_own_choice.html"))


def _values(values: Iterable[ValueWords]) -> SafeString:
    return SafeString("".join(map(_value, values)))


@lru_cache(4 * KEPT)
def _value(value: ValueWords) -> SafeString:
    """One value; the same words are drawn the same way for everybody."""
    if not value.recorded:
        return format_html('<span>{}: <em class="not-recorded">{}</em></span>', value.label, value.text)
    return format_html(
        '<span>{}: <strong>{}</strong> <time datetime="{}">{}</time></span>',
        value.label, value.text, value.iso_day, value.day,
    )  # fmt: skip
