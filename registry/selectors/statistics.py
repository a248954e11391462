"""What reports ask of the statistics: cells are read, never patients, in the same few queries whatever is asked.

Nothing is suppressed here: whoever shows numbers to people who may not see the patients suppresses them
(registry/suppression.py), all groups of an axis together, so that no other number gives one away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from registry.models import StatisticsCell
from registry.selectors.staff import departments_in
from registry.selectors.statistics_state import statistics_state
from registry.statistics import ANY, BASELINE, Answer, Question, answer_of, divided_by, due_of
from registry.statistics.contributions import counted_in, department_place
from registry.statistics.question import TIMEPOINTS
from registry.statistics.strata import ALL_STRATA
from registry.statistics.tally import BASELINE_COLUMNS, COLUMNS, DUE

Columns = Mapping[str, int]
FIELDS = {"department": "place", "year": "year", "diagnosis": "diagnosis", "procedure": "procedure"}
FIELDS |= dict.fromkeys(ALL_STRATA, "value")
NOTHING: Columns = Counter()


def answer(question: Question) -> Answer:
    """What is known of the patients asked about; an empty Answer where there are none."""
    return _read(question, "").of("", question.wave)


def answers_by(question: Question, axis: str) -> dict[str, Answer]:
    """The same for each part of the patients: by department (its id as text), year, wave, diagnosis, procedure or stratum.

    In order. Parts without anybody are left out; "" is the part of a stratum where it was not recorded. Raises
    ValueError for an axis that is none of registry.statistics.question.AXES.
    """
    question.check_axis(axis)
    cells = _read(question, axis)
    if axis == "wave":
        waves = [wave for wave in TIMEPOINTS if {("", wave)} & {*cells.measured, *cells.due}]
        return {wave: cells.of("", wave) for wave in waves}
    found = {part: cells.of(part, question.wave) for part in sorted(cells.parts, key=_place)}
    return {part: one for part, one in found.items() if not one.is_empty}


def _place(part: str) -> tuple[int, str]:
    """Numbers by their size, the rest by their letters."""
    return (int(part) if part.isdigit() else -1, part)


@dataclass(frozen=True)
class _Cells:
    """What was read: by part and wave, the measure's columns, and how many were due."""

    question: Question
    axis: str
    measured: Mapping[tuple[str, str], Columns]
    due: Mapping[tuple[str, str], int]

    @property
    def parts(self) -> set[str]:
        return {part for part, _wave in (*self.measured, *self.due)}

    def of(self, part: str, wave: str) -> Answer:
        divides_due = {self.axis, self.question.stratum} & {*ALL_STRATA} <= divided_by(ANY, wave)
        return answer_of(
            self.question.measure,
            self.measured.get((part, BASELINE), NOTHING),
            self.measured.get((part, wave), NOTHING),
            self.due.get((part, wave), 0) if divides_due else None,
        )


def _read(question: Question, axis: str) -> _Cells:
    asked = _asked(question, axis)
    return _Cells(question, axis, _measured(question, axis, asked), _due(question, axis, asked))


def _asked(question: Question, axis: str) -> QuerySet[StatisticsCell]:
    """The cells of a question, of any measure."""
    stratum = axis if axis in ALL_STRATA else question.stratum
    asked = Q(
        generation=statistics_state().current, stratum=stratum, place__in=_places(question, axis, stratum)
    )
    if axis != "wave":
        asked &= Q(wave__in={BASELINE, question.wave})
    if stratum and stratum != axis:
        asked &= Q(value=question.value)
    if question.diagnoses:
        asked &= Q(diagnosis__in=question.diagnoses)
    if question.procedures:
        asked &= Q(procedure__in=question.procedures)
    if question.first_year is not None:
        asked &= Q(year__gte=question.first_year)
    if question.last_year is not None:
        asked &= Q(year__lte=question.last_year)
    return StatisticsCell.objects.filter(asked).order_by()


def _places(question: Question, axis: str, stratum: str) -> list[str]:
    """Of a country those of all its departments, where it has no cells of its own."""
    if axis != "department":
        if question.department is not None:
            return [department_place(question.department)]
        if question.country in counted_in(stratum, ("", question.country)):
            return [question.country]
    return [department_place(pk) for pk in departments_in([question.country])]


def _measured(
    question: Question, axis: str, asked: QuerySet[StatisticsCell]
) -> dict[tuple[str, str], Columns]:
    by = (FIELDS[axis],) if axis in FIELDS else ()
    rows = asked.filter(measure=question.measure.key).values("wave", *by)
    names = _columns(question, axis)
    sums = {f"sum_{name}": Coalesce(Sum(name), 0) for name in names}
    return {
        (str(row[by[0]]) if by else "", row["wave"]): Counter(
            {name: int(row[f"sum_{name}"]) for name in names}
        )
        for row in rows.annotate(**sums)
    }


def _columns(question: Question, axis: str) -> tuple[str, ...]:
    """Those that can hold something: naming a column costs more than summing it."""
    if not question.measure.is_scored:
        return ("n",)
    return BASELINE_COLUMNS if question.wave == BASELINE and axis != "wave" else COLUMNS


def _due(question: Question, axis: str, asked: QuerySet[StatisticsCell]) -> dict[tuple[str, str], int]:
    """Part and wave to how many were due by the day of the question, whatever is measured."""
    by = (FIELDS[axis],) if axis in FIELDS else ()
    sums = {f"sum_{name}": Sum(name) for name in DUE}
    found: Counter[tuple[str, str]] = Counter()
    for row in (
        asked.filter(measure=ANY)
        .values("wave", "year", *{name for name in by if name != "year"})
        .annotate(**sums)
    ):
        part = str(row[by[0]]) if by else ""
        counts = [row[f"sum_{name}"] for name in DUE]
        found[part, row["wave"]] += due_of(counts, row["wave"], row["year"], question.on)
    return found
