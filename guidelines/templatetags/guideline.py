"""The places of the guideline: each is shown once its address stands and to whoever may open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guidelines.presentation.pathway_map.drawing import Box, Path
from guidelines.presentation.rule_tree import TreeLine

register = template.Library()
KEPT = 4096  # every box and way in both shapes, with each verdict

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


@register.simple_tag
def criteria_tree(line: TreeLine) -> SafeString:
    """A criterion as lines under lines; what a name stands for opens below it."""
    if line.lines and not line.opens:
        return format_html(
            '<div class="tree"><p class="tree__head">{}</p>{}</div>', line.text, _lines(line.lines)
        )
    return format_html('<ul class="tree">{}</ul>', _line(line))


def _lines(lines: Iterable[TreeLine]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "{}", ((_line(line),) for line in lines)))


def _line(line: TreeLine) -> SafeString:
    if line.opens:
        return format_html(
            '<li><details class="tree__named"><summary>{}</summary>{}{}</details></li>',
            line.text, _lines(line.lines), _beside(line),
        )  # fmt: skip
    if line.lines:
        return format_html(
            '<li><details class="tree__group" open><summary class="tree__head">{}</summary>{}</details></li>',
            line.text, _lines(line.lines),
        )  # fmt: skip
    return format_html("<li>{}</li>", line.text)


def _beside(line: TreeLine) -> SafeString:
    """What a named criterion rests on, and the page of the action it stands for."""
    parts = [format_html("{}", ", ".join(line.cites))] if line.cites else []
    parts += [format_html("{}", _("[D] our own choice"))] if line.own else []
    parts += [format_html('<a href="{}">{}</a>', line.url, _("the page of this action"))] if line.url else []
    said = format_html_join(" · ", "{}", ((part,) for part in parts))
    return format_html('<p class="soft">{}</p>', said) if parts else SafeString("")


@register.simple_tag
def map_box(box: Box) -> SafeString:
    """A box of the map; the same box is drawn once."""
    return _drawn("box", box, get_language() or "en")


@register.simple_tag
def map_way(path: Path) -> SafeString:
    """A way on the map; the same way is drawn once."""
    return _drawn("path", path, get_language() or "en")


@lru_cache(KEPT)
def _drawn(name: str, what: Box | Path, _language: str) -> SafeString:
    return render_to_string(f"guidelines/_map_{'box' if name == 'box' else 'way'}.html", {name: what})
