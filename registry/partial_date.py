"""A day, or a month where only the month is known; pure. Written "2026-03-14" or "2026-03"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

FORM = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, order=True)
class PartialDate:
    """`day` is the day itself, or the first of the month when `precision` is month."""

    day: date
    precision: Literal["day", "month"] = "day"

    @property
    def earliest(self) -> date:
        return self.day

    @property
    def latest(self) -> date:
        if self.precision == "day":
            return self.day
        return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])

    def __str__(self) -> str:
        return self.day.isoformat() if self.precision == "day" else f"{self.day:%Y-%m}"

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date in its stored form; ValueError says what was found and what is allowed."""
        found = FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"found {text!r}; allowed: YYYY-MM-DD, or YYYY-MM where only the month is known")
        year, month, day = found.groups()
        return cls(date(int(year), int(month), int(day or 1)), "day" if day else "month")
