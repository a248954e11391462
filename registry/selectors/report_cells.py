"""The cells that a unit's report is made of: a few queries, whatever the registry's size; patients are never read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from operator import add
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, Sum, When

from registry.models import Department, StatisticsCell
from registry.reports.blocks import TOGETHER, Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.staff import held_together
from registry.selectors.statistics_state import statistics_state
from registry.statistics import (
    ANY,
    BASELINE,
    STRATA,
    TIMING,
    Answer,
    Question,
    answer_of,
    counted_until,
    due_by_month,
)
from registry.statistics.contributions import department_place
from registry.statistics.question import TIMEPOINTS
from registry.statistics.strata import TIMINGS
from registry.statistics.tally import (
    ANSWERED_BY_MONTH,
    ASKED_BY_MONTH,
    DUE,
    REACHED,
    SCORED_BY_MONTH,
    columns_of,
)

TOLD = (
    "n",
    "pairs",
)  # of others and of parts no more is read than is told, with the thresholds that are reached
DESCRIBED = ("age_band", "sex", TIMING)
DESCRIBED_VALUES = (
    "",
    *(value for stratum in DESCRIBED[:2] for value, _title in STRATA[stratum].values),
    *(value for value, _title in TIMINGS),
)  # named, so that the index is walked to each


class Scored(NamedTuple):
    """A cell of the measure: when, of what, and its columns (those of columns_of)."""

    wave: str
    leaf: Leaf
    numbers: Sequence[int]


class ReportCells:
    """The cells of a question about a department: its own whole, and what the country is told from."""

    def __init__(self, question: Question) -> None:
        """`question` is of a department, of one diagnosis, and of all years and procedures; not of the baseline."""
        self.question, self.measure = question, question.measure
        self.own_place = department_place(question.department or 0)
        self.state = statistics_state()
        self._columns = columns_of(self.measure)
        self._told_columns = (*TOLD, *REACHED[: len(self.measure.thresholds)])
        self._cells = StatisticsCell.objects.filter(
            generation=self.state.current, diagnosis__in=question.diagnoses
        ).order_by()

    def nation(self) -> Nation:
        departments = {pk: self._told.get(place, {}) for place, pk in self._departments.items()}
        return Nation(self.measure, self._country(), departments, held_together(TOGETHER))

    def answer(self, leaves: Collection[Leaf]) -> Answer:
        """Of one's own patients in these leaves."""
        before, after = [], []
        for cell in self._own:
            if cell.leaf in leaves:
                (before if cell.wave == BASELINE else after).append(cell.numbers)
        told = self._told.get(self.own_place, {})
        counts = [told[leaf] for leaf in leaves if leaf in told]
        due, answered = sum(one.due for one in counts), sum(one.answered for one in counts)
        return answer_of(self.measure, self._added(before), self._added(after), due, answered)

    def leaves(self) -> set[Leaf]:
        return {*self._told.get(self.own_place, {}), *(cell.leaf for cell in self._own)}

    def described(self, leaves: Collection[Leaf]) -> dict[tuple[str, str], Answer]:
        """Stratum and value to one's own patients in these leaves: how many were due, answered, paired and reached what."""
        rows = self._told_rows().filter(
            place=self.own_place,
            stratum__in=DESCRIBED,
            value__in=DESCRIBED_VALUES,
            procedure__in={leaf.procedure for leaf in leaves},
            year__in={leaf.year for leaf in leaves},
        )
        sums = rows.values_list("stratum", "value", "measure").annotate(
            *map(Sum, self._told_columns), by_the_day=Sum(self._by_the_day)
        )
        found: defaultdict[tuple[str, str], list[Sequence[Any]]] = defaultdict(list)
        for stratum, value, measure, *numbers, by_the_day in sums:  # what is named comes last
            found[stratum, value].append((measure, by_the_day, *numbers))
        return {key: self._described(key[0], self._counts(rows)) for key, rows in sorted(found.items())}

    def _described(self, stratum: str, counts: Counts) -> Answer:
        if stratum == TIMING:  # it divides those who answered
            return answer_of(self.measure, Counter(), counts.after, None)
        return answer_of(self.measure, Counter(), counts.after, counts.due, counts.answered)

    @cached_property
    def _own(self) -> list[Scored]:
        return self._scored(self.own_place, BASELINE, self.question.wave)

    @cached_property
    def _departments(self) -> dict[str, int]:
        """Place to id, of the country's."""
        ids = Department.objects.filter(country=self.question.country).values_list("pk", flat=True)
        return {department_place(pk): pk for pk in ids}

    def _country(self) -> dict[Leaf, Counts]:
        """With every column of the measure."""
        scored = self._scored(self.question.country, self.question.wave)
        told = self._told.get(self.question.country, {})
        whole = {
            leaf: Counter(dict(zip(self._columns, numbers, strict=True))) for _wave, leaf, numbers in scored
        }
        return {leaf: replace(counts, after=whole.get(leaf, Counter())) for leaf, counts in told.items()}

    def _scored(self, place: str, *waves: str) -> list[Scored]:
        rows = self._cells.filter(
            measure=self.measure.key, wave__in=waves, place=place, stratum="", value=""
        ).values_list("wave", "procedure", "year", *self._columns)
        return [Scored(wave, Leaf(procedure, year), numbers) for wave, procedure, year, *numbers in rows]

    @cached_property
    def _told(self) -> dict[str, dict[Leaf, Counts]]:
        """Place to leaf to counts, of the country and each of its departments."""
        places = (self.question.country, *self._departments)
        rows = self._told_rows().filter(place__in=places, stratum="", value="")
        found: defaultdict[tuple[str, Leaf], list[Sequence[Any]]] = defaultdict(list)
        for place, procedure, year, *numbers in rows.values_list(
            "place", "procedure", "year", "measure", self._by_the_day, *self._told_columns
        ):
            found[place, Leaf(procedure, year)].append(numbers)
        told: defaultdict[str, dict[Leaf, Counts]] = defaultdict(dict)
        for (place, leaf), several in found.items():
            told[place][leaf] = self._counts(several)
        return dict(told)

    def _told_rows(self) -> QuerySet[Any]:
        """The cells of the wave: of who was asked, and of the measure."""
        return self._cells.filter(measure__in=(ANY, self.measure.key), wave=self.question.wave)

    @cached_property
    def _by_the_day(self) -> Case:
        return _by_the_day(self.question)

    def _counts(self, rows: Iterable[Sequence[Any]]) -> Counts:
        """Of up to two rows: who was asked, and the measure."""
        by_measure = {measure: numbers for measure, *numbers in rows}
        due, *_none = by_measure.get(ANY, [0])
        answered, *told = by_measure.get(self.measure.key, [0])
        return Counts(due, answered, Counter(dict(zip(self._told_columns, told, strict=False))))

    def _added(self, several: Iterable[Sequence[int]]) -> Counter[str]:
        sums = map(sum, zip(*several, strict=True))
        return Counter(dict(zip(self._columns, sums, strict=False)))  # of no rows there are no sums


