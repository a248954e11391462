"""Operations counted: by year, unit, region, diagnosis, kind, age, day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry.annual_report.making.asking import Asking
from registry.annual_report.making.cells import TOTAL, count, nothing, operations_key, period, share
from registry.annual_report.making.part import part_of
from registry.annual_report.populations import LUMBAR_ROWS, NO_REGION, populations
from registry.annual_report.report import Absent, Cell, Kind, Part
from registry.annual_report.specification import Spec, Years
from registry.diagnoses import DIAGNOSES, GROUPS, diagnoses_of
from registry.instruments.translate import _
from registry.statistics import STRATA

# A group that others are counted with, said as what it then is.
COUNTED_TOGETHER = {"stenosis": _("Spinal stenosis, with or without slip")}
PROCEDURE_TITLES = {
    "decompression": _("Decompression"),
    "discectomy": _("Discectomy"),
    "fusion_uninstrumented": _("Fusion without instrumentation"),
    "fusion_instrumented": _("Instrumented posterior fusion"),
    "fusion_with_cage": _("Fusion with anterior cage"),
    "disc_prosthesis": _("Disc prosthesis"),
    "stabilisation": _("Stabilisation"),
    "vertebroplasty": _("Vertebroplasty"),
    "kyphoplasty": _("Kyphoplasty"),
    "sacroplasty": _("Sacroplasty"),
    "other": _("Other procedure"),
}


def by_year(spec: Spec, asking: Asking) -> Part:
    """A year without an operation is a nought, not a gap."""
    first, last = asking.years_of(spec)
    found = asking.operated_by("year", spec.population, (first, last))
    cells = [
        count("operations", str(year), found.get(str(year), 0), counts=operations_key(spec.population, (year, year)))
        for year in range(first, last + 1)
    ]  # fmt: skip
    return part_of(spec, asking, cells, adds="timepoints", points=last - first + 1)


def mix(spec: Spec, asking: Asking) -> Part:
    """Each diagnosis in the last year and in all years, with its share of the whole."""
    cells: list[Cell] = []
    for years in ((asking.year, asking.year), asking.years_of(spec)):
        cells += _mix(spec, asking, years)
    return part_of(spec, asking, cells, total=TOTAL, adds="rows", shares_add=True)


def _mix(spec: Spec, asking: Asking, years: tuple[int, int]) -> Iterator[Cell]:
    found, when = asking.operated_by("diagnosis", spec.population, years), period(years)
    total = sum(found.values())
    for group in LUMBAR_ROWS:
        codes = [code for one in _counted_as(group) for code in diagnoses_of(one)]
        number = sum(found.get(code, 0) for code in codes)
        key = operations_key(_population_of(group), years)
        row = title_of_group(group)
        yield count("operations", when, number, row=row, counts=key)
        yield share("share", when, number, total, row=row, counts=key)
    yield count("operations", when, total, row=TOTAL, counts=operations_key(spec.population, years))


def title_of_group(group: str) -> str:
    return COUNTED_TOGETHER.get(group, GROUPS[group].title)


def _counted_as(group: str) -> list[str]:
    return [group, *(one.code for one in GROUPS.values() if one.counted_with == group)]


def _population_of(group: str) -> str:
    """The population that is the same patients, if there is one: then its count recurs elsewhere."""
    codes = {code for one in _counted_as(group) for code in diagnoses_of(one)}
    for one in populations().values():
        if set(one.diagnoses) == codes and one.procedures == populations()["all"].procedures:
            return one.code
    return group


def by_unit(spec: Spec, asking: Asking) -> Part:
    years = asking.years_of(spec)
    found = asking.operated_by("department", spec.population, years)
    rows = sorted((asking.units.get(unit, unit), number) for unit, number in found.items() if number)
    cells = [count("operations", period(years), number, row=name) for name, number in rows]
    cells.append(_total(spec, years, sum(found.values())))
    return part_of(spec, asking, cells, total=TOTAL, adds="rows")


def _total(spec: Spec, years: tuple[int, int], number: int) -> Cell:
    return count(
        "operations", period(years), number, row=TOTAL, counts=operations_key(spec.population, years)
    )


def by_region(spec: Spec, asking: Asking) -> Part:
    """Operations of the last two years in each region, and the change; a unit without a region is one of its own row."""
    before, last = asking.years_of(spec)
    numbers = {year: _regions(spec, asking, year) for year in (before, last)}
    cells: list[Cell] = []
    for region in sorted(set(numbers[before]) | set(numbers[last])):
        earlier, later = numbers[before].get(region, 0), numbers[last].get(region, 0)
        cells += [
            count("operations", str(before), earlier, row=region),
            count("operations", str(last), later, row=region),
            _grown(f"{before}-{last}", earlier, later, region),
        ]
    return part_of(spec, asking, cells, adds="rows")


def _regions(spec: Spec, asking: Asking, year: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for unit, number in asking.operated_by("department", spec.population, (year, year)).items():
        region = asking.regions.get(unit) or NO_REGION
        found[region] = found.get(region, 0) + number
    return found


def _grown(timepoint: str, earlier: int, later: int, row: str) -> Cell:
    """In per cent of the earlier; of nothing there is no per cent."""
    if not earlier:
        return nothing("change", timepoint, Kind.SHARE, Absent.NOBODY, row)
    value = 100 * (later - earlier) / earlier
    return Cell(kind=Kind.SHARE, measure="change", timepoint=timepoint, row=row, value=value)


def by_kind(spec: Spec, asking: Asking) -> Part:
    return _shared(spec, asking, "procedure", PROCEDURE_TITLES)


def by_diagnosis(spec: Spec, asking: Asking) -> Part:
    return _shared(spec, asking, "diagnosis", {code: one.title for code, one in DIAGNOSES.items()})


def _shared(spec: Spec, asking: Asking, axis: str, titles: dict[str, str]) -> Part:
    years = asking.years_of(spec)
    found = {
        code: number for code, number in asking.operated_by(axis, spec.population, years).items() if number
    }
    total = sum(found.values())
    cells: list[Cell] = []
    for code in sorted(found, key=lambda code: (-found[code], code)):
        row, key = titles.get(code, code), operations_key(spec.population, years, code)
        cells += [
            count("operations", period(years), found[code], row=row, counts=key),
            share("share", period(years), found[code], total, row=row),
        ]
    cells.append(_total(spec, years, total))
    return part_of(spec, asking, cells, total=TOTAL, adds="rows", shares_add=True)


def by_age(spec: Spec, asking: Asking) -> Part:
    """Ten-year bands; in two years, or in all of them together."""
    first, last = asking.years_of(spec)
    spans = [(first, first), (last, last)] if spec.years is Years.LAST_TWO else [(first, last)]
    return _banded(spec, asking, "age_band", spans)


def by_weekday(spec: Spec, asking: Asking) -> Part:
    return _banded(spec, asking, "weekday", [asking.years_of(spec)])


def _banded(spec: Spec, asking: Asking, stratum: str, spans: list[tuple[int, int]]) -> Part:
    """Every band, also those of nobody; and those of whom it is not recorded."""
    cells: list[Cell] = []
    bands = STRATA[stratum].values
    for years in spans:
        found = asking.operated_by(stratum, spec.population, years)
        rows = [(value, title, found.get(value, 0)) for value, title in bands]
        if found.get(""):
            rows.append(("", _("Not recorded"), found[""]))
        for value, title, number in rows:
            key = operations_key(spec.population, years, f"{stratum} {value}")
            cells.append(count("operations", period(years), number, row=title, counts=key))
        cells.append(_total(spec, years, sum(found.values())))
    return replace(part_of(spec, asking, cells, total=TOTAL, adds="rows"), points=len(bands) * len(spans))
