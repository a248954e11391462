from __future__ import annotations

from typing import Any

from django.utils import timezone

from registry import audit
from registry.dated import Confirmed
from registry.models import DataQuery, Patient


def record_confirmation(patient: Patient, confirmed: Confirmed | None, *, by: Any) -> None:
    """That somebody confirmed what a rule found unlikely, and how they know; call it in the transaction that keeps it.

    In the audit table, and as a closed query a rule, so that the reason stands on the patient's page.
    """
    if not confirmed:
        return
    rules = list(confirmed.rules)
    audit.record_event("dates.confirmed", patient, by=by, rules=rules, because=confirmed.because)
    for rule in rules:
        DataQuery.objects.create(
            patient=patient,
            department_id=patient.department_id,
            rule=rule,
            answer=confirmed.because,
            answered_by=by,
            task=DataQuery.Task.COORDINATOR,
            state=DataQuery.State.CLOSED,
            outcome=DataQuery.Outcome.STANDS,
            closed_by=by,
            closed_at=timezone.now(),
        )
