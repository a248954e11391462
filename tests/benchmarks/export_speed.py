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
from time import perf_counter
from django.utils import timezone
from decision_support.exporting import export_groups
from registry.actions import export_registry
from registry.exchange.outgoing.request import read_request
from registry.models import Department
format, code, names = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
request = read_request(export_groups(), names, format=format)
def peak():  # of this program: getrusage would tell that of whoever started it
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
at_start = peak()
started = perf_counter()
with tempfile.TemporaryFile() as file:
    told = export_registry(
        request, department=Department.objects.get(code=code), to=file, on=timezone.localdate(), by=None
    )
print(told.rows, perf_counter() - started, at_start, peak())
"""
USUAL = "patient,episode,procedure,odi.scores,odi.items,eq5d_3l.scores,vas_activity.scores"


def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach. The database is migrated and may be thrown away."""
    department = populate(EPISODES)
    return [
        (
            f"export of {EPISODES:,} episodes, usual choice, as {format}",
            told(format, department.code),
            "memory flat",
        )
        for format in ("csv", "parquet", "xlsx")
    ]


def told(format: str, department: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "measured.py"
        script.write_text(MEASURED, "utf-8")
        answer = subprocess.run(
            [sys.executable, str(script), format, department, USUAL],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    rows, seconds, before, peak = map(float, answer.stdout.split())
    return f"{rows / seconds:,.0f} rows a second, {peak - before:.0f} MiB above the start"
