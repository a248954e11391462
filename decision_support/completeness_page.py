"""What the completeness page shows: every timepoint against its target, every instrument, and what each number opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from decision_support.completeness_words import (
    REACHES,
    effort_words,
    is_few,
    percent_words,
    rate_words,
    target_of,
)
from decision_support.row_words import SHORT_NAMES
from registry.chips import chips
from registry.completeness.periods import Period, year_of
from registry.models import Timepoint
from registry.selectors.completeness import PARTS, TIMEPOINTS, Rate, WaveEffort

YEARS_SHOWN = 5


@dataclass(frozen=True)
class Choice:
    """What the page is narrowed to: some of the user's departments, and a year of target days as far as it is past."""

    departments: tuple[int, ...]
    year: int
    on: date

    @property
    def period(self) -> Period:
        return year_of(self.year, self.on)


def own_departments(user: Any) -> dict[int, str]:
    """Id to name of the departments whose patients the user works with, by name."""
    held = (one.department for one in user.held_memberships if one.department_id in user.patient_departments)
    return {department.pk: department.name for department in held}


def chosen(parameters: QueryDict, user: Any, on: date) -> Choice:
    """A value that is not offered narrows nothing."""
    own, department = own_departments(user), parameters.get("department", "")
    one = int(department) if department.isdecimal() and len(department) < 9 else 0
    year = parameters.get("year", "")
    offered = {str(each): each for each in _years(on)}
    return Choice((one,) if one in own else tuple(own), offered.get(year, on.year), on)


def _years(on: date) -> range:
    return range(on.year, on.year - YEARS_SHOWN, -1)


def filter_groups(parameters: QueryDict, user: Any, on: date) -> list[dict[str, Any]]:
    """A row of chips for the year, and for the departments where there is something to choose, or one was asked for."""
    this, *before = _years(on)
    years = [(str(year), str(year)) for year in before]
    by_year = chips(parameters, "year", years, everything=str(this), usual=str(this))
    groups = [{"label": _("Year"), "items": by_year}]
    own = [(str(pk), name) for pk, name in own_departments(user).items()]
    if len(own) > 1 or parameters.get("department"):
        groups.append({"label": _("Department"), "items": chips(parameters, "department", own)})
    return groups


@dataclass(frozen=True)
class Number:
    """A number and the list of the patients behind it; no list behind a zero."""

    n: int
    url: str


@dataclass(frozen=True)
class TimepointRow:
    """One timepoint: its numbers, and the rate drawn against the target."""

    label: str
    numbers: dict[str, Number]
    percent: str
    bar: float
    target: int
    is_few: bool
    reach: str
    reach_icon: str
    effort: str
    effort_url: str


def timepoint_rows(efforts: Iterable[WaveEffort], choice: Choice) -> list[TimepointRow]:
    return [_timepoint_row(one, choice) for one in efforts]


def _timepoint_row(one: WaveEffort, choice: Choice) -> TimepointRow:
    icon, reach = REACHES[one.effort.reach]
    return TimepointRow(
        label=str(Timepoint(one.timepoint).label),
        numbers={part: _number(one.rate, part, choice, one.timepoint) for part in PARTS},
        percent=percent_words(one.rate.percent),
        bar=round(one.rate.percent or 0, 1),
        target=target_of(one.timepoint),
        is_few=is_few(one.rate),
        reach=_(reach),
        reach_icon=icon,
        effort=effort_words(one.timepoint, one.effort),
        effort_url=_open_list(one),
    )


def _open_list(one: WaveEffort) -> str:
    """The follow-up list of the wave, where answers can still be given."""
    if one.timepoint == TIMEPOINTS[0] or not one.effort.open_now or not one.effort.needed:
        return ""
    return f"{reverse('follow-up-list')}?{urlencode({'wave': one.timepoint})}"


def _number(rate: Rate, part: str, choice: Choice, timepoint: str, form: str = "") -> Number:
    n = int(getattr(rate, part))
    return Number(n, list_url(choice, timepoint, part, form) if n else "")


def list_url(choice: Choice, timepoint: str, what: str, form: str = "") -> str:
    asked = {"year": choice.year, "timepoint": timepoint, "what": what}
    if len(choice.departments) == 1:
        asked["department"] = choice.departments[0]
    if form:
        asked["form"] = form
    return f"{reverse('completeness-patients')}?{urlencode(asked)}"


@dataclass(frozen=True)
class FormCell:
    """One instrument at one timepoint; not asked there is no cell at all."""

    words: str
    missing: Number
    below: bool


@dataclass(frozen=True)
class FormRow:
    name: str
    cells: tuple[FormCell | None, ...]

    @property
    def columns(self) -> list[tuple[str, FormCell | None]]:
        """Each cell beside the label of its timepoint, which stands with it where the table has no head."""
        return [(str(Timepoint(at).label), cell) for at, cell in zip(TIMEPOINTS, self.cells, strict=True)]


def form_rows(found: dict[tuple[str, str], Rate], choice: Choice) -> list[FormRow]:
    """Every instrument that was asked of anybody in the period, at each timepoint."""
    asked = [form for form in SHORT_NAMES if any(found.get((at, form), Rate()).asked for at in TIMEPOINTS)]
    return [
        FormRow(
            str(SHORT_NAMES[form]),
            tuple(_form_cell(found.get((at, form)), choice, at, form) for at in TIMEPOINTS),
        )
        for form in asked
    ]


def _form_cell(rate: Rate | None, choice: Choice, timepoint: str, form: str) -> FormCell | None:
    if rate is None or not rate.asked:
        return None
    missing = _number(rate, "missing", choice, timepoint, form)
    return FormCell(rate_words(rate), missing, 100 * rate.complete < target_of(timepoint) * rate.asked)
