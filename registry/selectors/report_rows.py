"""The cells that a unit's report reads, as rows of columns: each query is compiled once (registry/selectors/compiled.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, F, QuerySet, Sum, When

from registry.models import StatisticsCell
from registry.selectors.compiled import Compiled
from registry.statistics import ANY, BASELINE, STRATA, TIMING
from registry.statistics.strata import TIMINGS
from registry.statistics.tally import ASKED_BY_MONTH, DUE, SCORED_BY_MONTH

Names = tuple[str, ...]
Rows = QuerySet[Any, tuple[Any, ...]]
DESCRIBED = ("age_band", "sex", TIMING)
DESCRIBED_VALUES = (
    "",
    *(value for stratum in DESCRIBED[:2] for value, _title in STRATA[stratum].values),
    *(value for value, _title in TIMINGS),
)  # named, so that the index is walked to each


def _cells(generation: int, **narrowed: Any) -> QuerySet[StatisticsCell]:
    return StatisticsCell.objects.filter(generation=generation, **narrowed).order_by()


def _scored(
    diagnoses: Sequence[str],
    measure: str,
    place: str,
    waves: Sequence[str],
    *,
    generation: int,
    columns: Names,
) -> Rows:
    asked = _cells(generation, diagnosis__in=diagnoses, measure=measure, place=place, wave__in=waves)
    return asked.filter(stratum="", value="").values_list("wave", "procedure", "year", *columns)


def _told(
    diagnoses: Sequence[str],
    measure: str,
    wave: str,
    places: Sequence[str],
    *,
    generation: int,
    columns: Names,
    last: date,
) -> Rows:
    asked = _cells(generation, diagnosis__in=diagnoses, measure__in=(ANY, measure), wave=wave)
    rows = asked.filter(place__in=places, stratum="", value="").values("place", "procedure", "year")
    return _with_sums(rows, measure, columns, last)


def _described(
    diagnoses: Sequence[str],
    measure: str,
    wave: str,
    place: str,
    procedures: Sequence[str],
    years: Sequence[int],
    *,
    generation: int,
    columns: Names,
    last: date,
) -> Rows:
    asked = _cells(generation, diagnosis__in=diagnoses, measure__in=(ANY, measure), wave=wave, place=place)
    of = asked.filter(procedure__in=procedures, year__in=years)
    rows = of.filter(stratum__in=DESCRIBED, value__in=DESCRIBED_VALUES).values("stratum", "value")
    return _with_sums(rows, measure, columns, last)


def _with_sums(rows: QuerySet[Any, Any], measure: str, columns: Names, last: date) -> Rows:
    """What the rows are divided by, how many were due, how many of them answered the measure, and its columns."""
    sums = {
        "due": Sum(_by_month(ANY, ASKED_BY_MONTH, last)),
        "answered": Sum(_by_month(measure, SCORED_BY_MONTH, last)),
        **{f"sum_{name}": Sum(Case(When(measure=measure, then=F(name)), default=0)) for name in columns},
    }
    return rows.annotate(**sums).values_list(*rows.query.values_select, *sums)


def _by_month(measure: str, names: Names, last: date) -> Case:
    """`due_by_month` of registry/statistics/answer.py in the database; `last` is the last day that counts."""
    whole = When(measure=measure, year__lt=last.year, then=sum_of(names))
    return Case(whole, When(measure=measure, year=last.year, then=sum_of(names[: last.month])), default=0)


def sum_of(names: Iterable[str]) -> Any:
    """Of columns."""
    return reduce(add, map(F, names))


def _by_diagnosis(place: str, *, generation: int) -> Rows:
    asked = _cells(generation, measure=ANY, wave=BASELINE, place=place, stratum="", value="")
    return asked.values_list("diagnosis").annotate(expected=Sum(sum_of(DUE)))


SCORED, TOLD, DESCRIBED_PARTS = Compiled(_scored), Compiled(_told), Compiled(_described)
BY_DIAGNOSIS = Compiled(_by_diagnosis)
