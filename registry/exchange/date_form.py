"""The form in which a file writes its dates, as a mapping declares it: DD-MM-YYYY, YYYY/M/D, MM.YYYY, or excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from registry.partial_date import PartialDate

SERIAL = "excel"  # days since 1899-12-30, as a sheet keeps them where a cell is not formatted as a date
FIRST_SERIAL = date(1899, 12, 30)
SERIALS = range(61, 110_000)  # from 1900-03-01, after the day that Excel thinks there was, to 2201
PARTS = {
    "YYYY": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
}
TOKEN = re.compile(r"YYYY|MM|M|DD|D|[-./ ]")
WHOLE_FORM = re.compile(rf"(?:{TOKEN.pattern})+")


class NotThisForm(ValueError):
    """Text that is not written in the declared form."""


class NoSuchDay(ValueError):
    """Text in the declared form that names no day there is."""


@dataclass(frozen=True)
class DateForm:
    """ValueError for a form that is none: it needs a year of four digits and a month, and a day unless months will do."""

    form: str

    def __post_init__(self) -> None:
        tokens = TOKEN.findall(self.form)
        counts = [sum(token.startswith(letter) for token in tokens) for letter in "YMD"]
        known = WHOLE_FORM.fullmatch(self.form) and counts[:2] == [1, 1] and counts[2] <= 1
        if self.form != SERIAL and not known:
            raise ValueError(
                f"the form {self.form!r} is none; write it with YYYY, MM (or M), DD (or D) and - . / between, "
                f"such as DD-MM-YYYY, or {SERIAL}"
            )

    @property
    def is_of_days(self) -> bool:
        return self.form == SERIAL or "D" in self.form

    def read(self, text: str) -> PartialDate:
        return _read(self.form, text)


@lru_cache(maxsize=4096)
def _read(form: str, text: str) -> PartialDate:
    if form == SERIAL:
        return _of_serial(text)
    found = re.fullmatch(TOKEN.sub(_pattern, form), text, re.ASCII)
    if found is None:
        raise NotThisForm(text)
    parts = {name: int(value) for name, value in found.groupdict().items()}
    try:
        day = date(parts["year"], parts["month"], parts.get("day", 1))
    except ValueError:
        raise NoSuchDay(text) from None
    return PartialDate(day, "day" if "day" in parts else "month")


def _pattern(token: re.Match[str]) -> str:
    return PARTS.get(token[0]) or re.escape(token[0])


def _of_serial(text: str) -> PartialDate:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or int(text) not in SERIALS:
        raise NotThisForm(text)
    return PartialDate(FIRST_SERIAL + timedelta(days=int(text)))
