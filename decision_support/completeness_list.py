"""The patients behind one number of the completeness page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.completeness_page import Choice
from decision_support.completeness_words import StandingWords, names_of, standing_words
from decision_support.row_words import SHORT_NAMES
from decision_support.wave_rows import WaveRow, WaveWords
from registry.completeness.standings import BASELINE
from registry.models import Timepoint
from registry.selectors.completeness import (
    PARTS,
    TIMEPOINTS,
    ListedStanding,
    Rate,
    behind,
    counted,
    declined,
    part_of,
    rates,
    standings_in_order,
)

TITLES = {
    "asked": gettext_lazy("asked"),
    "complete": gettext_lazy("complete"),
    "missing": gettext_lazy("asked and not complete"),
    "closed": gettext_lazy("not chased"),
}


@dataclass(frozen=True)
class Behind:
    """One number: the timepoint, the instrument ("" for the timepoint as a whole) and the part it counts."""

    timepoint: str
    form: str
    what: str

    @property
    def title(self) -> str:
        about = f"{Timepoint(self.timepoint).label}, {SHORT_NAMES[self.form]}" if self.form else None
        return f"{about or Timepoint(self.timepoint).label}: {TITLES[self.what]}"


def asked_for(parameters: QueryDict) -> Behind:
    """The missing baselines where nothing is said; Http404 for a number that no page shows."""
    timepoint, what = parameters.get("timepoint", BASELINE), parameters.get("what", "missing")
    form = parameters.get("form", "")
    if timepoint not in TIMEPOINTS or what not in PARTS or (form and form not in SHORT_NAMES):
        raise Http404
    return Behind(timepoint, form, what)


def ids_behind(one: Behind, choice: Choice) -> Any:
    """The ids of the rows; one page of them is read."""
    return behind(choice.departments, choice.period, one.timepoint, one.form, one.what)


def number_of(one: Behind, choice: Choice) -> int:
    """The number that the page showed, from the same counts."""
    found = rates(counted(choice.departments, choice.period))
    return part_of(found.get((one.timepoint, one.form), Rate()), one.what)


@dataclass(frozen=True)
class Row(WaveRow):
    """One timepoint of one patient."""

    target_on: date
    standing: StandingWords
    missing: str


def rows_of(ids: Iterable[int], on: date) -> list[Row]:
    rows, words = standings_in_order(list(ids)), WaveWords()
    refused = declined(rows)
    return [_row(row, words, on, declined=(row.episode.pk, row.timepoint) in refused) for row in rows]


def _row(row: ListedStanding, words: WaveWords, on: date, *, declined: bool) -> Row:
    missing = tuple(code for code in row.asked.split(",") if code and f",{code}," not in row.complete)
    return Row(
        **words.of(row.patient, row.episode, row.timepoint),
        target_on=row.target_on,
        standing=standing_words(row, on, declined=declined),
        missing=names_of(missing, SHORT_NAMES) or _("nothing"),
    )
