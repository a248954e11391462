"""What somebody asked to have exported, checked against the catalogue; a wrong word is one clear message."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from registry.exchange.outgoing.variable import Column, Group, Variable
from registry.models import Timepoint

FORMATS = ("csv", "xlsx", "parquet")
LAYOUTS = ("wide", "long")
# A visit is no key of a row: an episode may have many. They are in the long layout.
TIMEPOINTS = tuple(code for code in Timepoint.values if code != Timepoint.VISIT)


class InvalidExport(ValueError):
    """An export that cannot be made; the message says what was found and what to do."""


@dataclass(frozen=True)
class ExportRequest:
    """Variables in the order of the catalogue, each once."""

    variables: tuple[Variable, ...]
    timepoints: tuple[str, ...]
    layout: str
    format: str
    own_heads: tuple[Any, ...] = ()  # of rows that are not about episodes: a report's cells

    @property
    def columns(self) -> list[Column]:
        """A column a variable, and one a timepoint where the variable repeats."""
        return [
            Column(variable, timepoint)
            for variable in self.variables
            for timepoint in (self.timepoints if variable.repeats else ("",))
        ]

    @property
    def identifies(self) -> bool:
        return any(variable.identifying for variable in self.variables)


def read_request(
    groups: Iterable[Group],
    names: Collection[str],
    *,
    timepoints: Collection[str] = TIMEPOINTS,
    layout: str = "wide",
    format: str = "csv",
    may_identify: bool = False,
) -> ExportRequest:
    """The request; InvalidExport for no variable, an unknown one, or one that names people without leave."""
    known = {variable.name: variable for group in groups for variable in group.variables}
    meant = {group.code: group.variables for group in groups}
    wanted = {variable.name for name in names for variable in _named(name, known, meant)}
    if not wanted:
        raise InvalidExport(_("No variable is chosen. Choose at least one; a group stands for all it holds."))
    chosen = tuple(variable for variable in known.values() if variable.name in wanted)
    if not may_identify and any(variable.identifying for variable in chosen):
        raise InvalidExport(
            _("Names and numbers leave only with a permission of their own. Leave the group identity out.")
        )
    _check("layout", layout, LAYOUTS)
    _check("format", format, FORMATS)
    for timepoint in timepoints:
        _check("timepoint", timepoint, TIMEPOINTS)
    if not timepoints and any(variable.repeats for variable in chosen):
        raise InvalidExport(_("No timepoint is chosen, and the scores have one each. Choose at least one."))
    return ExportRequest(chosen, tuple(code for code in TIMEPOINTS if code in timepoints), layout, format)


def _named(
    name: str, known: dict[str, Variable], meant: dict[str, tuple[Variable, ...]]
) -> tuple[Variable, ...]:
    if name in meant:
        return meant[name]
    if name in known:
        return (known[name],)
    near = get_close_matches(name, [*known, *meant], n=1)
    hint = _(" Did you mean %(near)s?") % {"near": near[0]} if near else ""
    raise InvalidExport(_("There is no variable %(name)s.") % {"name": repr(name[:60])} + hint)


def _check(what: str, found: str, allowed: Collection[str]) -> None:
    if found not in allowed:
        raise InvalidExport(
            _("The %(what)s is %(found)s; give one of %(allowed)s.")
            % {"what": what, "found": repr(found[:40]), "allowed": ", ".join(allowed)}
        )
