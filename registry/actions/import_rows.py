"""What a row of a file is stored as: its patient, the episode and the answers, as plain columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from registry.actions.assessment_rows import scored_columns
from registry.actions.bulk_rows import EpisodeOf, insert_told, prepared, stored_day
from registry.exchange.planned import PlannedAssessment, PlannedRow
from registry.models import Assessment, Department, Episode, Patient
from registry.selectors.imports import AlreadyStored


@dataclass(frozen=True)
class NewRow:
    """A row with something to store: the patient, or the assessments that are not there yet."""

    row: PlannedRow
    assessments: list[PlannedAssessment]


def patients_of(new: list[NewRow], stored: AlreadyStored, keeper: Department, on: date) -> dict[str, int]:
    """Id in the file to the patient (id) that was made for it, by the first of its rows."""
    first: dict[str, PlannedRow] = {}
    for one in new:
        if not stored.knows(one.row):
            first.setdefault(one.row.person, one.row)
    ids = insert_told(Patient, (_patient(row, keeper, on) for row in first.values()))
    return dict(zip(first, ids, strict=True))


def _patient(row: PlannedRow, keeper: Department, on: date) -> dict[str, Any]:
    return {
        "key": prepared(Patient, "key", uuid4()),
        "department_id": keeper.pk,
        "source_id": row.source_id,
        "sex": row.sex,
        "age_given_years": row.age_years,
        "age_given_on": None if row.age_years is None else stored_day(row.observed_on),
        "registered_on": stored_day(on),
    }


def episodes_of(new: list[NewRow], stored: AlreadyStored, patients: dict[str, int]) -> list[EpisodeOf]:
    """The episode of each row, found or made."""
    found = [stored.episode_of(one.row) for one in new]
    first: dict[tuple[Any, ...], PlannedRow] = {}
    for one, episode in zip(new, found, strict=True):
        if episode is None:
            first.setdefault(_told_apart(one.row, stored), one.row)
    ids = insert_told(Episode, (_episode(row, patients[row.person]) for row in first.values()))
    made = dict(zip(first, ids, strict=True))
    return [
        EpisodeOf(episode.pk, episode.patient_id)
        if episode
        else EpisodeOf(made[_told_apart(one.row, stored)], patients[one.row.person])
        for one, episode in zip(new, found, strict=True)
    ]


def _told_apart(row: PlannedRow, stored: AlreadyStored) -> tuple[Any, ...]:
    """What the rows of one episode share."""
    return row.person, row.kind, row.onset if stored.exact_onset else None


def _episode(row: PlannedRow, patient: int) -> dict[str, Any]:
    return {
        "patient_id": patient,
        "kind": row.kind,
        "onset_on": stored_day(row.onset.day),
        "onset_precision": row.onset.precision,
        "index_date": stored_day(row.onset.day),
    }


def answer_columns(
    planned: PlannedAssessment, row: PlannedRow, episode: EpisodeOf, by: Any
) -> dict[str, Any]:
    return {
        "patient_id": episode.patient_id,
        "episode_id": episode.pk,
        "timepoint": row.timepoint,
        "observed_on": stored_day(row.observed_on),
        "origin": Assessment.Origin.IMPORT,
        "recorded_by_id": None if by is None else by.pk,
        **scored_columns(planned.instrument, planned.answers, planned.value_set),
    }
