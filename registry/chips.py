"""Filters as chips: links that change one parameter of the address and keep the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

ALL = _("All")


class Chips(list[dict[str, Any]]):
    """The chips of one filter. `not_offered` is what the address asks of it and there is no chip for; else ""."""

    not_offered = ""


def chips(
    params: QueryDict,
    name: str,
    choices: Iterable[tuple[str, Any]],
    *,
    everything: Any = ALL,
    counts: dict[str, Any] | None = None,
    usual: str = "",
) -> Chips:
    """What templates/_components/chips.html draws: one chip a choice, and one that takes the filter off.

    `usual` is a value that asks for the same as no value does.
    """
    chosen = params.get(name, "")
    known = [("", everything), *choices]
    active = chosen if chosen in dict(known) else ""
    drawn = Chips(
        {
            "label": label,
            "url": address(params, name, value),
            "active": value == active,
            "count": (counts or {}).get(value),
        }
        for value, label in known
    )
    drawn.not_offered = "" if chosen in (active, usual) else chosen
    return drawn


def address(params: QueryDict, name: str, value: str) -> str:
    """The query string with one parameter changed; the page begins again."""
    changed = params.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
