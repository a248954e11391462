"""Counting how often each rule spoke and what was answered, in the transaction that stores it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from guidelines.models import Evaluation, Response, ToldTo, UseCount
from registry import audit
from registry.models import Role

Counted = UseCount.Counted
BATCH = 200


def count_told(evaluation: Evaluation) -> None:
    """This evaluation told about these actions: each is counted, and the patient once for each action ever."""
    codes = list(evaluation.answer["actions"])
    told = ToldTo.objects.filter(patient=evaluation.patient_id).values_list("action", flat=True)
    new = sorted(set(codes) - set(told))
    ToldTo.objects.bulk_create(
        [ToldTo(patient_id=evaluation.patient_id, action=code) for code in new], ignore_conflicts=True
    )
    _add(1, codes, evaluation, counted=Counted.EVALUATIONS)
    _add(1, new, evaluation, counted=Counted.PATIENTS)


def count_response(response: Response) -> None:
    """This response counts in place of an earlier one to the same action of the same evaluation."""
    earlier = Response.objects.filter(
        evaluation=response.evaluation_id, action=response.action, pk__lt=response.pk
    ).order_by("-pk")[:1]
    for replaced in earlier:
        _count_answer(-1, replaced, response.evaluation)
    _count_answer(1, response, response.evaluation)


def role_of(by: Any, evaluation: Evaluation) -> str:
    """The role in which somebody answers advice: one they hold in its department, the clinician's before others."""
    held = by.department_roles.get(evaluation.department_id, frozenset())
    return next((str(role) for role in Role if role in held), "")


@transaction.atomic
def recount_use(*, by: Any = None) -> int:
    """Counts everything anew from the stored evaluations and responses; how many evaluations there were."""
    ToldTo.objects.all().delete()
    UseCount.objects.all().delete()
    done = 0
    for evaluation in Evaluation.objects.defer("shown", "facts", "provenance").iterator(BATCH):
        count_told(evaluation)
        done += 1
    for response in Response.objects.select_related("evaluation").order_by("pk").iterator(BATCH):
        count_response(response)
    audit.record_bulk("use.recounted", UseCount, by=by, evaluations=done)
    return done


def _count_answer(n: int, response: Response, evaluation: Evaluation) -> None:
    _add(n, [response.action], evaluation, counted=response.kind, reason=response.reason, role=response.role)


def _add(n: int, codes: Iterable[str], evaluation: Evaluation, **cell: str) -> None:
    """`n` more in the cell of each action. The rows are locked in one order, so that two writers never wait in a ring."""
    where = {"department_id": evaluation.department_id, "month": _month(evaluation.index_date)}
    where |= {"reason": "", "role": "", **cell}
    actions = list(codes)
    if not actions:
        return
    UseCount.objects.bulk_create([UseCount(action=code, **where) for code in actions], ignore_conflicts=True)
    rows = UseCount.objects.filter(action__in=actions, **where)
    held = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    UseCount.objects.filter(pk__in=held).update(n=F("n") + n)


def _month(day: date) -> date:
    return day.replace(day=1)
