"""The places of the guideline: each is shown once its address stands and to whoever may open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

PLACES = (
    ("guideline", _("Map")),
    ("guideline-actions", _("Actions")),
    ("guideline-sources", _("Sources")),
    ("guideline-statements", _("Statements")),
    ("guideline-controversies", _("Controversies")),
    ("guideline-proofs", _("Proofs")),
    ("guideline-sandbox", _("Sandbox")),
    ("guideline-versions", _("Versions")),
    ("guideline-reassess", _("Reassess")),
    ("guideline-review", _("Review desk")),
    ("guideline-reports", _("Reports")),
)


@dataclass(frozen=True)
class Place:
    """An entry of the sub-navigation; `here` marks the page one stands on or under."""

    label: str
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def guideline_places(context: template.Context) -> list[Place]:
    """The places this user may open, in their order."""
    request = context["request"]
    urls = {name: _address(name) for name, _label in PLACES}
    here = max((url for url in urls.values() if url and request.path.startswith(url)), key=len, default="")
    return [
        Place(label, urls[name], urls[name] == here)
        for name, label in PLACES
        if urls[name] and _may_open(request.user, urls[name])
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _may_open(user: Any, url: str) -> bool:
    return user.has_perm(getattr(resolve(url).func, "permission", ""))


@register.filter
def of(found: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds for a key, or nothing."""
    return found.get(key, "")
