"""Builds two registries, measures each in a process of its own and prints one table. Fails where two ways differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.__main__ import machine

OPERATIONS = tuple(map(int, os.environ.get("BENCH_OPERATIONS", "100000,1000000").split(",")))


def main() -> None:
    sizes = [_measured(operations) for operations in OPERATIONS]
    print(f"{machine()}\n")
    print("| work | " + " | ".join(f"{one['operations']:,} operations" for one in sizes) + " | must reach |")
    print("|---|" + "---|" * (len(sizes) + 1))
    for row in _rows(sizes):
        print("| " + " | ".join(row) + " |")
    wrong = [found for one in sizes for found in one["differing"].items()]
    if wrong:
        sys.exit(f"The ways differ by more than a billionth: {wrong}")


def _measured(operations: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="columna-reports-") as folder:
        file = Path(folder) / "bench.sqlite3"
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.reports.measured", str(operations)],
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite:///{file}",
                "DJANGO_SETTINGS_MODULE": "decision_support.settings",
                "PYTHONPATH": str(Path(__file__).parents[3]),
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return {**json.loads(done.stdout.splitlines()[-1]), "mib": file.stat().st_size / 2**20}


def _rows(sizes: list[dict[str, Any]]) -> list[list[str]]:
    first, last = sizes[0], sizes[-1]
    ratio = last["report_ms"]["p95"] / first["report_ms"]["p95"]
    rows = [
        [
            "unit report through the web stack, median",
            *(f"{one['report_ms']['median']:.0f} ms" for one in sizes),
            "-",
        ],
        ["the same, 95 %", *(f"{one['report_ms']['p95']:.0f} ms" for one in sizes), "100 ms"],
        ["the same, largest by smallest registry", *[""] * (len(sizes) - 1), f"{ratio:.2f}", "1.2"],
        ["figures of all units from cells", *(f"{one['cells_ms']:.1f} ms" for one in sizes), "-"],
    ]
    for way in first["other_ms"]:
        told = [
            f"{one['other_ms'][way]:,.1f} ms, {one['other_ms'][way] / one['cells_ms']:,.1f} ×"
            for one in sizes
        ]
        rows.append([f"the same by {way}", *told, "-"])
    return [*rows, *_kept(sizes)]


def _kept(sizes: list[dict[str, Any]]) -> list[list[str]]:
    return [
        ["a write, without and with the statistics", *(_write(one) for one in sizes), "+ 2 ms or 20 %"],
        ["full rebuild", *(f"{one['rebuild_s']:,.0f} s" for one in sizes), "-"],
        ["its peak of memory", *(f"{one['rebuild_mib']:,.0f} MiB" for one in sizes), "-"],
        ["cells", *(f"{one['cells']:,}" for one in sizes), "-"],
        ["registry simulated and counted", *(f"{one['simulate_s']:,.0f} s" for one in sizes), "-"],
        ["database", *(f"{one['mib']:,.0f} MiB" for one in sizes), "-"],
    ]


def _write(one: dict[str, Any]) -> str:
    without, written = one["write_without_ms"], one["write_with_ms"]
    return f"{without:.1f} and {written:.1f} ms: + {written - without:.1f} ms, {100 * (written / without - 1):.0f} %"


if __name__ == "__main__":
    main()
