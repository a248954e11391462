"""A patient's dates as the table of date rules reads them, and what it found in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext

from registry.date_rules import Days, Finding, findings
from registry.models import Episode, Patient
from registry.partial_date import PartialDate

# Name of a date in the table to the field it is typed in, on every form and in every action.
FIELDS = {
    "born": "birth_date",
    "onset": "onset_on",
    "performed": "performed_on",
    "admitted": "admitted_on",
    "discharged": "discharged_on",
    "observed": "observed_on",
    "died": "died_on",
    "withdrew": "withdrawn_on",
    "moved": "moved_on",
}


@dataclass(frozen=True)
class Confirmed:
    """Unlikely dates that somebody confirmed: which rules asked, and how they know (a code of registry/forms/dated.py)."""

    rules: tuple[str, ...]
    because: str


def days_of(
    patient: Patient | None = None,
    episode: Episode | None = None,
    *,
    on: date | None = None,
    **typed: date | PartialDate | None,
) -> Days:
    """What is recorded of a patient and an episode, with what was typed in its place; `on` is today, where it is known."""
    days = {**_recorded(patient), **_begun(episode), **typed, "today": on}
    return {name: _partial(day) for name, day in days.items()} | {
        "lived_until": _partial(days.get("died") or on)
    }


def _recorded(patient: Patient | None) -> dict[str, Any]:
    if patient is None:
        return {}
    ends = {"died": patient.died_on, "withdrew": patient.withdrawn_on, "moved": patient.moved_on}
    try:
        return {**ends, "born": patient.identity.birth_date}
    except ObjectDoesNotExist:  # imported, without a birth date
        return ends


def _begun(episode: Episode | None) -> dict[str, Any]:
    return {} if episode is None else {"onset": PartialDate(episode.onset_on, episode.onset_precision)}


def _partial(day: date | PartialDate | None) -> PartialDate | None:
    return PartialDate(day) if isinstance(day, date) else day


def said(finding: Finding, *, hides: str = "") -> str:
    """What was found and what to do, with the dates as the reader writes them; the date named `hides` is not shown."""
    kept = finding.rule.kept
    first, later = (
        "•••" if name == hides else written(day)
        for name, day in ((kept.first, finding.first), (kept.later, finding.later))
    )
    return gettext(finding.rule.message).format(first=first, later=later)


def written(day: PartialDate) -> str:
    return date_format(day.day, "DATE_FORMAT" if day.precision == "day" else "YEAR_MONTH_FORMAT")


def refuse_impossible(days: Days) -> None:
    """ValidationError at the fields whose dates cannot be true; what is only unlikely is left to a form to ask about."""
    wrong: dict[str, list[str]] = {}
    for finding in findings(days):
        if finding.is_impossible:
            wrong.setdefault(FIELDS[finding.rule.at], []).append(said(finding))
    if wrong:
        raise ValidationError(wrong)
