"""Filters as chips: links that change one parameter of the address and keep the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

ALL = _("All")
# name of the parameter: its label, what no choice is called, and the choices
Filters = Mapping[str, tuple[Any, Any, Iterable[tuple[str, Any]]]]


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


def chip_groups(params: QueryDict, filters: Filters) -> list[dict[str, Any]]:
    """A row of chips for each filter: what templates/_components/filters.html draws."""
    return [
        {"label": label, "items": chips(params, name, choices, everything=everything)}
        for name, (label, everything, choices) in filters.items()
    ]


def chosen_of(params: QueryDict, filters: Filters) -> dict[str, str]:
    """What is chosen of the filters; a value that is not offered narrows nothing, and its chips say so."""
    offered = {name: dict(choices) for name, (_label, _everything, choices) in filters.items()}
    return {name: value for name, value in params.items() if value in offered.get(name, ())}


def address(params: QueryDict, name: str, value: str) -> str:
    """The query string with one parameter changed; the page begins again."""
    changed = params.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