def _by_the_day(question: Question) -> Case:
    """`due_by_month` in the database: of ANY how many were due by the question's day, of a measure how many of them
    answered."""
    last = counted_until(question.wave, question.on)
    months = {ANY: ASKED_BY_MONTH, question.measure.key: SCORED_BY_MONTH}
    return Case(
        *(When(measure=measure, year__lt=last.year, then=_sum(names)) for measure, names in months.items()),
        *(
            When(measure=measure, year=last.year, then=_sum(names[: last.month]))
            for measure, names in months.items()
        ),
        default=0,
    )


def _sum(names: Iterable[str]) -> Any:
    return reduce(add, map(F, names))


def completeness_by_wave(question: Question) -> dict[str, dict[int, tuple[int, int]]]:
    """Wave to year to how many answered of those due, and how many were due, of a department's patients of the question's diagnoses and procedures."""
    rows = StatisticsCell.objects.filter(
        generation=statistics_state().current,
        measure=ANY,
        wave__in=TIMEPOINTS,  # all there are, named so that the index is walked to each
        stratum="",
        value="",
        place=department_place(question.department or 0),
        diagnosis__in=question.diagnoses,
    ).order_by()
    if question.procedures:
        rows = rows.filter(procedure__in=question.procedures)
    names = (*ANSWERED_BY_MONTH, *ASKED_BY_MONTH)
    found: defaultdict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for wave, year, *months in rows.values_list("wave", "year").annotate(*map(Sum, names)):
        answered, due = (due_by_month(some, wave, year, question.on) for some in (months[:12], months[12:]))
        if due:
            found[wave][year] = answered, due
    return {wave: dict(sorted(found[wave].items())) for wave in TIMEPOINTS if wave in found}


def answered_at_wave(question: Question) -> int:
    """Of those due in the question's years, how many answered its wave by any of the instruments that answer it."""
    years = completeness_by_wave(question).get(question.wave, {})
    first, last = question.first_year or 0, question.last_year or max(years, default=0)
    return sum(answered for year, (answered, _due) in years.items() if first <= year <= last)


def diagnoses_of_unit(department: int) -> dict[str, int]:
    """Diagnosis to how many episodes of it a department has, the most frequent first."""
    rows = StatisticsCell.objects.filter(
        generation=statistics_state().current,
        measure=ANY,
        wave=BASELINE,
        stratum="",
        value="",
        place=department_place(department),
    )
    sums = rows.order_by().values("diagnosis").annotate(**{f"sum_{name}": Sum(name) for name in DUE})
    counts = {row["diagnosis"]: sum(row[f"sum_{name}"] for name in DUE) for row in sums}
    return dict(sorted(((code, n) for code, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0])))
