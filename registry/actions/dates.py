from __future__ import annotations

from typing import Any

from registry import audit
from registry.dated import Confirmed
from registry.models import Patient


def record_confirmation(patient: Patient, confirmed: Confirmed | None, *, by: Any) -> None:
    """That somebody confirmed unlikely dates, in the audit table; call it in the transaction that keeps them."""
    if confirmed:
        rules = list(confirmed.rules)
        audit.record_event("dates.confirmed", patient, by=by, rules=rules, because=confirmed.because)
