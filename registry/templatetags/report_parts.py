"""The tables and choices of a report, put together in Python: a hundred and fifty links and as many choices cost a template more than all the report's queries."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from registry.markup import escaped, filled, joined
from registry.report_page.choices import Control
from registry.report_page.figure import Cell, Table
from registry.report_page.links import Linked
from registry.report_page.silent import Line

register = template.Library()

SELECTED = SafeString(" selected")
KEPT_WHOLE = 16  # characters of a row's head that are never broken into two lines


@register.simple_tag
def options(control: Control) -> SafeString:
    """Of a select."""
    return joined(
        filled('<option value="{}"{}>{}</option>', one.value, SELECTED if one.selected else "", one.label)
        for one in control.options
    )


@register.simple_tag
def figure_rows(table: Table) -> SafeString:
    """The first cell of a row is its head."""
    return joined(_row(row) for row in table.rows)


@register.simple_tag
def silent_rows(lines: Iterable[Line]) -> SafeString:
    return joined(
        _row((line.title, line.due, line.answered, line.silent, line.completeness)) for line in lines
    )


def _row(row: Iterable[Cell]) -> SafeString:
    head, *cells = row
    whole = SafeString(' class="nowrap"') if len(str(head)) < KEPT_WHOLE else ""
    numbers = joined(f'<td class="number">{_shown(cell)}</td>' for cell in cells)
    return filled('<tr><th scope="row"{}>{}</th>{}</tr>', whole, SafeString(_shown(head)), numbers)


def _shown(cell: Cell) -> str:
    return cell.html if isinstance(cell, Linked) else escaped(cell)
