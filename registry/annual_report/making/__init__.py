"""The parts of a report, each made from answers of the statistics by the maker of its shape."""

from __future__ import annotations

from collections.abc import Callable

from registry.annual_report.making import completeness, distributions, means, operations, outcomes
from registry.annual_report.making.asking import Asking, Source
from registry.annual_report.report import Part
from registry.annual_report.specification import Shape, Spec

MAKERS: dict[Shape, Callable[[Spec, Asking], Part]] = {
    Shape.YEARS: operations.by_year,
    Shape.MIX: operations.mix,
    Shape.COMPLETENESS: completeness.by_unit,
    Shape.OUTCOME: outcomes.outcome,
    Shape.UNITS: operations.by_unit,
    Shape.REGIONS: operations.by_region,
    Shape.MEAN_BY_YEAR: means.by_year,
    Shape.BANDS: distributions.walking,
    Shape.MEAN_BY_DURATION: means.by_duration,
    Shape.GAIN_BY_DURATION: means.by_duration,
    Shape.PROCEDURES: operations.by_kind,
    Shape.DIAGNOSES: operations.by_diagnosis,
    Shape.SICK_LEAVE: distributions.sick_leave,
    Shape.AGES: operations.by_age,
    Shape.SATISFACTION: distributions.satisfaction,
    Shape.WAVES: outcomes.by_wave,
    Shape.WEEKDAYS: operations.by_weekday,
    Shape.SCORES: distributions.scores,
}


def make(spec: Spec, asking: Asking) -> Part:
    """One part as the statistics have it: nothing is hidden yet (registry/annual_report/hiding.py)."""
    return MAKERS[spec.shape](spec, asking)


__all__ = ["MAKERS", "Asking", "Source", "make"]
