"""Numbers and sentences of a report in the reader's language."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.annual_report.measures import decimals_of, measure, rounded, shown
from registry.annual_report.report import Absent, Cell, Kind, Part
from registry.annual_report.text.said import TIMES
from registry.instruments.translate import Message

KEPT = "\u00a0"  # a space at which no line breaks
NUMBER = re.compile(r"-?\d+(\.\d+)?")
YEAR = re.compile(r"(19|20)\d\d")


def sentence(message: Message) -> str:
    """Said in the reader's language; the first letter large."""
    values = {name: _value(value) for name, value in message.values}
    said = _(message.template).format(**values)
    return said[:1].upper() + said[1:]


def _value(value: str | int) -> str:
    """A number as the reader writes it; a year as it is; words translated, where they are ours."""
    text = str(value)
    if NUMBER.fullmatch(text):
        return text if YEAR.fullmatch(text) else number(Decimal(text))
    return _(text) if text else text


def number(value: Decimal) -> str:
    return number_format(value, use_l10n=True, force_grouping=value == value.to_integral())


def decimal(value: float, decimals: int) -> str:
    return number_format(rounded(value, decimals), use_l10n=True)


def main(cell: Cell) -> str:
    """The number itself, or in a word why there is none."""
    found = shown(cell)
    if found is None:
        return absent(cell)
    said = number(found) if cell.kind is Kind.COUNT else number_format(found, use_l10n=True)
    return f"{said}{KEPT}%" if cell.kind is Kind.SHARE else said


def absent(cell: Cell) -> str:
    return {
        Absent.SUPPRESSED: _("not shown"),
        Absent.NOBODY: _("nobody"),
        Absent.NOT_COLLECTED: _("not counted"),
    }.get(cell.absent or Absent.BLANK, "–")


def surname(cell: Cell) -> str:
    """What must be known of the number: SD, how many, the interval, the threshold, the value set."""
    if cell.value is None:
        return ""
    decimals = decimals_of(cell)
    said = []
    if cell.spread is not None:
        said.append(f"{cell.spread_is} {decimal(cell.spread, decimals)}")
    if cell.is_change and cell.low is not None and cell.high is not None:
        interval = _("95 %% interval %(low)s to %(high)s")
        said.append(interval % {"low": decimal(cell.low, decimals), "high": decimal(cell.high, decimals)})
    if cell.n is not None:
        said.append(_how_many(cell))
    return ", ".join(said)


def _how_many(cell: Cell) -> str:
    if cell.kind is Kind.SHARE:
        return _("%(n)s of %(of)s") % {"n": number(Decimal(cell.n or 0)), "of": number(Decimal(cell.of or 0))}
    n = {"n": number(Decimal(cell.n or 0))}
    said = _("n %(n)s pairs") % n if cell.is_change else _("n %(n)s") % n
    return said.replace(" ", KEPT)


def title_of(code: str, surnames: str = "") -> str:
    """A measure with its unit; a share over a threshold with the threshold."""
    known = measure(code)
    if code.endswith("_reached"):
        return _("%(measure)s: better by at least %(threshold)s") % {
            "measure": _(known.title),
            "threshold": ", ".join(_(part) for part in surnames.split(", ")),
        }
    return f"{_(known.title)} ({surnames})" if surnames else _(known.title)


def with_unit(code: str, title: str) -> str:
    """A title says its unit once."""
    unit = _(measure(code).unit)
    return title if unit in title else f"{title}, {unit}"


def timepoint(code: str) -> str:
    """A wave in words, a change as from and to, a year as it is."""
    if code.startswith("baseline-"):
        return _("change %(wave)s") % {"wave": timepoint(code.partition("-")[2])}
    return _(TIMES[code]) if code in TIMES else code


def heading(part: Part) -> str:
    """Table 4. Title, 2009-2022"""
    name = _("Table %(number)s") if part.kind == "table" else _("Figure %(number)s")
    return f"{name % {'number': part.number}}. {sentence(part.title)}, {part.period.replace('-', '–')}"
