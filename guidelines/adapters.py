"""The only place that turns registry records into facts. Nothing is typed twice, nothing is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from guidelines.freshness import LIMITS, is_stale
from guidelines.pathway.facts import FACTS, FactError, PatientFacts, facts_from_mapping
from guidelines.pathway.patient_facts import EXCLUSIVE
from registry.age import age_on
from registry.models import Patient
from registry.partial_date import PartialDate
from registry.selectors import clinical
from registry.selectors.clinical import Recorded

# A day is recorded once; the weeks since then are computed on the day that is asked about.
WEEKS_SINCE: dict[str, str] = {
    "pain_started_on": "pain_weeks",
    "vertebral_fracture_on": "vertebral_fracture_weeks",
    "hip_fracture_on": "hip_fracture_weeks",
    "cement_on": "cement_weeks",
    "conservative_started_on": "conservative_weeks",
    "corset_started_on": "corset_weeks",
}
SCORED: dict[str, str] = {"vas_rest": "pain_rest_vas", "vas_activity": "pain_activity_vas"}


@dataclass(frozen=True)
class Known:
    """A fact that is read: its value, the day it was observed, and its ends where only the month is known."""

    value: Any
    observed_on: date
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Stale:
    """A fact that is recorded but too old to be read."""

    fact: str
    value: Any
    observed_on: date
    limit_days: int


@dataclass(frozen=True)
class FactSheet:
    """The facts of a patient on a day, where each came from, and what was left out and why."""

    facts: PatientFacts
    known: dict[str, Known]
    stale: tuple[Stale, ...] = ()
    refused: tuple[FactError, ...] = ()
    # As recorded, by the name it was recorded under: a day is still a day here, a score stands under its instrument.
    recorded: Mapping[str, Recorded] = field(default_factory=dict)

    @property
    def month_only(self) -> dict[str, tuple[float, float]]:
        """Facts whose day is not known: least and most weeks."""
        return {name: known.ends for name, known in self.known.items() if known.ends}

    def with_values(self, **values: Any) -> PatientFacts:
        return self.facts.model_copy(update=values)


@dataclass
class _Sheet:
    """A fact sheet being written."""

    on: date
    recorded: Mapping[str, Recorded]
    known: dict[str, Known] = field(default_factory=dict)
    stale: list[Stale] = field(default_factory=list)

    def add(self, fact: str, recorded: Recorded, ends: tuple[float, float] | None = None) -> None:
        if is_stale(fact, recorded.value, recorded.observed_on, self.on):
            limit = LIMITS[fact].days or 0
            self.stale.append(Stale(fact, recorded.value, recorded.observed_on, limit))
        else:
            self.known[fact] = Known(recorded.value, recorded.observed_on, ends)

    def add_weeks(self, fact: str, since: PartialDate, observed_on: date) -> None:
        if since.earliest <= self.on:
            weeks, ends = weeks_since(since, self.on)
            self.add(fact, Recorded(weeks, observed_on), ends)


def facts_for(patient: Patient, on: date) -> PatientFacts:
    """The facts of a patient as recorded on or before a day: ages and weeks counted to it, stale values left out.

    Raises FactError where neither a birth date nor an age is recorded: the pathway cannot be asked without one.
    """
    return fact_sheet(patient, on).facts


def fact_sheet(patient: Patient, on: date) -> FactSheet:
    """As facts_for, with where each fact came from and what was left out."""
    found = clinical.facts_on(patient, on) | clinical.scores_on(patient, on, SCORED)
    return _sheet_of(patient, on, found, clinical.latest_cement_on(patient, on))


def facts_of_many(patients: Collection[Patient], on: date) -> Iterator[PatientFacts | None]:
    """What facts_for says of each patient, in their order, in four queries for all of them together; None for a patient
    of whom neither a birth date nor an age is recorded.

    Bring them with their identity: `select_related("identity")`.
    """
    ids = [patient.pk for patient in patients]
    prefetch_related_objects(patients, "episodes")
    records, scores = clinical.facts_of_many(ids, on), clinical.scores_of_many(ids, on, SCORED)
    cement = clinical.cement_days(ids, on)
    for patient in patients:
        found = records.get(patient.pk, {}) | scores.get(patient.pk, {})
        try:
            yield _sheet_of(patient, on, found, cement.get(patient.pk)).facts
        except FactError:
            yield None


def with_typed(sheet: FactSheet, patient: Patient, on: date, typed: Mapping[str, Any]) -> FactSheet:
    """The sheet as it would be if this were recorded today: a form is advised before anything is stored.

    `typed` is by the name it would be recorded under; None clears.
    """
    found = {**sheet.recorded, **{name: Recorded(value, on) for name, value in typed.items()}}
    return _sheet_of(patient, on, found, clinical.latest_cement_on(patient, on))


def _sheet_of(patient: Patient, on: date, found: Mapping[str, Recorded], cement_on: date | None) -> FactSheet:
    recorded = {name: record for name, record in found.items() if record.value is not None}
    sheet = _Sheet(on, recorded)
    _add_person(sheet, patient)
    _add_records(sheet)
    _add_fracture_day(sheet, patient)
    _add_cement_day(sheet, cement_on)
    _drop_excluded(sheet)
    return _strict(sheet)


def _add_person(sheet: _Sheet, patient: Patient) -> None:
    age = age_on(patient, sheet.on)
    if age is not None:
        sheet.known["age_years"] = Known(age, sheet.on)
    if patient.sex:
        sheet.known["sex"] = Known(patient.sex, patient.registered_on)


def _add_records(sheet: _Sheet) -> None:
    for name, found in sheet.recorded.items():
        if name in WEEKS_SINCE:
            sheet.add_weeks(WEEKS_SINCE[name], PartialDate.parse(found.value), found.observed_on)
        elif name in SCORED:
            sheet.add(SCORED[name], found)
        elif name in FACTS:
            sheet.add(name, found)


def _add_fracture_day(sheet: _Sheet, patient: Patient) -> None:
    """The episode's onset is the day of the fracture, where no other day is recorded and a fracture is."""
    fracture = sheet.known.get("vertebral_fracture")
    if "vertebral_fracture_on" in sheet.recorded or fracture is None or fracture.value == "excluded":
        return
    episode = clinical.latest_fracture_episode(patient, sheet.on)
    if episode is not None:
        since = PartialDate(episode.onset_on, episode.onset_precision)
        sheet.add_weeks("vertebral_fracture_weeks", since, episode.onset_on)


