"""Shared reads of the guidelines' own records."""

from __future__ import annotations

from datetime import date

from guidelines.models import ThresholdOverride
from guidelines.pathway.thresholds import DEFAULT, Override, Thresholds
from registry.models import Department


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
