"""Counts of operations made elsewhere, loaded from a file: every line or none."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry import audit
from registry.models import Department, ExternalCount

COLUMNS = ("unit", "department", "year", "operations")
May = Callable[[Department], bool]


class UnreadableCounts(Exception):
    """What is wrong with the file, one line a fault."""


@dataclass(frozen=True)
class CountedLine:
    """One line as it would be stored; `was` is the unit's count for that year until now, None where there is none."""

    line: int
    count: ExternalCount
    was: int | None

    @property
    def is_replaced(self) -> bool:
        return self.was is not None and self.was != self.count.operations


@dataclass(frozen=True)
class Loader:
    """On whose word: what was counted, where, who loads it, and of which departments they may."""

    source: str
    country: str
    by: Any = None
    may: May = lambda _department: True


@transaction.atomic
def load_external_counts(
    lines: Iterable[str], *, source: str, country: str, by: Any = None, may: May | None = None
) -> int:
    """Stores one count a line, in place of the unit's count for that year; how many there were.

    Columns: unit, department (our code; blank for a unit that does not report here), year, operations.
    Raises UnreadableCounts naming every line that is wrong, and stores none then.
    """
    loader = Loader(source, country, by, may) if may else Loader(source, country, by)
    read = read_external_counts(lines, loader)
    for one in read:
        one.count.save()
    replaced = sum(one.is_replaced for one in read)
    told = {"source": source, "country": country, "rows": len(read), "replaced": replaced}
    audit.record_bulk("external_counts.loaded", ExternalCount, by=by, **told)
    return len(read)


def read_external_counts(lines: Iterable[str], loader: Loader) -> list[CountedLine]:
    """Every line as it would be stored, nothing stored. UnreadableCounts with every line that is wrong."""
    try:
        rows = list(_rows(lines))
    except csv.Error as wrong:
        raise UnreadableCounts(_("This is not CSV: %(why)s.") % {"why": wrong}) from None
    reader = _Reader(loader)
    read = [found for number, row in rows if (found := reader.read(number, row))]
    if reader.faults:
        raise UnreadableCounts("\n".join(reader.faults))
    if not read:
        raise UnreadableCounts(_("There is no line below the header; give one a unit and year."))
    return read


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Number of the line and its cells by column; the delimiter is the one of the header."""
    text = list(lines)
    delimiter = ";" if text and ";" in text[0] else ","
    rows = csv.DictReader(text, delimiter=delimiter, strict=True)
    columns = [(name or "").strip() for name in rows.fieldnames or ()]
    if missing := [name for name in COLUMNS if name not in columns]:
        said = _("The columns %(missing)s are missing; found %(found)s.")
        raise UnreadableCounts(said % {"missing": ", ".join(missing), "found": ", ".join(columns) or "–"})
    rows.fieldnames = columns
    yield from ((rows.line_num, row) for row in rows)


class _Reader:
    """Reads line after line; what is wrong is kept, so that all of it can be told at once."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.departments = {one.code: one for one in Department.objects.filter(country=loader.country)}
        self.faults: list[str] = []
        self.seen: dict[tuple[str, int], int] = {}

    def read(self, number: int, row: dict[Any, Any]) -> CountedLine | None:
        try:
            return self._counted(number, row)
        except ValidationError as wrong:
            said = _("Line %(line)s: %(why)s")
            self.faults.append(said % {"line": number, "why": " ".join(wrong.messages)})
            return None

    def _counted(self, number: int, row: dict[Any, Any]) -> CountedLine:
        if None in row:
            raise ValidationError(_("it has more values than columns; put a name with a comma in quotes."))
        department = self._department((row["department"] or "").strip())
        unit, year, operations = (row["unit"] or "").strip(), _number(row, "year"), _number(row, "operations")
        first = self.seen.setdefault((unit, year), number)
        if first != number:
            said = _("%(unit)s in %(year)s stands on line %(first)s already; give each unit one line a year.")
            raise ValidationError(said % {"unit": unit, "year": year, "first": first})
        standing = ExternalCount.objects.filter(unit=unit, year=year).select_related("department").first()
        self._refuse_strange(standing and standing.department)
        was = standing.operations if standing else None
        count = standing or ExternalCount(unit=unit, year=year)
        count.department, count.operations, count.loaded_by = department, operations, self.loader.by
        count.source, count.country = self.loader.source, self.loader.country
        count.full_clean()
        return CountedLine(number, count, was)

    def _department(self, code: str) -> Department | None:
        if not code:
            return None
        if code not in self.departments:
            said = _("there is no department %(found)s in %(country)s; leave it blank or mend the code.")
            raise ValidationError(said % {"found": repr(code), "country": self.loader.country})
        self._refuse_strange(self.departments[code])
        return self.departments[code]

    def _refuse_strange(self, department: Department | None) -> None:
        if department is not None and not self.loader.may(department):
            said = _("the count of %(department)s is not yours to change; take the line out.")
            raise ValidationError(said % {"department": department})


def _number(row: dict[Any, Any], name: str) -> int:
    found = (row[name] or "").strip()
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        said = _("%(column)s is %(found)s; give a whole number.")
        raise ValidationError(said % {"column": name, "found": repr(found)})
    return int(found)
