"""What was measured as rows of one table: a column for each database and size, and what must be reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

One = dict[str, Any]
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PAGES = {
    "unit_report": "unit report through the web stack",
    "unit_report_again": "the same reports once more",
    "follow_up_report": "completeness and follow-up, the page",
    "follow_up_report_again": "the same pages once more",
    "like_ones": "this patient among like ones, the page",
    "like_ones_again": "the same patients once more",
}
PAGE_TARGET = "100 ms"
WRITES = {
    "odi": "ODI recorded, without and with the statistics",
    "eq5d_3l": "EQ-5D recorded, which adds to most cells",
}


def rows(measured: list[One]) -> list[list[str]]:
    """The head, its rule, and a row for each thing that was measured."""
    head = [f"{one['operations']:,}, {NAMES[one['database']]}" for one in measured]
    return [
        ["work", *head, "must reach"],
        ["---"] * (len(measured) + 2),
        *_pages(measured),
        *_ways(measured),
        *_reports(measured),
        *_kept(measured),
    ]


def _row(work: str, measured: list[One], told: Callable[[One], str], target: str = "-") -> list[str]:
    return [work, *map(told, measured), target]


def _pages(measured: list[One]) -> list[list[str]]:
    found = []
    for page, work in PAGES.items():
        found.append(
            _row(f"{work}, median", measured, lambda one, at=page: f"{one['pages'][at]['median']:.0f} ms")
        )
        found.append(
            _row(
                "their 95 %", measured, lambda one, at=page: f"{one['pages'][at]['p95']:.0f} ms", PAGE_TARGET
            )
        )
        found.append(
            _row(
                "that, by the smallest registry",
                measured,
                lambda one, at=page: _ratio(one, measured, at),
                "1.2",
            )
        )
    return found


def _ratio(one: One, measured: list[One], page: str) -> str:
    """Of the 95th percentiles; nothing for the smallest of its database."""
    first = next(other for other in measured if other["database"] == one["database"])
    return "" if one is first else f"{one['pages'][page]['p95'] / first['pages'][page]['p95']:.2f}"


def _ways(measured: list[One]) -> list[list[str]]:
    cells = "figures of all units (the funnel plot's), from cells: every number kept of them"
    found = [_row(cells, measured, lambda one: f"{one['cells_ms']:.1f} ms")]
    for way, reads in measured[0]["reads"].items():
        found.append(_row(f"the same by {way}: reads {reads}", measured, lambda one, by=way: _way(one, by)))
    return found


def _way(one: One, way: str) -> str:
    return f"{one['other_ms'][way]:,.1f} ms, {one['other_ms'][way] / one['cells_ms']:,.1f} ×"


def _reports(measured: list[One]) -> list[list[str]]:
    work = "annual report of 2022: tables, figures, text, linter, web page, PDF and data files"
    return [
        _row(work, measured, lambda one: f"{one['annual_s']:.1f} s", "10 s; 12 s at 1,000,000"),
    ]


def _kept(measured: list[One]) -> list[list[str]]:
    return [
        *(_row(title, measured, partial(_write, of), "+ 2 ms or 20 %") for of, title in WRITES.items()),
        _row("full rebuild", measured, lambda one: f"{one['rebuild_s']:,.0f} s"),
        _row("its peak of memory", measured, lambda one: f"{one['rebuild_mib']:,.0f} MiB"),
        _row("cells", measured, lambda one: f"{one['cells']:,}"),
        _row("registry simulated and counted", measured, lambda one: f"{one['simulate_s']:,.0f} s"),
        _row("database", measured, lambda one: f"{one['mib']:,.0f} MiB"),
    ]


def _write(instrument: str, one: One) -> str:
    without, written = one["writes"][instrument]
    return f"{without:.1f} and {written:.1f} ms: + {written - without:.1f} ms, {100 * (written / without - 1):.0f} %"
