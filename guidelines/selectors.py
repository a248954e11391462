"""Shared reads of the guidelines' own records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404

from guidelines.models import Evaluation, Response, Signature, ThresholdOverride
from guidelines.pathway.thresholds import DEFAULT, Override, Thresholds
from registry.models import Department, Patient


def overrides_for(department: Department, on: date) -> dict[str, Override]:
    """A department's own thresholds in force on a day, by name: the latest that has begun."""
    rows = ThresholdOverride.objects.filter(department=department, valid_from__lte=on).order_by(
        "valid_from", "id"
    )
    return {row.name: row.as_override() for row in rows}


def thresholds_for(department: Department, on: date) -> Thresholds:
    """The thresholds that hold for a department on a day."""
    overrides = overrides_for(department, on)
    return DEFAULT.with_overrides(overrides) if overrides else DEFAULT


def latest_responses(patient: Patient) -> dict[str, Response]:
    """Action to the latest response to it, whichever evaluation it was given to."""
    rows = (
        Response.objects.filter(evaluation__patient=patient)
        .select_related("evaluation", "responded_by")
        .only(
            "action", "verdict", "kind", "reason", "comment", "responded_at",
            "responded_by__username", "responded_by__first_name", "responded_by__last_name",
            "evaluation__digest", "evaluation__facts",
        )
        .order_by("responded_at", "id")
    )  # fmt: skip
    return {response.action: response for response in rows}


def signature_of(patient: Patient, digest: str) -> Signature | None:
    """The signature under this very advice, in whichever language it was read."""
    found = Signature.objects.filter(evaluation__patient=patient, evaluation__digest=digest)
    return found.select_related("signed_by").defer("shown").order_by("signed_at").first()


def evaluation_for(user: Any, pk: int) -> Evaluation:
    """A stored evaluation of a patient of the user's departments; Http404 for any other."""
    visible = Evaluation.objects.filter(patient__department_id__in=user.department_roles)
    with_all = visible.select_related(
        "patient__identity", "patient__department", "department", "created_by", "signature__signed_by"
    )
    return get_object_or_404(with_all, pk=pk)


def responses_in(evaluation: Evaluation, after: datetime | None = None) -> list[Response]:
    """The responses given to an evaluation, oldest first; only those after a moment where one is given."""
    found = evaluation.responses.select_related("responded_by").order_by("responded_at", "id")
    return list(found.filter(responded_at__gt=after) if after else found)
