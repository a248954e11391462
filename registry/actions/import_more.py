"""What an import brings beside answers: who patients are, what ended their following, diagnoses, operations and how the
patients were; and what it corrects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditlog.context import set_actor
from django.db import connection

from registry.actions.assessments import Answered, correct_assessment
from registry.actions.backgrounds import COLUMNS, record_background
from registry.actions.bulk_rows import insert_columns, prepared, stored_day
from registry.actions.corrections import correct_episode
from registry.actions.duplicates import note_duplicates_of
from registry.actions.inserting import run_many
from registry.actions.operations import DETAILS, Operated, record_operation
from registry.actions.patients import ENDS, PersonDetails, correct_ends, describe
from registry.exchange.background import ON_LEAVE
from registry.exchange.planned import PlannedRow
from registry.models import Assessment, Background, Episode, Operation, Patient, PatientIdentity, Procedure
from registry.selectors.imports import AlreadyStored


@dataclass(frozen=True)
class Placed:
    """A row and the episode (id) it belongs to, with its patient (id)."""

    row: PlannedRow
    episode: int
    patient: int


def store_more(placed: list[Placed], stored: AlreadyStored) -> tuple[Counter[str], set[int]]:
    """Identities, ends, diagnoses, operations and backgrounds that were not there, in bulk: how many of each; and the
    episodes (ids) whose follow-up may be another now, of all the patients who were operated on, have a diagnosis or are
    followed no more."""
    identities, ended = _store_identities(placed, stored), _store_ends(placed, stored)
    diagnosed = {one.episode: one.row.diagnosis for one in placed if stored.lacks_diagnosis(one.row)}
    operated = list(_new_operations(placed, stored))
    changed = _store_episodes(diagnosed, operated)
    patients = {one.patient for one in operated} | {one.patient for one in placed if one.episode in diagnosed}
    touched = set(changed) | set(
        Episode.objects.filter(patient__in=patients | identities | ended).values_list("pk", flat=True)
    )
    counted = Counter(
        identity=len(identities), diagnosis=len(diagnosed), operation=len(operated), ends=len(ended)
    )
    counted["background"] = insert_columns(Background, _new_backgrounds(placed, stored))
    return +counted, touched


def _store_identities(placed: list[Placed], stored: AlreadyStored) -> set[int]:
    """The patients (ids) who are known by a number from now on."""
    lacking = (one for one in placed if stored.brings_identity(one.row))
    first = {one.patient: one.row for one in reversed(list(lacking))}
    made = [_identity(row, patient) for patient, row in first.items()]
    PatientIdentity.objects.bulk_create(made)
    note_duplicates_of(made)
    return set(first)


def _store_ends(placed: list[Placed], stored: AlreadyStored) -> set[int]:
    """The patients (ids) of whom is known from now on what ended their following."""
    found: dict[int, dict[str, date]] = {}
    for one in placed:
        if lacks := stored.lacks_ends(one.row):
            found.setdefault(one.patient, {}).update({name: one.row.ends[name] for name in lacks})
    table = connection.ops.quote_name(Patient._meta.db_table)
    told = ", ".join(f"{name} = COALESCE({name}, %s)" for name in ENDS)
    run_many(
        f"UPDATE {table} SET {told}, version = version + 1 WHERE id = %s",  # noqa: S608  names of our own
        [(*(stored_day(ends.get(name)) for name in ENDS), pk) for pk, ends in found.items()],
    )
    return set(found)


def _new_backgrounds(placed: list[Placed], stored: AlreadyStored) -> Iterator[dict[str, Any]]:
    """One row for each timepoint at which nothing is stored of how the patient was."""
    seen = set()
    for one in placed:
        key = one.episode, one.row.timepoint
        if not one.row.background or key in seen or stored.background_of(one.row) is not None:
            continue
        seen.add(key)
        columns = {name: prepared(Background, name, value) for name, value in one.row.background.items()}
        observed_on = stored_day(one.row.observed_on)
        yield {
            "episode_id": one.episode,
            "timepoint": one.row.timepoint,
            "observed_on": observed_on,
            **columns,
        }


def _identity(row: PlannedRow, patient: int) -> PatientIdentity:
    planned, identity = row.identity, PatientIdentity(patient_id=patient)
    names = planned.given_name, planned.family_name
    describe(identity, PersonDetails(*names, planned.birth_date, planned.kind, planned.number))
    identity.email = planned.email
    return identity


def _new_operations(placed: list[Placed], stored: AlreadyStored) -> Iterator[Placed]:
    """One row for each operation that is not stored."""
    seen = set()
    for one in placed:
        if one.row.operation is None or stored.operation_of(one.row) is not None:
            continue
        key = one.episode, one.row.operation.performed_on
        if key not in seen:
            seen.add(key)
            yield one


def _store_episodes(diagnosed: dict[int, str], operated: list[Placed]) -> dict[int, Episode]:
    """Diagnoses and operations in their episodes; follow-up counts from the latest operation."""
    episodes = Episode.objects.in_bulk({*diagnosed, *(one.episode for one in operated)})
    for pk, diagnosis in diagnosed.items():
        episodes[pk].diagnosis = diagnosis
    for one in operated:
        episode = episodes[one.episode]
        episode.care = Episode.Care.OPERATED
        episode.index_date = max(episode.index_date, one.row.operation.performed_on)
    run_many(
        f"UPDATE {connection.ops.quote_name(Episode._meta.db_table)} SET diagnosis = %s, care = %s, index_date = %s, "  # noqa: S608  names of our own
        "version = version + 1 WHERE id = %s",
        [_told(episode) for episode in episodes.values()],
    )
    insert_columns(Operation, map(_operation, operated))
    insert_columns(Procedure, _procedures(operated))
    return episodes


def _told(episode: Episode) -> tuple[Any, ...]:
    index_date = stored_day(episode.index_date)
    return episode.diagnosis, episode.care, index_date, episode.pk


def _operation(one: Placed) -> dict[str, Any]:
    told = {"performed_on": one.row.operation.performed_on, **one.row.operation.details}
    columns = {name: prepared(Operation, name, value) for name, value in told.items()}
    return {"episode_id": one.episode, **columns}


def _procedures(operated: Iterable[Placed]) -> Iterator[dict[str, Any]]:
    for one in operated:
        day = stored_day(one.row.operation.performed_on)
        yield from (
            {"episode_id": one.episode, "kind": kind, "performed_on": day} for kind in one.row.operation.kinds
        )


def correct_stored(rows: Iterable[PlannedRow], stored: AlreadyStored, *, by: Any) -> Counter[str]:
    """What is stored otherwise becomes what the file says, by the same actions as by hand, each audited; how many.

    What was blank of an operation or a background that stands is filled in the same way.
    """
    corrected: Counter[str] = Counter()
    done: set[tuple[Any, ...]] = set()  # lines of one episode tell the same
    with set_actor(by) if by else nullcontext():
        for row in rows:
            if stored.corrects and stored.other_ends(row) and (row.person, "ends") not in done:
                done.add((row.person, "ends"))
                corrected.update(_correct_ends(row, stored, by))
            episode = stored.episode_of(row)
            if episode is None:
                continue
            corrected.update(_complete_background(row, episode, stored, by))
            if stored.corrects:
                corrected.update(_correct_answers(row, episode, stored, by))
            if stored.corrects and row.diagnosis and (episode.pk, "diagnosis") not in done:
                done.add((episode.pk, "diagnosis"))
                corrected.update(_correct_diagnosis(row, episode, stored, by))
            if row.operation and (episode.pk, row.operation.performed_on) not in done:
                done.add((episode.pk, row.operation.performed_on))
                corrected.update(_complete_operation(row, episode, stored, by))
    return corrected


def _correct_ends(row: PlannedRow, stored: AlreadyStored, by: Any) -> Iterator[str]:
    standing = Patient.objects.get(pk=stored.patients[row.person].pk)
    changed = {name: row.ends[name] for name in stored.other_ends(row)}
    correct_ends(patient=standing, version=standing.version, by=by, **changed)
    yield "ends"


def _complete_background(row: PlannedRow, episode: Episode, stored: AlreadyStored, by: Any) -> Iterator[str]:
    """Corrected where it is stored otherwise, filled where it was blank."""
    stands = stored.background_of(row)
    corrects = stored.corrects and stored.other_background(row)
    if stands is None or not (corrects or stored.lacks_background(row)):
        return
    current = Episode.objects.get(pk=episode.pk)
    standing = current.backgrounds.get(timepoint=row.timepoint)
    columns = {name: getattr(standing, name) for name in COLUMNS} | row.background
    if columns["work"] != ON_LEAVE:
        columns["sick_leave_days"] = None  # those of a leave that is none after all
    record_background(
        episode=current,
        version=current.version,
        timepoint=row.timepoint,
        observed_on=row.observed_on if corrects else standing.observed_on,
        columns=columns,
        by=by,
    )
    if corrects:
        yield "background"


def _correct_answers(row: PlannedRow, episode: Episode, stored: AlreadyStored, by: Any) -> Iterator[str]:
    for one in stored.corrections(row):
        standing = Assessment.objects.get(
            episode=episode, instrument=one.instrument, timepoint=row.timepoint, moved_from=""
        )
        correct_assessment(
            assessment=standing,
            version=standing.version,
            answered=Answered(one.instrument, one.responses, one.value_set),
            observed_on=row.observed_on,
            by=by,
        )
        yield one.instrument


def _correct_diagnosis(row: PlannedRow, episode: Episode, stored: AlreadyStored, by: Any) -> Iterator[str]:
    if not stored.other_diagnosis(row):
        return
    standing = Episode.objects.get(pk=episode.pk)
    correct_episode(
        episode=standing,
        version=standing.version,
        kind=standing.kind,
        diagnosis=row.diagnosis,
        onset_on=standing.onset_on,
        onset_precision=standing.onset_precision,
        site=standing.site,
        by=by,
    )
    yield "diagnosis"


def _complete_operation(row: PlannedRow, episode: Episode, stored: AlreadyStored, by: Any) -> Iterator[str]:
    """Corrected where it is stored otherwise, filled where it was blank."""
    stands = stored.operation_of(row)
    corrects = stored.corrects and stored.other_operation(row)
    if stands is None or row.operation is None or not (corrects or stored.lacks_operation(row)):
        return
    current = Episode.objects.get(pk=episode.pk)
    standing = current.operations.filter(performed_on=row.operation.performed_on).first()
    kept = {name: getattr(standing, name, None) for name in DETAILS} if standing else dict.fromkeys(DETAILS)
    blank = {
        name: "" for name in ("approach", "anaesthesia", "guidance", "implant_type") if kept[name] is None
    }
    record_operation(
        episode=current,
        version=current.version,
        operated=Operated(
            row.operation.performed_on,
            row.operation.kinds,
            current.diagnosis,
            kept | blank | row.operation.details,
        ),
        operation=standing,
        by=by,
    )
    if corrects:
        yield "operation"
