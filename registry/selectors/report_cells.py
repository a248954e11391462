"""The cells that a unit's report is made of: a few queries, whatever the registry's size; patients are never read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import add
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, Sum, When

from registry.models import Department, StatisticsCell
from registry.reports.blocks import TOGETHER, Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.compiled import Compiled, a_page
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
Names = tuple[str, ...]
Rows = QuerySet[Any, tuple[Any, ...]]
DESCRIBED = ("age_band", "sex", TIMING)
DESCRIBED_VALUES = (
    "",
    *(value for stratum in DESCRIBED[:2] for value, _title in STRATA[stratum].values),
    *(value for value, _title in TIMINGS),
)  # named, so that the index is walked to each


def _cells(diagnoses: Sequence[str], generation: int) -> QuerySet[StatisticsCell]:
    return StatisticsCell.objects.filter(generation=generation, diagnosis__in=diagnoses).order_by()


def _scored_rows(
    diagnoses: Sequence[str],
    measure: str,
    waves: Sequence[str],
    place: str,
    *,
    generation: int,
    columns: Names,
) -> Rows:
    rows = _cells(diagnoses, generation).filter(measure=measure, wave__in=waves, place=place)
    return rows.filter(stratum="", value="").values_list("wave", "procedure", "year", *columns)


def _told_cells(
    diagnoses: Sequence[str], measure: str, wave: str, generation: int
) -> QuerySet[StatisticsCell]:
    """The cells of the wave: of who was asked, and of the measure."""
    return _cells(diagnoses, generation).filter(measure__in=(ANY, measure), wave=wave)


def _told_rows(
    diagnoses: Sequence[str],
    measure: str,
    wave: str,
    places: Sequence[str],
    *,
    generation: int,
    columns: Names,
    last: date,
) -> Rows:
    rows = _told_cells(diagnoses, measure, wave, generation).filter(place__in=places, stratum="", value="")
    return rows.values_list("place", "procedure", "year", "measure", _by_the_day(measure, last), *columns)


def _described_rows(
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
    rows = _told_cells(diagnoses, measure, wave, generation).filter(
        place=place,
        stratum__in=DESCRIBED,
        value__in=DESCRIBED_VALUES,
        procedure__in=procedures,
        year__in=years,
    )
    sums = {f"sum_{name}": Sum(name) for name in columns}
    named = rows.values("stratum", "value", "measure").annotate(
        by_the_day=Sum(_by_the_day(measure, last)), **sums
    )
    return named.values_list("stratum", "value", "measure", "by_the_day", *sums)


SCORED, TOLD_ROWS, DESCRIBED_ROWS = Compiled(_scored_rows), Compiled(_told_rows), Compiled(_described_rows)


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
        self._fixed = {"generation": self.state.current, "columns": self._told_columns}
        self._fixed |= {"last": counted_until(question.wave, question.on)}

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
        procedures, years = (
            (a_page(sorted({*of})) for of in zip(*leaves, strict=True)) if leaves else ((), ())
        )
        rows = DESCRIBED_ROWS(*self._asked, self.own_place, procedures, years, **self._fixed)
        found = self._counts(((stratum, value), *told) for stratum, value, *told in rows)
        return {key: self._described(key[0], counts) for key, counts in sorted(found.items())}

    def _described(self, stratum: str, counts: Counts) -> Answer:
        after = Counter(counts.after)
        if stratum == TIMING:  # it divides those who answered
            return answer_of(self.measure, Counter(), after, None)
        return answer_of(self.measure, Counter(), after, counts.due, counts.answered)

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
        whole = {leaf: _named(self._columns, numbers) for _wave, leaf, numbers in scored}
        return {leaf: counts._replace(after=whole.get(leaf, {})) for leaf, counts in told.items()}

    def _scored(self, place: str, *waves: str) -> list[Scored]:
        asked = self.question.diagnoses, self.measure.key, waves, place
        rows = SCORED(*asked, generation=self.state.current, columns=self._columns)
        return [Scored(wave, Leaf(procedure, year), numbers) for wave, procedure, year, *numbers in rows]

    @cached_property
    def _told(self) -> dict[str, dict[Leaf, Counts]]:
        """Place to leaf to counts, of the country and each of its departments."""
        places = (self.question.country, *self._departments)
        rows = TOLD_ROWS(*self._asked, a_page(places), **self._fixed)
        found = self._counts(((row[0], Leaf(row[1], row[2])), *row[3:]) for row in rows)
        told: defaultdict[str, dict[Leaf, Counts]] = defaultdict(dict)
        for (place, leaf), counts in found.items():
            told[place][leaf] = counts
        return dict(told)

    @property
    def _asked(self) -> tuple[tuple[str, ...], str, str]:
        return self.question.diagnoses, self.measure.key, self.question.wave

    def _counts(self, rows: Iterable[Sequence[Any]]) -> dict[Any, Counts]:
        """Each part to what up to two rows tell of it: who was asked, and the measure. A row is the part, the measure, how
        many by the day, and the columns."""
        due: dict[Any, int] = {}
        found: dict[Any, tuple[int, Mapping[str, int]]] = {}
        for part, measure, by_the_day, *numbers in rows:
            if measure == ANY:
                due[part] = by_the_day
            else:
                found[part] = by_the_day, _named(self._told_columns, numbers)
        return {part: Counts(due.get(part, 0), *found.get(part, ())) for part in due | found}

    def _added(self, several: Iterable[Sequence[int]]) -> Counter[str]:
        sums = map(sum, zip(*several, strict=True))
        return Counter(dict(zip(self._columns, sums, strict=False)))  # of no rows there are no sums


def _named(columns: Names, numbers: Sequence[int]) -> dict[str, int]:
    """Without zeros: most columns hold nothing."""
    return {name: number for name, number in zip(columns, numbers, strict=True) if number}


def _by_the_day(measure: str, last: date) -> Case:
    """`due_by_month` in the database: of ANY how many were due by the last day that counts, of a measure how many of them
    answered."""
    months = {ANY: ASKED_BY_MONTH, measure: SCORED_BY_MONTH}
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


def _rows_by_diagnosis(place: str, *, generation: int) -> Rows:
    cells = StatisticsCell.objects.filter(generation=generation, measure=ANY, wave=BASELINE, place=place)
    counted = cells.filter(stratum="", value="").order_by().values_list("diagnosis")
    return counted.annotate(expected=Sum(_sum(DUE)))


BY_DIAGNOSIS = Compiled(_rows_by_diagnosis)


def diagnoses_of_unit(department: int) -> dict[str, int]:
    """Diagnosis to how many episodes of it a department has, the most frequent first."""
    rows = BY_DIAGNOSIS(department_place(department), generation=statistics_state().current)
    return {code: n for code, n in sorted(rows, key=lambda pair: (-pair[1], pair[0])) if n}
