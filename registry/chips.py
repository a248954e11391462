"""Filters as chips: links that change one parameter of the address and keep the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

ALL = _("All")


def chips(
    params: QueryDict,
    name: str,
    choices: Iterable[tuple[str, Any]],
    *,
    everything: Any = ALL,
    counts: dict[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """What templates/_components/chips.html draws: one chip a choice, and one that takes the filter off."""
    chosen = params.get(name, "")
    known = [("", everything), *choices]
    active = chosen if chosen in dict(known) else ""
    return [
        {
            "label": label,
            "url": address(params, name, value),
            "active": value == active,
            "count": (counts or {}).get(value),
        }
        for value, label in known
    ]


def address(params: QueryDict, name: str, value: str) -> str:
    """The query string with one parameter changed; the page begins again."""
    changed = params.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
