"""The data dictionary of an export: a line a column, derived from the same variables that fill it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.exchange.outgoing.layout import heads
from registry.exchange.outgoing.request import ExportRequest
from registry.exchange.outgoing.variable import MISSING_WORDS, Variable
from registry.models import Timepoint

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


def dictionary(request: ExportRequest) -> Iterator[list[str]]:
    """A row for each column of the file; in the long layout one more for each variable that stands in it."""
    for head in heads(request):
        yield _line(head.name, head.variable, head.timepoint)
    if request.layout == "long":
        for variable in request.variables:
            yield _line("value", variable, "")
    for code, words in MISSING_WORDS.items():
        yield ["", "", "missing codes", "", str(words), "code", *[""] * 6, str(code), ""]


def _line(name: str, variable: Variable, timepoint: str) -> list[str]:
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
        variable.note,
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
