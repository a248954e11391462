"""What an action rests on, as HTML: the same for every patient, so it is drawn once a language and year."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.evidence import sources_of

register = template.Library()


@register.simple_tag
def evidence(code: str, year: int) -> SafeString:
    """Sources and both sides of the action, folded."""
    return _evidence(code, year, get_language() or "en")


@lru_cache(maxsize=1024)
def _evidence(code: str, year: int, _language: str) -> SafeString:
    action = ACTIONS[code]
    return render_to_string(
        "guidelines/_evidence.html", {"title": action.title, "sources": sources_of(action, year)}
    )
