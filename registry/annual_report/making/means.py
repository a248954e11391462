"""Means by year, and change by how long the symptoms had lasted."""

from __future__ import annotations

from registry.annual_report.making.asking import Asking
from registry.annual_report.making.cells import answers_key, change, mean, nothing
from registry.annual_report.making.part import part_of
from registry.annual_report.report import Absent, Cell, Kind, Part
from registry.annual_report.specification import Spec
from registry.statistics import STRATA, Moments
from registry.statistics.strata import pain_duration

NO_PAIN = "none"


def by_year(spec: Spec, asking: Asking) -> Part:
    """Before the operation; a year in which nobody answered says so."""
    [instrument] = spec.measures
    first, last = asking.years_of(spec)
    found = asking.by("year", spec.population, (first, last), instrument)
    cells = [
        mean(asking, instrument, str(year), one.baseline if one else Moments(), counts=key)
        for year in range(first, last + 1)
        for one in [found.get(str(year))]
        for key in [answers_key(spec.population, instrument, (year, year))]
    ]
    return part_of(spec, asking, cells, adds="timepoints", points=last - first + 1)


def by_duration(spec: Spec, asking: Asking) -> Part:
    """Before, after, and the change of pairs, in each band of duration."""
    [instrument], [wave] = spec.measures, spec.waves
    stratum = pain_duration(spec.by)
    about = spec.population, asking.years_of(spec), instrument
    found, later = asking.by(stratum, *about), asking.by(stratum, *about, wave)
    cells: list[Cell] = []
    bands = [(value, title) for value, title in STRATA[stratum].values if value != NO_PAIN]
    for value, title in bands:
        before, one = found.get(value), later.get(value)
        cells += [
            mean(asking, instrument, "baseline", before.baseline if before else Moments(), title),
            mean(asking, instrument, wave, one.follow_up if one else Moments(), title),
            change(asking, instrument, wave, one, title) if one else _nobody(instrument, wave, title),
        ]
    return part_of(spec, asking, cells, adds="rows", points=3 * len(bands))


def _nobody(instrument: str, wave: str, row: str) -> Cell:
    return nothing(instrument, f"baseline-{wave}", Kind.CHANGE, Absent.NOBODY, row)