def _add_cement_day(sheet: _Sheet, performed_on: date | None) -> None:
    """A cement procedure of ours counts from its day; one done elsewhere is a recorded day. The later counts."""
    if performed_on is None:
        return
    weeks = _weeks(performed_on, sheet.on)
    elsewhere = sheet.known.get("cement_weeks")
    if elsewhere is None or weeks < elsewhere.value:
        sheet.known["cement_weeks"] = Known(weeks, performed_on)


def _drop_excluded(sheet: _Sheet) -> None:
    """Of two facts that exclude each other the one recorded later stands."""
    for stated, excluded, _allowed in EXCLUSIVE:
        first, second = sheet.known.get(stated), sheet.known.get(excluded)
        if first is None or second is None or first.value is not True or second.value is False:
            continue
        del sheet.known[excluded if first.observed_on >= second.observed_on else stated]


def _strict(sheet: _Sheet) -> FactSheet:
    """The facts, checked as strictly as from a file; a record the contract no longer allows is left out and named."""
    refused: list[FactError] = []
    while True:
        values = {name: known.value for name, known in sheet.known.items()}
        try:
            facts = facts_from_mapping({"index_date": sheet.on.isoformat(), **values})
        except FactError as error:
            if error.fact not in sheet.known:
                raise
            refused.append(error)
            del sheet.known[error.fact]
        else:
            return FactSheet(facts, sheet.known, tuple(sheet.stale), tuple(refused), sheet.recorded)


def weeks_since(since: PartialDate, on: date) -> tuple[float, tuple[float, float] | None]:
    """Weeks since a day; for a month, weeks since its middle, with the least and most they may be."""
    most, least = _weeks(since.earliest, on), _weeks(min(since.latest, on), on)
    return (least + most) / 2, None if since.precision == "day" else (least, most)


def _weeks(since: date, on: date) -> float:
    return (on - since).days / 7
