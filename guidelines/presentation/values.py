"""Facts, values and days as a person reads them, in the language and number format of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.adapters import WEEKS_SINCE, FactSheet
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.words import value_in_words

# A fact that is computed is asked for by the question it is computed from.
ASKED_AS: dict[str, str] = {weeks: since for since, weeks in WEEKS_SINCE.items()}


@dataclass(frozen=True)
class ValueWords:
    """One fact with its value and the day it was observed; `text` is "not recorded" where there is none."""

    fact: str
    label: str
    text: str
    recorded: bool
    day: str = ""
    iso_day: str = ""
    month_only: bool = False


def label(fact: str) -> str:
    return _(FACTS[fact].label)


def value_words(fact: str, value: Any) -> str:
    """A value in words; a number in the user's format with its unit."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or FACTS[fact].values:
        return value_in_words(fact, value, _)
    unit = FACTS[fact].unit
    said = not unit or unit == "0-100" or unit.lower() in FACTS[fact].label.lower().split()
    return number_words(value) if said else f"{number_words(value)} {_(unit)}"


def number_words(value: float) -> str:
    """At most one decimal, none where it is whole: weeks counted from days have more than anybody reads."""
    rounded = round(value, 1)
    return number_format(int(rounded) if rounded == int(rounded) else rounded)


def day_words(day: date) -> str:
    """The day as the locale writes it; a page says the same few days a hundred times."""
    return _day_words(day, get_language() or "en")


@lru_cache(4096)
def _day_words(day: date, _language: str) -> str:
    return date_format(day, "DATE_FORMAT")


def fact_words(fact: str, sheet: FactSheet) -> ValueWords:
    """A fact as this sheet knows it."""
    known = sheet.known.get(fact)
    if known is None:
        return ValueWords(fact, label(fact), _("not recorded"), recorded=False)
    return ValueWords(
        fact,
        label(fact),
        value_words(fact, getattr(sheet.facts, fact)),
        recorded=True,
        day=day_words(known.observed_on),
        iso_day=known.observed_on.isoformat(),
        month_only=known.ends is not None,
    )
