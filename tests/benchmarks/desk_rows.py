"""What stands on the registry's desk beside the patients: queries, closures, invitations, pairs, transfers, imports, looks.

Written past the actions, as shares of the patients: what is measured is reading them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from guidelines.models import ChangedAdvice, Reassessment
from guidelines.pathway.rulebook import RULESET
from guidelines.reassessment import NATIONAL, OWN, Side
from registry.models import (
    CorrectionAfterLock,
    DataQuery,
    Department,
    Episode,
    ImportRun,
    Invitation,
    InvitationLink,
    Patient,
    PendingWave,
    PeriodLock,
    PossibleDuplicate,
    ReportedAlarm,
    Transfer,
    User,
    WaveClosure,
)
from tests.benchmarks.population import DAY

ROWS = 5_000
IMPORTS, YEARS = 400, 5
# One in so many patients has one; prime to the number of departments, so that each has its share.
QUERY, CLOSURE, INVITATION, ALARM, PAIR, TRANSFER, CORRECTION, CHANGED = 7, 31, 19, 475, 101, 97, 103, 23
TOLD = {"drug.tramadol": ["recommend", "caution"], "physio.pool": ["consider", "absent"]}


def lay_out(by: User) -> None:
    """Fills the desk of a registry that has its patients."""
    now, other = timezone.now(), Department.objects.get_or_create(code="elsewhere", name="Another unit")[0]
    for rows in (
        _queries(by, now),
        _closures(by),
        _pairs(),
        _transfers(other, by, now),
        _imports(by, now),
        _corrections(by),
        _changed_advice(by, now),
        _looks(by),
    ):
        store(rows)
    _invitations(by, now)


def store(rows: Iterable[Model]) -> None:
    waiting = iter(rows)
    while chunk := list(islice(waiting, ROWS)):
        with transaction.atomic():
            type(chunk[0])._default_manager.bulk_create(chunk)


def _one_in(share: int, rows: QuerySet[Any]) -> Iterator[Any]:
    return islice(rows.order_by("pk").iterator(ROWS), 0, None, share)


def _queries(by: User, now: Any) -> Iterator[DataQuery]:
    for n, patient in enumerate(_one_in(QUERY, Patient.objects.only("pk", "department"))):
        closed = n % 4 == 0
        yield DataQuery(
            patient=patient,
            department_id=patient.department_id,
            rule="" if n % 3 else "sex_missing",
            question="Which side was operated on?" if n % 3 else "",
            task=DataQuery.Task.values[n % len(DataQuery.Task.values)],
            raised_by=by if n % 3 else None,
            state="closed" if closed else "open",
            outcome=DataQuery.Outcome.values[0] if closed else "",
            closed_at=now if closed else None,
        )


def _closures(by: User) -> Iterator[WaveClosure]:
    with_patients = Episode.objects.select_related("patient").only("pk", "patient__department")
    for episode in _one_in(CLOSURE, with_patients):
        yield WaveClosure(
            episode=episode,
            department_id=episode.patient.department_id,
            wave="y1",
            reason="not_available",
            closed_by=by,
        )


def _pairs() -> Iterator[PossibleDuplicate]:
    before = None
    for patient in _one_in(PAIR, Patient.objects.only("pk")):
        if before:
            yield PossibleDuplicate(first=before, second=patient, ground="name")
        before = patient


def _transfers(other: Department, by: User, now: Any) -> Iterator[Transfer]:
    for n, patient in enumerate(_one_in(TRANSFER, Patient.objects.only("pk", "department"))):
        over = n % 5 > 0
        yield Transfer(
            patient=patient,
            giving_id=patient.department_id,
            receiving=other,
            asked_by_side=Transfer.Side.values[n % 2],
            reason=Transfer.Reason.values[0],
            requested_by=by,
            state="accepted" if over else "open",
            closed_by=by if over else None,
            closed_at=now if over else None,
        )


def _imports(by: User, now: Any) -> Iterator[ImportRun]:
    ours = Department.objects.get(code="bench-0")
    for n in range(IMPORTS):
        yield ImportRun(
            key=UUID(int=n),
            department=ours,
            state="stored",
            file_name=f"{n}.csv",
            digest=f"{n:064}",
            file_size=1_000_000,
            mapping_name="bench",
            mapping="made up",
            started_by=by,
            ended_at=now,
        )


def _corrections(by: User) -> Iterator[CorrectionAfterLock]:
    ours = Department.objects.get(code="bench-0")
    locks = [
        PeriodLock.objects.create(
            department=ours, year=DAY.year - 1 - n, signed_off_by=by, locked_by=by, locked_on=DAY
        )
        for n in range(YEARS)
    ]
    for n, patient in enumerate(_one_in(CORRECTION, Patient.objects.filter(department=ours).only("pk"))):
        yield CorrectionAfterLock(
            lock=locks[n % YEARS],
            patient=patient,
            kind=CorrectionAfterLock.Kind.values[0],
            reason="made up",
            made_by=by,
        )


def _changed_advice(by: User, now: Any) -> Iterator[ChangedAdvice]:
    run = Reassessment.objects.create(
        before=Side(RULESET, OWN).as_json(),
        after=Side(RULESET, NATIONAL).as_json(),
        on=DAY,
        state="done",
        total=0,
        started_by=by,
        ended_at=now,
    )
    for patient in _one_in(CHANGED, Patient.objects.only("pk")):
        yield ChangedAdvice(reassessment=run, patient=patient, told=TOLD)


def _looks(by: User) -> Iterator[LogEntry]:
    kind = ContentType.objects.get_for_model(Patient)
    for patient in Patient.objects.only("pk", "key").order_by("pk").iterator(ROWS):
        yield LogEntry(
            content_type=kind,
            object_pk=str(patient.pk),
            object_id=patient.pk,
            object_repr=str(patient),
            action=LogEntry.Action.ACCESS,
            actor=by,
            changes={},
            additional_data={"read": "patient page"},
        )


def _invitations(by: User, now: Any) -> None:
    """To follow-ups whose window is open; every fourth was opened by the patient."""
    asked = PendingWave.objects.filter(closes_on__gte=DAY, opens_on__lte=DAY).select_related("episode")
    invited = list(_one_in(INVITATION, asked))
    store(_invitation(wave, n, by, now) for n, wave in enumerate(invited))
    made = Invitation.objects.select_related("episode").order_by("pk")
    store(
        InvitationLink(
            invitation=one,
            token_hash=f"{one.pk:064}",
            channel="letter",
            made_on=DAY,
            expires_on=DAY + timedelta(60),
        )
        for one in made.iterator(ROWS)
    )
    store(
        ReportedAlarm(invitation=one, patient_id=one.episode.patient_id, signs=ReportedAlarm.Sign.values[:1])
        for one in _one_in(max(1, ALARM // INVITATION), made)
    )
    for start in range(0, len(invited), ROWS):
        opened = [wave.pk for wave in invited[start : start + ROWS : 4]]
        some = PendingWave.objects.filter(pk__in=[wave.pk for wave in invited[start : start + ROWS]])
        some.update(effort=PendingWave.Effort.INVITED)
        PendingWave.objects.filter(pk__in=opened).update(effort=PendingWave.Effort.BEGUN)


def _invitation(wave: PendingWave, n: int, by: User, now: Any) -> Invitation:
    return Invitation(
        episode=wave.episode,
        department_id=wave.department_id,
        wave=wave.wave,
        instruments=["odi"],
        language="da",
        invited_on=DAY,
        invited_by=by,
        opened_at=now if n % 4 == 0 else None,
    )
