"""Shared reads of the runs over the registry."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from guidelines.models import ChangedAdvice, Reassessment
from registry.selectors.patients import of_patients_in


def reassessments() -> QuerySet[Reassessment]:
    """Every run, the latest first, with who started it and without its counts."""
    return Reassessment.objects.select_related("started_by").defer("tallies").order_by("-id")


def running() -> Reassessment | None:
    return Reassessment.objects.filter(state=Reassessment.State.RUNNING).first()


def changed_advice(run: Reassessment, user: Any) -> QuerySet[ChangedAdvice]:
    """The patients of the user's departments who are told something else, in the order they were found."""
    rows = ChangedAdvice.objects.filter(of_patients_in(user.patient_departments), reassessment=run)
    return rows.select_related("patient__identity").order_by("id")
