"""The data dictionary of an export: a line a column, derived from the same variables that fill it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.exchange.outgoing.layout import heads
from registry.exchange.outgoing.request import ExportRequest
from registry.exchange.outgoing.variable import MISSING_WORDS, Variable
from registry.models import Timepoint

# What is said of a variable of which an episode may have several operations.
LATEST = "of the latest operation of the episode alone: operation_count says how many there are, the long layout has all"
EACH = "a row for each operation of the episode, on its day"
DICTIONARY_HEAD = (
    "column",
    "variable",
    "group",
    "timepoint",
    "label",
    "type",
    "unit",
    "lowest",
    "highest",
    "codes",
    "value_set",
    "scoring_rule",
    "missing_codes",
    "note",
)


def dictionary(request: ExportRequest) -> Iterator[list[Any]]:
    """A row for each column of the file; in the long layout one more for each variable that stands in it."""
    for head in heads(request):
        yield _line(head.name, head.variable, head.timepoint, LATEST)
    if request.layout == "long":
        for variable in request.variables:
            yield _line("value", variable, "", EACH)
    for code, words in MISSING_WORDS.items():
        yield ["", "", "missing codes", "", str(words), "code", *[""] * 6, str(code), ""]


def _line(name: str, variable: Variable, timepoint: str, of_operations: str) -> list[Any]:
    notes = (variable.note, of_operations if variable.each_operation else "")
    return [
        name,
        variable.name,
        variable.group,
        str(Timepoint(timepoint).label) if timepoint else "",
        str(variable.label),
        str(variable.type),
        variable.unit,
        _number(variable.lowest),
        _number(variable.highest),
        "; ".join(f"{code} = {words}" for code, words in variable.codes),
        variable.value_set and _("named in %(column)s") % {"column": variable.value_set},
        _(variable.scoring_rule) if variable.scoring_rule else "",
        "; ".join(variable.missing),
        "; ".join(filter(None, notes)),
    ]


def _number(value: float | None) -> float | str:
    """A number, so that a lowest below zero is not written as a text that a spreadsheet could run."""
    return "" if value is None else int(value) if value == int(value) else value
