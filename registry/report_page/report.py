"""One unit's report: its cells read once, asked in the ways its parts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from registry.report_page.asked import Asked
from registry.reports.blocks import Leaf
from registry.reports.nation import Nation, Told
from registry.selectors.report_cells import ReportCells
from registry.statistics import TIMING, Answer


@dataclass(frozen=True)
class Report:
    """Every part is worked out when it is first asked for, so that a chart costs only what it draws."""

    asked: Asked

    @cached_property
    def cells(self) -> ReportCells:
        return ReportCells(self.asked.of_unit(first_year=None, last_year=None, procedures=()))

    @cached_property
    def nation(self) -> Nation:
        return self.cells.nation()

    @cached_property
    def leaves(self) -> frozenset[Leaf]:
        """Those of one's own unit that are asked about."""
        return frozenset(leaf for leaf in self._leaves_ever if self._is_in_period(leaf.year))

    @cached_property
    def own(self) -> Answer:
        return self.cells.answer(self.leaves)

    @cached_property
    def own_by_year(self) -> Mapping[int, Answer]:
        years = sorted({leaf.year for leaf in self.leaves})
        return {year: self._own_of([leaf for leaf in self.leaves if leaf.year == year]) for year in years}

    @cached_property
    def own_ever(self) -> Answer:
        """Of all years: what the funnel shows."""
        return self._own_of(self._leaves_ever)

    @cached_property
    def described(self) -> Mapping[tuple[str, str], Answer]:
        return self.cells.described(self.leaves)

    @property
    def late(self) -> Answer | None:
        """Those who answered after the target day; None of nobody."""
        return self.described.get((TIMING, "late"))

    def by(self, stratum: str) -> Mapping[str, Answer]:
        return {value: one for (of, value), one in self.described.items() if of == stratum}

    @cached_property
    def country(self) -> Told:
        return self.nation.told(self.asked.procedure, self.asked.first, self.asked.last)

    @cached_property
    def leaves_out(self) -> bool:
        return self.nation.leaves_out(self.asked.procedure, self.asked.first, self.asked.last)

    @cached_property
    def country_by_year(self) -> Mapping[int, Told]:
        years = self.nation.years(self.asked.procedure, self.asked.first, self.asked.last)
        return {year: self.nation.told(self.asked.procedure, year, year) for year in years}

    @cached_property
    def country_ever(self) -> Told:
        return self.nation.told(self.asked.procedure)

    @cached_property
    def _leaves_ever(self) -> list[Leaf]:
        return [leaf for leaf in self.cells.leaves() if self.asked.procedure in ("", leaf.procedure)]

    def _is_in_period(self, year: int) -> bool:
        return (self.asked.first or 0) <= year <= (self.asked.last or year)

    def _own_of(self, leaves: list[Leaf]) -> Answer:
        return self.cells.answer(frozenset(leaves))
