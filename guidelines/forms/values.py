"""Recorded values as a control sends them and as a person reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import Fact
from registry.partial_date import PartialDate
from registry.widgets import MeasureWidget


def day_in_words(day: PartialDate | date) -> str:
    if isinstance(day, PartialDate) and day.precision == "month":
        return date_format(day.day, "YEAR_MONTH_FORMAT")
    return date_format(day.day if isinstance(day, PartialDate) else day, "DATE_FORMAT")


def as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return MeasureWidget().format_value(value) if isinstance(value, float) else str(value)


def whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def in_words(fact: Fact, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(gettext(VALUE_LABELS[code]) for code in value) or gettext("none of these")
    if fact.values:
        return gettext(VALUE_LABELS[value])
    unit = gettext(fact.unit) if fact.unit else ""
    return f"{number_format(whole(value))} {unit}".strip()
