"""A person's whole record leaves, and its entry stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from registry import audit
from registry.models import Patient
from registry.selectors.whole_record import Told, whole_record


@transaction.atomic
def hand_out_record(*, patient: Patient, as_file: bool, by: Any) -> list[Told]:
    """Everything held about the patient. The entry is written first, so that the record tells of its own handing out."""
    audit.record_event("record.handed_out", patient, by=by, as_file=as_file)
    return list(whole_record(patient))
