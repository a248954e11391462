from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from registry import audit
from registry.models import ClinicalRecord, Patient, VersionConflict


@transaction.atomic
def record_facts(
    *, patient: Patient, facts_version: int, facts: Mapping[str, Any], observed_on: date, by: Any
) -> Patient:
    """Adds what was observed on a day; None clears a fact from that day and keeps what stood before.

    `facts` holds only what was asked or changed: a fact left alone keeps its older day. Raises VersionConflict when
    somebody recorded facts of this patient meanwhile.
    """
    current = Patient.objects.select_for_update().get(pk=patient.pk)
    if current.facts_version != facts_version:
        raise VersionConflict(current, standing=current.facts_version, submitted=facts_version)
    if not facts:
        return current
    ClinicalRecord.objects.bulk_create(
        ClinicalRecord(patient=current, name=name, value=value, observed_on=observed_on, recorded_by=by)
        for name, value in facts.items()
    )
    audit.record_bulk(
        "facts.recorded",
        ClinicalRecord,
        by=by,
        patient=str(current.key),
        facts=dict(facts),
        observed_on=str(observed_on),
    )
    current.facts_version += 1
    current.save(update_fields=["facts_version"])
    return current
