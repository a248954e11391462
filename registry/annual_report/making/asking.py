"""How a part asks the statistics: of its population, in its years, in one country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from registry.annual_report.followed import followed
from registry.annual_report.populations import Population, populations
from registry.annual_report.specification import Spec, Years
from registry.statistics import ANY, BASELINE, Answer, Question, answer_of

REGISTRY_BEGAN = 2009


class Source(Protocol):
    """The statistics: registry/selectors/statistics.py has these two."""

    def answer(self, question: Question) -> Answer: ...

    def answers_by(self, question: Question, axis: str) -> Mapping[str, Answer]: ...


@dataclass(frozen=True)
class Asking:
    """Everything a part needs to know. `units` are ids of departments with their names, `regions` with their region's."""

    source: Source
    year: int
    country: str = "DK"
    first_year: int = REGISTRY_BEGAN
    value_sets: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def years_of(self, spec: Spec) -> tuple[int, int]:
        if spec.years is Years.ALL:
            return min(self.first_year, self.year), self.year
        return (self.year if spec.years is Years.LAST else self.year - 1), self.year

    def about(
        self,
        population: str,
        years: tuple[int, int],
        instrument: str = ANY,
        wave: str = BASELINE,
        **more: Any,
    ) -> Question:
        """A follow-up is asked of the years whose whole follow-up the report covers."""
        group: Population = populations()[population]
        first_year, last_year = followed(years, wave)
        return Question(
            instrument=instrument,
            wave=wave,
            value_set=self.value_sets.get(instrument, ""),
            diagnoses=group.diagnoses,
            procedures=group.procedures,
            first_year=first_year,
            last_year=last_year,
            country=self.country,
            on=date(self.year + 1, 1, 1),
            **more,
        )

    def ask(self, population: str, years: tuple[int, int], *about: str, **more: Any) -> Answer:
        if self._is_too_early(years, *about, **more):
            question = self.about(population, years, *about[:1], **(more | {"wave": BASELINE}))
            return answer_of(question.measure, Counter(), Counter(), 0)
        return self.source.answer(self.about(population, years, *about, **more))

    def by(
        self, axis: str, population: str, years: tuple[int, int], *about: str, **more: Any
    ) -> Mapping[str, Answer]:
        if self._is_too_early(years, *about, **more):
            return {}
        return self.source.answers_by(self.about(population, years, *about, **more), axis)

    @staticmethod
    def _is_too_early(
        years: tuple[int, int], _instrument: str = ANY, wave: str = BASELINE, **_more: Any
    ) -> bool:
        """Nobody was operated on so long ago: nobody was due, and nobody answered."""
        first, last = followed(years, wave)
        return first > last

    def operated(self, population: str, years: tuple[int, int]) -> int:
        """Episodes operated on, each in the year of its latest operation."""
        return self.ask(population, years).n_due or 0

    def operated_by(self, axis: str, population: str, years: tuple[int, int]) -> dict[str, int]:
        found = self.by(axis, population, years)
        return {value: one.n_due or 0 for value, one in found.items()}
