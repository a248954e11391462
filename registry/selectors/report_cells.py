"""The cells that a unit's report is made of: a few queries, whatever the registry's size; patients are never read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from django.db.models import Sum

from registry.models import StatisticsCell
from registry.reports.blocks import TOGETHER, Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.compiled import a_page
from registry.selectors.report_rows import BY_DIAGNOSIS, DESCRIBED_PARTS, SCORED, TOLD, Names
from registry.selectors.staff import departments_in, held_together
from registry.selectors.statistics_state import statistics_state
from registry.statistics import (
    ANY,
    BASELINE,
    TIMING,
    Answer,
    Question,
    answer_of,
    counted_until,
    due_by_month,
)
from registry.statistics.contributions import department_place
from registry.statistics.question import TIMEPOINTS
from registry.statistics.tally import (
    ANSWERED_BY_MONTH,
    ASKED_BY_MONTH,
    REACHED,
    columns_of,
)

# Of others and of parts no more is read than is told, with the thresholds that are reached.
TOLD_COLUMNS = ("n", "pairs")


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
        self._told_columns = (*TOLD_COLUMNS, *REACHED[: len(self.measure.thresholds)])
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
        if not leaves:
            return {}
        procedures, years = (a_page(sorted({*of})) for of in zip(*leaves, strict=True))
        rows = DESCRIBED_PARTS(*self._asked, self.own_place, procedures, years, **self._fixed)
        found = {(stratum, value): self._counts(*told) for stratum, value, *told in rows}
        return {part: self._described(part[0], counts) for part, counts in sorted(found.items())}

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
        return {department_place(pk): pk for pk in departments_in([self.question.country])}

    def _country(self) -> dict[Leaf, Counts]:
        """With every column of the measure."""
        scored = self._scored(self.question.country, self.question.wave)
        told = self._told.get(self.question.country, {})
        whole = {leaf: _named(self._columns, numbers) for _wave, leaf, numbers in scored}
        return {leaf: counts._replace(after=whole.get(leaf, {})) for leaf, counts in told.items()}

    def _scored(self, place: str, *waves: str) -> list[Scored]:
        asked = self.question.diagnoses, self.measure.key, place, waves
        rows = SCORED(*asked, generation=self.state.current, columns=self._columns)
        return [Scored(wave, Leaf(procedure, year), numbers) for wave, procedure, year, *numbers in rows]

    @cached_property
    def _told(self) -> dict[str, dict[Leaf, Counts]]:
        """Place to leaf to counts, of the country and each of its departments."""
        places = (self.question.country, *self._departments)
        told: defaultdict[str, dict[Leaf, Counts]] = defaultdict(dict)
        for place, procedure, year, *numbers in TOLD(*self._asked, a_page(places), **self._fixed):
            told[place][Leaf(procedure, year)] = self._counts(*numbers)
        return dict(told)

    @property
    def _asked(self) -> tuple[tuple[str, ...], str, str]:
        return self.question.diagnoses, self.measure.key, self.question.wave

    def _counts(self, due: int, answered: int, *told: int) -> Counts:
        return Counts(due, answered, _named(self._told_columns, told))

    def _added(self, several: Iterable[Sequence[int]]) -> Counter[str]:
        sums = map(sum, zip(*several, strict=True))
        return Counter(dict(zip(self._columns, sums, strict=False)))  # of no rows there are no sums


def _named(columns: Names, numbers: Sequence[int]) -> dict[str, int]:
    """Without zeros: most columns hold nothing."""
    return {name: number for name, number in zip(columns, numbers, strict=True) if number}


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
    rows = BY_DIAGNOSIS(department_place(department), generation=statistics_state().current)
    return {code: n for code, n in sorted(rows, key=lambda pair: (-pair[1], pair[0])) if n}
