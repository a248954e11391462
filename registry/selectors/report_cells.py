"""The cells that a unit's report is made of: four queries, whatever the registry's size; patients are never read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from registry.models import Department, StatisticsCell
from registry.reports.blocks import Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.statistics_state import statistics_state
from registry.statistics import ANY, BASELINE, TIMING, Answer, Question, answer_of, counted_until
from registry.statistics.contributions import department_place
from registry.statistics.question import TIMEPOINTS
from registry.statistics.tally import COLUMNS, REACHED, UNANSWERED

Columns = Counter[str]
DUE = ("n", "otherwise", *UNANSWERED)
NAMED = ("place", "measure", "wave", "stratum", "value", "procedure", "year")
DESCRIBED = ("age_band", "sex", TIMING)


@dataclass(frozen=True)
class Cell:
    """One row: where and of what, and its numbers."""

    place: str
    measure: str
    wave: str
    stratum: str
    value: str
    leaf: Leaf
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """What some patients add to an answer."""

    due: int
    before: Columns
    after: Columns


class ReportCells:
    """The cells of a question about a department: its own whole, and what the country is told from."""

    def __init__(self, question: Question) -> None:
        """`question` is of a department, of one diagnosis, and of all years and procedures."""
        self.question = question
        rows = StatisticsCell.objects.filter(
            generation=statistics_state().current,
            measure__in=(ANY, question.measure.key),
            wave__in=(BASELINE, question.wave),
            diagnosis__in=question.diagnoses,
        ).order_by()
        self.own_place = department_place(question.department or 0)
        self._own = list(_cells(rows.filter(place=self.own_place, stratum__in=("", *DESCRIBED)), COLUMNS))
        self._rows = rows.filter(stratum="")

    def nation(self) -> Nation:
        departments = Department.objects.filter(country=self.question.country).values_list("pk", flat=True)
        places = {department_place(pk): pk for pk in departments}
        waves = self._rows.filter(wave=self.question.wave)
        country = self._by_leaf(_cells(waves.filter(place=self.question.country), COLUMNS))
        others = self._by_leaf(_cells(waves.filter(place__in=places), ("pairs", *DUE, *REACHED)))
        return Nation(
            self.question.measure,
            {leaf: _counts(part) for (_place, leaf), part in country.items()},
            _nested({(places[place], leaf): _counts(part) for (place, leaf), part in others.items()}),
        )

    def answer(self, leaves: Collection[Leaf] | None = None, stratum: str = "", value: str = "") -> Answer:
        """Of one's own patients in these leaves; None is all. Of a stratum of answers nobody is due."""
        asked = [
            cell
            for cell in self._own
            if (cell.stratum, cell.value) == (stratum, value) and (leaves is None or cell.leaf in leaves)
        ]
        part = self._part(asked)
        due = None if stratum == TIMING else part.due
        return answer_of(self.question.measure, part.before, part.after, due)

    def leaves(self) -> set[Leaf]:
        return {cell.leaf for cell in self._own}

    def values(self, stratum: str) -> list[str]:
        return sorted({cell.value for cell in self._own if cell.stratum == stratum})

    def _by_leaf(self, cells: Iterable[Cell]) -> dict[tuple[str, Leaf], Part]:
        found: defaultdict[tuple[str, Leaf], list[Cell]] = defaultdict(list)
        for cell in cells:
            found[cell.place, cell.leaf].append(cell)
        return {key: self._part(several) for key, several in found.items()}

    def _part(self, cells: Iterable[Cell]) -> Part:
        part, due = Part(0, Counter(), Counter()), 0
        for cell in cells:
            if cell.measure == ANY:
                if cell.wave == self.question.wave:
                    due += due_of(cell.columns, cell.wave, cell.leaf.year, self.question.on)
            else:
                (part.before if cell.wave == BASELINE else part.after).update(cell.columns)
        return Part(due, part.before, part.after)


def due_of(columns: Mapping[str, int], wave: str, year: int, on: date | None) -> int:
    """As registry.selectors.statistics counts it: answered in any way, or expected by the day of the question."""
    last = counted_until(wave, on)
    months = 12 if year < last.year else last.month if year == last.year else 0
    return sum(columns[name] for name in ("n", "otherwise", *UNANSWERED[:months]))


def _cells(rows: QuerySet[Any], columns: tuple[str, ...]) -> Iterator[Cell]:
    names = tuple(dict.fromkeys((*columns, *DUE)))
    for *named, procedure, year, numbers in _split(rows.values_list(*NAMED, *names)):
        yield Cell(*named, Leaf(procedure, year), dict(zip(names, numbers, strict=True)))


def _split(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield (*row[: len(NAMED)], row[len(NAMED) :])


def _counts(part: Part) -> Counts:
    return Counts(part.due, part.after["n"], part.after)


def _nested(flat: Mapping[tuple[int, Leaf], Counts]) -> dict[int, dict[Leaf, Counts]]:
    found: defaultdict[int, dict[Leaf, Counts]] = defaultdict(dict)
    for (department, leaf), counts in flat.items():
        found[department][leaf] = counts
    return dict(found)


def completeness_by_wave(question: Question) -> dict[str, dict[int, tuple[int, int]]]:
    """Wave to year to answered and due, of a department's patients of the question's diagnoses and procedures."""
    rows = StatisticsCell.objects.filter(
        generation=statistics_state().current,
        measure=ANY,
        stratum="",
        place=department_place(question.department or 0),
        diagnosis__in=question.diagnoses,
    ).order_by()
    if question.procedures:
        rows = rows.filter(procedure__in=question.procedures)
    sums = rows.values("wave", "year").annotate(**{f"sum_{name}": Sum(name) for name in DUE})
    found: defaultdict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in sums:
        due = due_of({name: row[f"sum_{name}"] for name in DUE}, row["wave"], row["year"], question.on)
        if due:
            found[row["wave"]][row["year"]] = row["sum_n"], due
    return {wave: dict(sorted(found[wave].items())) for wave in TIMEPOINTS if wave in found}


def diagnoses_of_unit(department: int) -> dict[str, int]:
    """Diagnosis to how many episodes of it a department has, the most frequent first."""
    rows = StatisticsCell.objects.filter(
        generation=statistics_state().current,
        measure=ANY,
        wave=BASELINE,
        stratum="",
        place=department_place(department),
    )
    sums = rows.order_by().values("diagnosis").annotate(**{f"sum_{name}": Sum(name) for name in DUE})
    counts = {row["diagnosis"]: sum(row[f"sum_{name}"] for name in DUE) for row in sums}
    return dict(sorted(((code, n) for code, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0])))
