"""Reads of the departments' own thresholds, with what they were before."""

from __future__ import annotations

from collections.abc import Collection

from guidelines.models import ThresholdOverride


def own_thresholds(departments: Collection[int], names: Collection[str]) -> list[ThresholdOverride]:
    """Every value these departments ever set for these thresholds, by department and name, the latest first."""
    rows = ThresholdOverride.objects.filter(department__in=departments, name__in=names)
    return list(rows.select_related("department").order_by("department__name", "name", "-valid_from", "-id"))
