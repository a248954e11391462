"""The episodes of a department as subjects of an export, a thousand at a time: memory does not grow with the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from registry.age import age_of
from registry.encryption import digests
from registry.exchange.outgoing.request import ExportRequest
from registry.exchange.outgoing.subject import Answer, Noted, Subject, closed_means
from registry.exchange.outgoing.variable import Missing
from registry.follow_up import ClosedReason, tells_of
from registry.models import (
    Assessment,
    Background,
    ClinicalRecord,
    Department,
    Episode,
    Operation,
    Patient,
    PatientIdentity,
    Procedure,
    Timepoint,
    WaveClosure,
)
from registry.selectors.follow_up_plans import waves_of

EPISODES_A_CHUNK = 1_000


@dataclass(frozen=True)
class Pseudonyms:
    """Codes of one export: keyed, so that nobody without the key finds the person; of the export, so that two do not join."""

    export: str

    def of(self, kind: str, key: Any) -> str:
        told = f"{self.export}:{kind}:{key}".encode()
        return digests(told)[0][:20]


def subjects(
    department: Department, request: ExportRequest, *, pseudonyms: Pseudonyms, on: date
) -> Iterator[Subject]:
    """Every episode of the department's patients with what the request asks of it, as it stood on a day."""
    last = 0
    of_department = Episode.objects.filter(patient__department=department).order_by("pk")
    of_department = of_department.select_related("follow_up_plan").prefetch_related("follow_up_plan__windows")
    while episodes := list(of_department.filter(pk__gt=last)[:EPISODES_A_CHUNK]):
        last = episodes[-1].pk
        yield from _chunk(episodes, department, request, pseudonyms, on)


def episode_count(department: Department) -> int:
    return Episode.objects.filter(patient__department=department).count()


def _chunk(
    episodes: list[Episode], department: Department, request: ExportRequest, pseudonyms: Pseudonyms, on: date
) -> Iterator[Subject]:
    patients = Patient.objects.in_bulk({episode.patient_id for episode in episodes})
    wanted = {variable.group for variable in request.variables}
    facts = _facts(patients, on) if "facts" in wanted else {}
    procedures = _procedures(episodes) if wanted & {"procedure", "operation"} else {}
    operations = _operations(episodes) if "operation" in wanted else {}
    answers, visits = _answers(episodes, request)
    if "background" in wanted:
        _add_backgrounds(answers, episodes, request)
    closures = _closures(episodes)
    identities = _identities(patients) if request.identifies else {}
    born = (
        {}
        if identities
        else dict(
            PatientIdentity.objects.filter(patient__in=patients).values_list("patient_id", "birth_date")
        )
    )
    for episode in episodes:
        patient = patients[episode.patient_id]
        patient.department = department
        identity = identities.get(patient.pk)
        birth_date = identity.birth_date if identity else born.get(patient.pk)
        yield Subject(
            person=pseudonyms.of("person", patient.key),
            episode_code=pseudonyms.of("episode", episode.pk),
            patient=patient,
            episode=episode,
            age_years=age_of(patient, birth_date, episode.index_date),
            absent=_why_absent(episode, patient, closures.get(episode.pk, {}), on),
            procedures=procedures.get(episode.pk, []),
            operations=operations.get(episode.pk, []),
            answers=answers.get(episode.pk, {}),
            visits=visits.get(episode.pk, []),
            facts=facts.get(patient.pk, {}),
            identity=identity,
        )


def _identities(patients: dict[int, Patient]) -> dict[int, PatientIdentity]:
    return {one.patient_id: one for one in PatientIdentity.objects.filter(patient__in=patients)}


def _procedures(episodes: list[Episode]) -> dict[int, list[Procedure]]:
    found: dict[int, list[Procedure]] = defaultdict(list)
    for procedure in Procedure.objects.filter(episode__in=episodes).order_by("performed_on", "pk"):
        found[procedure.episode_id].append(procedure)
    return found


