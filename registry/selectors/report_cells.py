"""The cells that a unit's report is made of: five queries, whatever the registry's size; patients are never read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from registry.models import Department, StatisticsCell
from registry.reports.blocks import TOGETHER, Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.staff import held_together
from registry.selectors.statistics_state import statistics_state
from registry.statistics import ANY, BASELINE, STRATA, TIMING, Answer, Question, answer_of, due_by_month
from registry.statistics.contributions import department_place
from registry.statistics.question import TIMEPOINTS
from registry.statistics.strata import TIMINGS
from registry.statistics.tally import (
    ANSWERED_BY_MONTH,
    ASKED_BY_MONTH,
    COLUMNS,
    DUE,
    REACHED,
    SCORED_BY_MONTH,
)

NAMED = ("place", "measure", "wave", "procedure", "year")
BY_MONTH = (*ASKED_BY_MONTH, *SCORED_BY_MONTH)
OWN = tuple(dict.fromkeys((*BY_MONTH, *COLUMNS)))
OTHERS = (*BY_MONTH, "n", "pairs", *REACHED)  # of another unit no more is read than is told
DESCRIBED = ("age_band", "sex", TIMING)
DESCRIBED_VALUES = (
    "",
    *(value for stratum in DESCRIBED[:2] for value, _title in STRATA[stratum].values),
    *(value for value, _title in TIMINGS),
)  # named, so that the index is walked to each


class Cell(NamedTuple):
    """One row: where and of what, and its numbers; those of BY_MONTH are the first of them."""

    place: str
    measure: str
    wave: str
    leaf: Leaf
    numbers: Sequence[int]


class Part(NamedTuple):
    """What some patients add to an answer; `answered` are those of the due."""

    due: int
    answered: int
    before: Counter[str]
    after: Counter[str]


class ReportCells:
    """The cells of a question about a department: its own whole, and what the country is told from."""

    def __init__(self, question: Question) -> None:
        """`question` is of a department, of one diagnosis, and of all years and procedures."""
        self.question = question
        self.own_place = department_place(question.department or 0)
        self.state = statistics_state()
        self._cells = StatisticsCell.objects.filter(
            generation=self.state.current,
            measure__in=(ANY, question.measure.key),
            diagnosis__in=question.diagnoses,
        ).order_by()
        self._whole = self._cells.filter(stratum="", value="")
        waves = (BASELINE, question.wave)
        self._own = list(_read(self._whole.filter(place=self.own_place, wave__in=waves), OWN))

    def nation(self) -> Nation:
        departments = Department.objects.filter(country=self.question.country).values_list("pk", flat=True)
        places = {department_place(pk): pk for pk in departments}
        waves = self._whole.filter(wave=self.question.wave)
        country = self._by_leaf(_read(waves.filter(place=self.question.country), OWN), OWN)
        others = self._by_leaf(_read(waves.filter(place__in=places), OTHERS), OTHERS)
        return Nation(
            self.question.measure,
            {leaf: _counts(part) for (_place, leaf), part in country.items()},
            _nested({(places[place], leaf): _counts(part) for (place, leaf), part in others.items()}),
            held_together(TOGETHER),
        )

    def answer(self, leaves: Collection[Leaf]) -> Answer:
        """Of one's own patients in these leaves."""
        part = self._part((cell for cell in self._own if cell.leaf in leaves), OWN)
        return answer_of(self.question.measure, part.before, part.after, part.due, part.answered)

    def leaves(self) -> set[Leaf]:
        return {cell.leaf for cell in self._own}

    def described(self, leaves: Collection[Leaf]) -> dict[tuple[str, str], Answer]:
        """Stratum and value to one's own patients in these leaves: how many were due, answered, paired and reached what."""
        rows = self._cells.filter(
            place=self.own_place,
            wave=self.question.wave,
            stratum__in=DESCRIBED,
            value__in=DESCRIBED_VALUES,
            procedure__in={leaf.procedure for leaf in leaves},
            year__in={leaf.year for leaf in leaves},
        ).values_list("stratum", "value", "measure", "year")
        found: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
        for stratum, value, measure, year, *sums in rows.annotate(*map(Sum, OTHERS)):
            cell = Cell(self.own_place, measure, self.question.wave, Leaf("", year), sums)
            found[stratum, value].append(cell)
        return {
            key: self._described(key[0], self._part(cells, OTHERS)) for key, cells in sorted(found.items())
        }

    def _described(self, stratum: str, part: Part) -> Answer:
        if stratum == TIMING:  # it divides those who answered
            return answer_of(self.question.measure, Counter(), part.after, None)
        return answer_of(self.question.measure, Counter(), part.after, part.due, part.answered)

    def _by_leaf(self, cells: Iterable[Cell], names: tuple[str, ...]) -> dict[tuple[str, Leaf], Part]:
        found: defaultdict[tuple[str, Leaf], list[Cell]] = defaultdict(list)
        for cell in cells:
            found[cell.place, cell.leaf].append(cell)
        return {key: self._part(several, names) for key, several in found.items()}

    def _part(self, cells: Iterable[Cell], names: tuple[str, ...]) -> Part:
        """Of cells whose numbers are the columns named."""
        due, answered, before, after = 0, 0, [], []
        for cell in cells:
            if cell.measure != ANY:
                (before if cell.wave == BASELINE else after).append(cell.numbers)
            if cell.wave == self.question.wave:
                asked, scored = cell.numbers[:12], cell.numbers[12:24]
                months = asked if cell.measure == ANY else scored
                found = due_by_month(months, cell.wave, cell.leaf.year, self.question.on)
                due, answered = (due + found, answered) if cell.measure == ANY else (due, answered + found)
        return Part(due, answered, _added(names, before), _added(names, after))


def _added(names: tuple[str, ...], several: list[Sequence[int]]) -> Counter[str]:
    return Counter(dict(zip(names, map(sum, zip(*several, strict=True)), strict=False)))


def _read(rows: QuerySet[Any], names: tuple[str, ...]) -> Iterator[Cell]:
    for place, measure, wave, procedure, year, *numbers in rows.values_list(*NAMED, *names):
        yield Cell(place, measure, wave, Leaf(procedure, year), numbers)


def _counts(part: Part) -> Counts:
    return Counts(part.due, part.answered, part.after)


def _nested(flat: Mapping[tuple[int, Leaf], Counts]) -> dict[int, dict[Leaf, Counts]]:
    found: defaultdict[int, dict[Leaf, Counts]] = defaultdict(dict)
    for (department, leaf), counts in flat.items():
        found[department][leaf] = counts
    return dict(found)


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
