"""The tables and choices of a report, put together in Python: a hundred and fifty links and as many choices cost a template more than all the report's queries."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from registry.report_page.choices import Control
from registry.report_page.figure import Cell, Table
from registry.report_page.links import Linked
from registry.report_page.silent import Line

register = template.Library()

KEPT_WHOLE = 16  # characters of a row's head that are never broken into two lines
NUMBER = SafeString('<td class="number">{}</td>')


@register.simple_tag
def options(control: Control) -> SafeString:
    """Of a select."""
    lines = (
        (one.value, SafeString(" selected") if one.selected else "", one.label) for one in control.options
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', lines)


@register.simple_tag
def figure_rows(table: Table) -> SafeString:
    """The first cell of a row is its head."""
    return _joined(_row(row) for row in table.rows)


@register.simple_tag
def silent_rows(lines: Iterable[Line]) -> SafeString:
    return _joined(
        _row((line.title, line.due, line.answered, line.silent, line.completeness)) for line in lines
    )


def _row(row: Iterable[Cell]) -> SafeString:
    head, *cells = row
    whole = SafeString(' class="nowrap"') if len(str(head)) < KEPT_WHOLE else ""
    numbers = _joined(format_html(NUMBER, _shown(cell)) for cell in cells)
    return format_html('<tr><th scope="row"{}>{}</th>{}</tr>', whole, _shown(head), numbers)


def _shown(cell: Cell) -> SafeString:
    return cell.html if isinstance(cell, Linked) else conditional_escape(cell)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))
