"""Which rows belong to a patient: every model from which links lead to one, found by walking the models themselves.

A model that is added is found here without being named, so that neither a whole record nor an erasure forgets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from registry.models import Patient

OURS = ("registry", "guidelines")


@cache
def paths_to_patient() -> dict[type[Model], tuple[str, ...]]:
    """Model to the lookups that lead to its patient, the shortest first; Patient itself by its key."""
    paths: dict[type[Model], tuple[str, ...]] = {Patient: ("pk",)}
    waiting = [
        model for app in OURS for model in apps.get_app_config(app).get_models() if model is not Patient
    ]
    found = True
    while found:
        found = {model: lookups for model in waiting if (lookups := _lookups(model, paths))}
        paths |= found
        waiting = [model for model in waiting if model not in found]
    return paths


def _lookups(model: type[Model], paths: dict[type[Model], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        field.name if field.related_model is Patient else f"{field.name}__{paths[field.related_model][0]}"
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in paths
    )


def merged_into(patient: Patient) -> list[int]:
    """Ids of everybody who was merged into the patient, and into those in turn: they are the same person."""
    found: list[int] = []
    some = [patient.pk]
    while some := list(Patient.everybody.filter(merged_into__in=some).values_list("pk", flat=True)):
        found += some
    return found


def rows_of(patient: Patient) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """Every model that may hold something of the patient, with the patient's rows, in the order they were written."""
    people = [patient.pk, *merged_into(patient)]
    for model, lookups in paths_to_patient().items():
        condition = Q()
        for lookup in lookups:
            condition |= Q(**{f"{lookup}__in": people})
        rows = model._base_manager.filter(condition).order_by("pk")
        yield model, rows.distinct() if len(lookups) > 1 else rows