def _operations(episodes: list[Episode]) -> dict[int, list[Operation]]:
    """Episode id to its operations, the earliest first."""
    found: dict[int, list[Operation]] = defaultdict(list)
    for operation in Operation.objects.filter(episode__in=episodes).order_by("performed_on", "pk"):
        found[operation.episode_id].append(operation)
    return found


def _add_backgrounds(
    answers: dict[int, dict[tuple[str, str], Any]], episodes: list[Episode], request: ExportRequest
) -> None:
    rows = Background.objects.filter(episode__in=episodes, timepoint__in=request.timepoints)
    index = {episode.pk: episode.index_date for episode in episodes}
    for row in rows:
        if tells_of(row.timepoint, row.observed_on, index[row.episode_id]):
            answers[row.episode_id]["background", row.timepoint] = row


def _answers(
    episodes: list[Episode], request: ExportRequest
) -> tuple[dict[int, dict[tuple[str, str], Any]], dict[int, list[Answer]]]:
    """Episode to its assessments by instrument and timepoint, and to those of visits."""
    answers: dict[int, dict[tuple[str, str], Any]] = defaultdict(dict)
    visits: dict[int, list[Answer]] = defaultdict(list)
    instruments = {one.group.partition(".")[0] for one in request.variables if one.repeats}
    asked = {*request.timepoints, *([Timepoint.VISIT] if request.layout == "long" else [])}
    rows = Assessment.objects.filter(episode__in=episodes, instrument__in=instruments, timepoint__in=asked)
    for one in map(Answer._make, rows.order_by("observed_on", "pk").values_list(*Answer._fields)):
        if one.timepoint == Timepoint.VISIT:
            visits[one.episode_id].append(one)
        else:
            answers[one.episode_id][one.instrument, one.timepoint] = one
    return answers, visits


def _facts(patients: dict[int, Patient], on: date) -> dict[int, dict[str, Noted]]:
    """The latest of each fact; one whose every record is retracted is in error, one that was cleared is not recorded."""
    rows = ClinicalRecord.objects.filter(patient__in=patients, observed_on__lte=on).order_by(
        "observed_on", "id"
    )
    valid: dict[int, dict[str, Noted]] = defaultdict(dict)
    retracted: dict[int, dict[str, Noted]] = defaultdict(dict)
    for patient, name, value, day, retracted_at in rows.values_list(
        "patient_id", "name", "value", "observed_on", "retracted_at"
    ):
        (retracted if retracted_at else valid)[patient][name] = Noted(value, day, in_error=bool(retracted_at))
    return {
        patient: {
            name: noted
            for name, noted in {**retracted.get(patient, {}), **valid.get(patient, {})}.items()
            if noted.in_error or noted.value is not None
        }
        for patient in {*valid, *retracted}
    }


def _closures(episodes: list[Episode]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = WaveClosure.objects.filter(episode__in=episodes).values_list("episode_id", "wave", "reason")
    for episode, wave, reason in rows:
        found[episode][wave] = reason
    return found


def _why_absent(
    episode: Episode, patient: Patient, closed: dict[str, str], on: date
) -> Callable[[str], Missing]:
    """Why there is no answer at a timepoint of this episode; worked out once, for every variable asks."""
    waves = {wave.code: wave for wave in waves_of(episode)}

    @cache
    def why(timepoint: str) -> Missing:
        if timepoint in (Timepoint.BASELINE, Timepoint.VISIT):
            return Missing.NOT_RECORDED
        if timepoint in closed:
            return closed_means(closed[timepoint])
        if timepoint not in waves:
            return Missing.NOT_APPLICABLE
        opens, closes = (
            waves[timepoint].day(episode.index_date, count)
            for count in (waves[timepoint].opens, waves[timepoint].closes)
        )
        if episode.reoperated_on is not None and episode.reoperated_on <= min(on, closes):
            return closed_means(ClosedReason.REOPERATED)
        if patient.ended_on is not None and patient.ended_on <= opens:
            return Missing.DECLINED if patient.withdrawn_on == patient.ended_on else Missing.NOT_APPLICABLE
        return Missing.NOT_DUE if opens > on else Missing.NOT_RECORDED

    return why
