"""Exporting made-up episodes with everything that may leave without a name: rows a second, and the most memory it took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.population import populate

EPISODES = int(os.environ.get("BENCH_PATIENTS", "100000"))
# Of a process of its own: the peak of this one is that of the population it made.
MEASURED = """
import re, sys, tempfile
from pathlib import Path
import django
django.setup()
from time import perf_counter, process_time
from django.utils import timezone
from decision_support.exporting import export_groups
from registry.actions import export_registry
from registry.exchange.outgoing.request import read_request
from registry.models import Department
format, layout, code, names = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].split(",")
request = read_request(export_groups(), names, format=format, layout=layout)
def peak():  # of this program: getrusage would tell that of whoever started it
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
at_start = peak()
started, of_processor = perf_counter(), process_time()
with tempfile.TemporaryFile() as file:
    told = export_registry(
        request, department=Department.objects.get(code=code), to=file, on=timezone.localdate(), by=None
    )
print(told.rows, perf_counter() - started, process_time() - of_processor, at_start, peak())
"""
USUAL = "patient,episode,procedure,odi.scores,odi.items,eq5d_3l.scores,vas_activity.scores"
ONE = "vas_activity.scores"
WAYS = (
    *((format, "wide", USUAL) for format in ("csv", "parquet", "xlsx")),
    *((format, "long", USUAL) for format in ("csv", "parquet")),
    ("xlsx", "long", ONE),  # the usual choice has more rows than a sheet
)
MOST_ON_A_SHEET = 150_000  # episodes, of one score in the long layout


def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach. The database is migrated and may be thrown away."""
    department = populate(EPISODES)
    return [
        (
            f"export of {EPISODES:,} episodes, {'usual choice' if names == USUAL else names}, {layout}, {format}",
            told(format, layout, names, department.code),
            "memory flat",
        )
        for format, layout, names in WAYS
        if names == USUAL or EPISODES <= MOST_ON_A_SHEET
    ]


def told(format: str, layout: str, names: str, department: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "measured.py"
        script.write_text(MEASURED, "utf-8")
        answer = subprocess.run(
            [sys.executable, str(script), format, layout, department, names],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    rows, seconds, of_processor, before, peak = map(float, answer.stdout.split())
    taken = f"{rows:,.0f} rows in {seconds:,.0f} s, {of_processor:,.0f} s of the processor"
    return f"{taken}; {peak - before:.0f} MiB above the start"
