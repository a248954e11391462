from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from registry import audit
from registry.actions.assessments import WAVE_CODES, fields_of
from registry.actions.follow_up import begin_follow_up, plan_follow_up
from registry.exchange.mapping import DepartmentPart, Mapping
from registry.exchange.outcome import ImportOutcome
from registry.exchange.plan import Plan, PlannedAssessment, PlannedPatient, Refusal
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Department, Episode, Patient
from registry.selectors.imports import AlreadyStored, already_stored, episodes_for

ROWS_A_STATEMENT = 2_000


@dataclass(frozen=True)
class NewRow:
    """A row with something to store: the patient, or the assessments that are not there yet."""

    row: PlannedPatient
    assessments: list[PlannedAssessment]


@transaction.atomic
def store_import(
    plan: Plan, *, department: Department | None, skip_refused: bool, file: str, on: date, by: Any
) -> ImportOutcome:
    """Stores the rows of a plan, all or none, with one audit entry; what is already stored is left as it stands.

    Without a `department` the mapping's own is used, and made if it is not there. A row whose answers contradict
    those stored at the timepoint is refused. With refusals nothing is stored unless `skip_refused`.
    """
    keeper = department or Department.objects.filter(code=plan.mapping.department.code).first()
    code = keeper.code if keeper else plan.mapping.department.code
    stored = already_stored(plan, keeper)
    refusals = _refusals(plan, stored)
    if refusals and not skip_refused:
        return ImportOutcome(code, refusals, stopped=True)
    rows = _without(plan.patients, refusals)
    new = [NewRow(row, stored.lacks(row)) for row in rows if stored.lacks(row) or not stored.knows(row)]
    outcome = ImportOutcome(
        code,
        refusals,
        stopped=False,
        patients=sum(not stored.knows(one.row) for one in new),
        assessments=tuple(Counter(planned.instrument for one in new for planned in one.assessments).items()),
        rows_stored=len(new),
        rows_already_stored=len(rows) - len(new),
    )
    if new:
        _store(new, stored, keeper or _made(plan.mapping.department), plan.mapping, on=on, by=by)
        _record(outcome, plan, file=file, by=by)
    return outcome


def _without(rows: list[PlannedPatient], refusals: tuple[Refusal, ...]) -> list[PlannedPatient]:
    refused = {refusal.line for refusal in refusals}
    return [row for row in rows if row.line not in refused]


def _refusals(plan: Plan, stored: AlreadyStored) -> tuple[Refusal, ...]:
    """Every reason for refusing a row, in the order of the lines."""
    told = "is already stored at {timepoint} with other answers or another value set; correct it there, or take the row out."
    contradictions = [
        Refusal(row.line, row.source_id, "", f"{code} {told.format(timepoint=plan.mapping.timepoint)}")
        for row in plan.patients
        for code in stored.contradicts(row)
    ]
    return tuple(sorted([*plan.refusals, *contradictions], key=lambda refusal: refusal.line))


def _made(named: DepartmentPart) -> Department:
    made = Department(code=named.code, name=named.name, country=named.country)
    made.full_clean()
    made.save()
    return made


def _store(
    new: list[NewRow], stored: AlreadyStored, keeper: Department, mapping: Mapping, *, on: date, by: Any
) -> None:
    """Patients, their episodes and their assessments, in bulk: a signal a row would take longer than the import."""
    made = [_patient(one.row, keeper, mapping, on) for one in new if not stored.knows(one.row)]
    Patient.objects.bulk_create(made, ROWS_A_STATEMENT)
    patients = stored.patients | {patient.source_id: patient for patient in made}
    episodes = _episodes([patients[one.row.source_id] for one in new], mapping)
    assessments = [
        _assessment(planned, episodes[patients[one.row.source_id].pk], mapping, by)
        for one in new
        for planned in one.assessments
    ]
    Assessment.objects.bulk_create(assessments, ROWS_A_STATEMENT)
    if mapping.timepoint in WAVE_CODES:
        plan_follow_up(episode.pk for episode in episodes.values())


def _patient(row: PlannedPatient, keeper: Department, mapping: Mapping, on: date) -> Patient:
    return Patient(
        department_id=keeper.pk,
        source_id=row.source_id,
        sex=row.sex,
        age_given_years=row.age_years,
        age_given_on=None if row.age_years is None else mapping.observed_on,
        registered_on=on,
    )


def _episodes(patients: list[Patient], mapping: Mapping) -> dict[int, Episode]:
    """Patient id to episode, found or made."""
    found = episodes_for(patients, mapping)
    part = mapping.episode
    made = [
        Episode(patient=patient, kind=part.kind, onset_on=part.onset_on, index_date=part.onset_on)
        for patient in patients
        if patient.pk not in found
    ]
    Episode.objects.bulk_create(made, ROWS_A_STATEMENT)
    begin_follow_up(made)
    return found | {episode.patient_id: episode for episode in made}


def _assessment(planned: PlannedAssessment, episode: Episode, mapping: Mapping, by: Any) -> Assessment:
    return Assessment(
        patient_id=episode.patient_id,
        episode_id=episode.pk,
        timepoint=mapping.timepoint,
        observed_on=mapping.observed_on,
        instrument=planned.instrument,
        origin=Assessment.Origin.IMPORT,
        recorded_by=by,
        **fields_of(INSTRUMENTS[planned.instrument], planned.responses, planned.result),
    )


def _record(outcome: ImportOutcome, plan: Plan, *, file: str, by: Any) -> None:
    audit.record_bulk(
        "assessments.imported",
        Assessment,
        by=by,
        file=file,
        mapping=plan.mapping.name,
        timepoint=plan.mapping.timepoint,
        observed_on=plan.mapping.observed_on.isoformat(),
        department=outcome.department,
        rows_read=plan.rows_read,
        rows_refused=outcome.rows_refused,
        patients=outcome.patients,
        assessments=dict(outcome.assessments),
    )
