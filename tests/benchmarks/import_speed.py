"""Importing made-up patients through the shipped mapping: read, checked, scored and stored, all or nothing; and what it takes of memory."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from django.core.management import call_command

from registry.exchange.mapping import read_mapping

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "low_back_pain_mapping.yaml"
PATIENTS = 10_000
FEW, MANY = 10_000, int(os.environ.get("BENCH_IMPORT", "100000"))
# In a process and a database of its own: seconds of the whole command, those of the processor, and the most memory.
MEASURED = """
import io, re, sys
from pathlib import Path
import django
django.setup()
from time import perf_counter, process_time
from django.core.management import call_command
call_command("migrate", verbosity=0)
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
started, of_processor = perf_counter(), process_time()
call_command("import_assessments", sys.argv[1], "--mapping", sys.argv[2], stdout=io.StringIO())
print(perf_counter() - started, process_time() - of_processor, peak())
"""


def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach. The database is migrated and may be thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made_up.csv"
        file.write_text(made_up_file(PATIENTS), "utf-8")
        first, again = timed_import(file), timed_import(file)
    return [
        ("import, scored and stored, three instruments a patient", rate(first), "2,000 patients a second"),
        ("the same file again: nothing stored twice", rate(again), "2,000 patients a second"),
        *(in_memory(kind) for kind in ("csv", "xlsx")),
    ]


def in_memory(kind: str) -> tuple[str, str, str]:
    """How much more memory ten times the rows take, and the seconds of the many."""
    _few_s, _of_processor, few = alone(kind, FEW)
    seconds, of_processor, many = alone(kind, MANY)
    taken = f"{seconds:.0f} s, {of_processor:.0f} s of the processor"
    told = f"{taken}; peak {few:.0f} and {many:.0f} MiB: {many / few:.2f} times that of {FEW:,} rows"
    return f"import of {MANY:,} rows, {kind}", told, "60 s; memory flat"


def alone(kind: str, patients: int) -> tuple[float, float, float]:
    """Seconds, those of the processor, and the whole peak in MiB of an import in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder) / f"made_up.{kind}", Path(folder) / "measured.py"
        write_file(file, patients)
        script.write_text(MEASURED, "utf-8")
        answer = subprocess.run(
            [sys.executable, str(script), str(file), str(EXAMPLE)],
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite:///{folder}/alone.sqlite3",
                "PYTHONPATH": str(EXAMPLE.parents[2]),
            },
        )
    seconds, of_processor, peak = map(float, answer.stdout.split()[-3:])
    return seconds, of_processor, peak


def timed_import(file: Path) -> float:
    """Seconds of the whole command, without the start of Python and Django."""
    started = perf_counter()
    call_command("import_assessments", str(file), "--mapping", str(EXAMPLE), stdout=io.StringIO())
    return perf_counter() - started


def rate(seconds: float) -> str:
    return f"{PATIENTS / seconds:,.0f} patients a second, n {PATIENTS}"


def write_file(file: Path, patients: int) -> None:
    """The made-up file as CSV or as a workbook, whichever its name says."""
    if file.suffix == ".csv":
        file.write_text(made_up_file(patients), "utf-8")
        return
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        columns = read_mapping(EXAMPLE.read_text("utf-8")).columns
        sheet.write_row(0, 0, columns)
        for number in range(1, patients + 1):
            sheet.write_row(number, 0, list(made_up_row(number, columns).values()))


def made_up_file(patients: int) -> str:
    """A file with the columns of the shipped mapping; nobody in it exists."""
    columns = read_mapping(EXAMPLE.read_text("utf-8")).columns
    written = io.StringIO()
    rows = csv.DictWriter(written, columns)
    rows.writeheader()
    rows.writerows(made_up_row(number, columns) for number in range(1, patients + 1))
    return written.getvalue()


def made_up_row(number: int, columns: list[str]) -> dict[str, object]:
    """Levels 1 to 3 are allowed in every item; whole numbers are written 3.0, as the mapping says."""
    row: dict[str, object] = {
        column: float((number * (place + 5) + number // 7) % 3 + 1) for place, column in enumerate(columns)
    }
    return row | {"ID": float(number), "age": 18 + number % 77 + 0.25, "sex": 1.0}
