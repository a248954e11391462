"""Counts of operations made elsewhere, loaded from a file: every line or none."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from registry import audit
from registry.models import Department, ExternalCount

COLUMNS = ("unit", "department", "year", "operations")


class UnreadableCounts(Exception):
    """What is wrong with the file, one line a fault."""


@transaction.atomic
def load_external_counts(lines: Iterable[str], *, source: str, country: str, by: Any = None) -> int:
    """Stores one count a line, in place of the unit's count for that year; how many there were.

    Columns: unit, department (our code; blank for a unit that does not report here), year, operations.
    Raises UnreadableCounts naming every line that is wrong, and stores none then.
    """
    rows = csv.DictReader(lines)
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        raise UnreadableCounts(
            f"The columns {', '.join(missing)} are missing; found {', '.join(rows.fieldnames or ())}."
        )
    departments = {one.code: one for one in Department.objects.filter(country=country)}
    faults: list[str] = []
    stored = 0
    for number, row in enumerate(rows, start=2):
        try:
            _store(row, departments, source=source, country=country, by=by)
            stored += 1
        except ValueError as wrong:
            faults.append(f"Line {number}: {wrong}")
        except ValidationError as wrong:
            faults.append(f"Line {number}: {' '.join(wrong.messages)}")
    if faults:
        raise UnreadableCounts("\n".join(faults))
    audit.record_bulk(
        "external_counts.loaded", ExternalCount, by=by, source=source, country=country, rows=stored
    )
    return stored


def _store(row: dict[str, str], departments: dict[str, Department], **known: Any) -> None:
    code = (row["department"] or "").strip()
    if code and code not in departments:
        raise ValueError(
            f"there is no department {code!r} in {known['country']}; leave it blank or mend the code."
        )
    year, operations = (_number(row, name) for name in ("year", "operations"))
    unit = (row["unit"] or "").strip()
    count = ExternalCount.objects.filter(unit=unit, year=year).first() or ExternalCount(unit=unit, year=year)
    count.department, count.operations = departments.get(code), operations
    count.source, count.country, count.loaded_by = known["source"], known["country"], known["by"]
    count.full_clean()
    count.save()


def _number(row: dict[str, str], name: str) -> int:
    found = (row[name] or "").strip()
    if not (found.isascii() and found.isdigit()):
        raise ValueError(f"{name} is {found!r}; give a whole number.")
    return int(found)
