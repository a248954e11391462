"""One figure of a report: the chart, the same numbers as a table, the same in sentences, how it was computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.report_page.links import Linked
from registry.reports.charts import Chart, Labels

Cell = str | int | float | Linked


@dataclass(frozen=True)
class Table:
    """`head` names the columns; the first column of a row is its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Figure:
    """`drawn` makes the chart from labels; None where there is nothing to draw, and then `said` says why."""

    code: str
    labels: Labels
    table: Table
    how: str
    drawn: Callable[[Labels], Chart] | None

    @property
    def is_drawn(self) -> bool:
        return self.drawn is not None

    @property
    def said(self) -> str:
        return self.labels.description

    def chart(self, *, titled: bool) -> Chart | None:
        labels = self.labels if titled else self.labels.without_title()
        return self.drawn(labels) if self.drawn else None


def cells(*values: Any) -> tuple[Cell, ...]:
    return tuple("–" if value is None or value == "" else value for value in values)
