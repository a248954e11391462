"""Rows that are listed by department know their patient's, and go where the patient goes (docs/adr/0015)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from registry.models import DataQuery, Invitation, OfDepartment, Patient, WaveClosure

# Each to how its patient is reached; a test fails on one that is not here.
PATIENT_OF: dict[type[OfDepartment], str] = {
    DataQuery: "patient",
    Invitation: "episode__patient",
    WaveClosure: "episode__patient",
}


def take_rows_along(patient: Patient) -> None:
    """Call it in the transaction that gave the patient another department."""
    for model, path in PATIENT_OF.items():
        model._default_manager.filter(**{path: patient}).update(department=patient.department_id)


def astray(model: type[OfDepartment]) -> QuerySet[Any]:
    """The rows that stand under another department than their patient's."""
    return model._default_manager.exclude(department=F(f"{PATIENT_OF[model]}__department"))


def lead_back(model: type[OfDepartment]) -> None:
    """Gives every row that is astray its patient's department."""
    own = model._default_manager.filter(pk=OuterRef("pk")).values(f"{PATIENT_OF[model]}__department")
    rows = model._default_manager.filter(pk__in=list(astray(model).values_list("pk", flat=True)))
    rows.update(department=Subquery(own))
