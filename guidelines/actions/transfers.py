from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.standings import refresh_standing
from registry import actions
from registry.models import Patient, Transfer


@transaction.atomic
def take_over(*, transfer: Transfer, on: date, by: Any) -> Transfer:
    """As registry.actions.accept_transfer: the receiving department's own thresholds hold from now on."""
    accepted = actions.accept_transfer(transfer=transfer, by=by)
    refresh_standing(patient=Patient.objects.get(pk=accepted.patient_id), on=on)
    return accepted
