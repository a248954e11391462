"""Importing made-up patients through the shipped mapping: read, checked, scored and stored, all or nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from time import perf_counter

from django.core.management import call_command

from registry.exchange.mapping import read_mapping

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "low_back_pain_mapping.yaml"
PATIENTS = 10_000


def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach. The database is migrated and may be thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made_up.csv"
        file.write_text(made_up_file(PATIENTS), "utf-8")
        first, again = timed_import(file), timed_import(file)
    return [
        ("import, scored and stored, three instruments a patient", rate(first), "2,000 patients a second"),
        ("the same file again: nothing stored twice", rate(again), "2,000 patients a second"),
    ]


def timed_import(file: Path) -> float:
    """Seconds of the whole command, without the start of Python and Django."""
    started = perf_counter()
    call_command("import_assessments", str(file), "--mapping", str(EXAMPLE), stdout=io.StringIO())
    return perf_counter() - started


def rate(seconds: float) -> str:
    return f"{PATIENTS / seconds:,.0f} patients a second, n {PATIENTS}"


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
