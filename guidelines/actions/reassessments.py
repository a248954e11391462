"""A run over the whole registry: started, worked off a chunk at a time, cancelled (docs/adr/0016).

A chunk is read outside any transaction and stored only if the run still stands where the reading began: whoever works
on it meanwhile, or cancels it, wins, and nothing is counted twice.
"""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from guidelines.models import ChangedAdvice, Reassessment
from guidelines.models.reassessment import ANOTHER_IS_RUNNING
from guidelines.pathway.releases import UnknownRuleSet
from guidelines.pathway.thresholds import ThresholdError
from guidelines.reassessment import Chunk, Comparison, Side, Tally, next_chunk, patients_to_judge
from registry import audit
from registry.models import Department

State = Reassessment.State


def start_reassessment(*, before: Side, after: Side, on: date, by: Any) -> Reassessment:
    """ValidationError while another is running."""
    try:
        return _start(before, after, on, by)
    except IntegrityError:  # two people at the same moment
        raise ValidationError(ANOTHER_IS_RUNNING) from None


@transaction.atomic
def _start(before: Side, after: Side, on: date, by: Any) -> Reassessment:
    run = Reassessment(
        before=before.as_json(),
        after=after.as_json(),
        on=on,
        total=patients_to_judge().count(),
        started_by=by,
    )
    run.full_clean()
    run.save()
    audit.record_event("reassessment started", run, by=by, before=run.before, after=run.after)
    return run


def work_on(run: Reassessment, *, seconds: float) -> Reassessment:
    """Reads on for about so many seconds; the run as it stands then."""
    comparison, deadline = comparison_of(run), monotonic() + seconds
    while run.is_running and monotonic() < deadline:
        try:
            chunk = next_chunk(comparison, (run.reached_department, run.reached_patient))
        except (ThresholdError, UnknownRuleSet, Department.DoesNotExist) as problem:
            return _end(run.pk, State.FAILED, by=None, problem=str(problem)[:300])
        run = _store(run, chunk) if chunk else _end(run.pk, State.DONE, by=None)
    return run


def cancel_reassessment(run: Reassessment, *, by: Any) -> Reassessment:
    """What was counted so far stays; a run that has ended stays as it ended."""
    return _end(run.pk, State.CANCELLED, by=by)


def comparison_of(run: Reassessment) -> Comparison:
    return Comparison(Side(**run.before), Side(**run.after), run.on)


@transaction.atomic
def _store(read: Reassessment, chunk: Chunk) -> Reassessment:
    run = Reassessment.objects.select_for_update().get(pk=read.pk)
    reached = (run.reached_department, run.reached_patient)
    if not run.is_running or reached != (read.reached_department, read.reached_patient):
        return run
    run.reached_department, run.reached_patient = chunk.reached
    run.done += chunk.tally.patients + chunk.tally.not_asked
    _add(run.tallies, chunk)
    run.save()
    ChangedAdvice.objects.bulk_create(
        ChangedAdvice(reassessment=run, patient_id=patient, told=told)
        for patient, told in chunk.changed.items()
    )
    return run


def _add(tallies: dict[str, Any], chunk: Chunk) -> None:
    department = str(chunk.department)
    tally = Tally.from_json(tallies[department]) if department in tallies else Tally()
    tally.add(chunk.tally)
    tallies[department] = tally.as_json()


@transaction.atomic
def _end(pk: int, state: str, *, by: Any, problem: str = "") -> Reassessment:
    run = Reassessment.objects.select_for_update().get(pk=pk)
    if not run.is_running:
        return run
    run.state, run.problem, run.ended_at = state, problem, Now()
    run.save()
    run.refresh_from_db()
    changed = sum(tally["changed"] for tally in run.tallies.values())
    audit.record_event(f"reassessment {state}", run, by=by, judged=run.done, changed=changed)
    return run
