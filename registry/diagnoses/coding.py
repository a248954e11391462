"""Which ICD-10 / SKS codes stood for a diagnosis on which day: codes.csv, checked as it is read.

A change of coding is a new row with its first day, and a last day on the row it replaces: then breaks() names the day,
and every time series of the diagnosis is drawn with a break there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations

from registry.diagnoses.catalogue import DIAGNOSES
from registry.diagnoses.diagnosis import Diagnosis

SOURCE_MARK = "# source:"
FIRST_DAY = date(1994, 1, 1)  # ICD-10 came into use in Denmark
DAY = timedelta(days=1)
TELLS = ("alone", "in_part")
MAPPINGS = ("title", "ours", "")


@dataclass(frozen=True)
class Coded:
    """One row: from `first` to `last` (both included; None is still in force). No `sks` is a gap that is known of."""

    diagnosis: str
    icd10: str
    sks: str
    first: date
    last: date | None
    tells: str
    mapping: str
    note: str

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    def meets(self, other: Coded) -> bool:
        """Whether the two hold on one and the same day."""
        return self.holds(other.first) or other.holds(self.first)


def read(text: str) -> tuple[Coded, ...]:
    """The rows of a table of codes; ValueError names each row that is wrong, and what to do."""
    source, *table = text.splitlines()
    if not source.startswith(SOURCE_MARK):
        raise ValueError(f"The table of codes must begin with a line {SOURCE_MARK!r} and its source.")
    rows = tuple(_row(row) for row in csv.DictReader(table))
    if wrong := list(problems(rows)):
        raise ValueError("The table of codes is wrong:\n" + "\n".join(f"  - {one}" for one in wrong))
    return rows


def _row(row: Mapping[str, str]) -> Coded:
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    first = date.fromisoformat(row["valid_from"])
    told = (row[name] for name in ("tells", "mapping", "note"))
    return Coded(row["diagnosis"], row["icd10"], row["sks"], first, last, *told)


def problems(rows: Sequence[Coded]) -> Iterator[str]:
    for row in rows:
        yield from _wrong_of(row)
    for first, second in combinations((row for row in rows if row.sks), 2):
        if first.sks == second.sks and first.meets(second):
            yield from _overlap(first, second)
    for code in DIAGNOSES:
        yield from _gaps(code, sorted((row for row in rows if row.diagnosis == code), key=_first))


def _wrong_of(row: Coded) -> Iterator[str]:
    where = f"{row.diagnosis} {row.sks or '(no code)'} from {row.first}"
    if row.diagnosis not in DIAGNOSES:
        yield f"{where}: no such diagnosis; add it to catalogue.py or correct the row."
    if row.sks != ("D" + row.icd10.replace(".", "") if row.icd10 else ""):
        yield f"{where}: an SKS code is D and the ICD-10 code ({row.icd10!r}) without its point."
    if row.last is not None and row.last < row.first:
        yield f"{where}: it ends on {row.last}, before it begins."
    if row.tells not in TELLS or row.mapping not in MAPPINGS:
        yield f"{where}: tells is one of {TELLS}, mapping one of {MAPPINGS}; found {row.tells!r}, {row.mapping!r}."
    if not row.sks and not row.note:
        yield f"{where}: a time without a code needs a note that says why."


def _overlap(first: Coded, second: Coded) -> Iterator[str]:
    both = f"{first.sks} from {max(first.first, second.first)}"
    if first.diagnosis == second.diagnosis:
        yield f"{both}: twice for {first.diagnosis} on one day; end the one before the other begins."
    elif "alone" in (first.tells, second.tells):
        yield f"{both}: {first.diagnosis} and {second.diagnosis} have it on one day; then each is in_part."


def _gaps(diagnosis: str, rows: Sequence[Coded]) -> Iterator[str]:
    """Days on which a diagnosis has no row, not even one that says it had no code."""
    wanted: date | None = FIRST_DAY  # the first day not yet covered
    for row in rows:
        if wanted is None or row.first > wanted:
            break
        wanted = None if row.last is None else max(wanted, row.last + DAY)
    if wanted is not None:
        yield f"{diagnosis}: no row for {wanted}; give its code from there, or a row without a code that says why."


def _first(row: Coded) -> date:
    return row.first


CODES = read((files("registry.diagnoses") / "codes.csv").read_text("utf-8"))


def codes_of(diagnosis: str, on: date, rows: Iterable[Coded] = CODES) -> tuple[str, ...]:
    """The SKS codes that stand for a diagnosis on a day; none where it had no code then."""
    return tuple(row.sks for row in rows if row.diagnosis == diagnosis and row.sks and row.holds(on))


def resolve(code: str, on: date, rows: Sequence[Coded] = CODES) -> tuple[Diagnosis, ...]:
    """What an ICD-10 or SKS code ("M48.0", "DM480") may stand for on a day, by the longest code it begins with.

    One diagnosis is certain; several share the code, so that a person decides; none is a code that is not ours.
    """
    sks = sks_of(code)
    holding = [row for row in rows if row.sks and sks.startswith(row.sks) and row.holds(on)]
    longest = max((len(row.sks) for row in holding), default=0)
    return tuple(DIAGNOSES[row.diagnosis] for row in holding if len(row.sks) == longest)


def sks_of(code: str) -> str:
    """An ICD-10 or SKS code as SKS writes it: "M48.0" and "DM480" are DM480."""
    given = code.strip().upper().replace(".", "")
    return given if given.startswith("D") and len(given) > 3 and given[1].isalpha() else f"D{given}"


def breaks(diagnosis: str, rows: Sequence[Coded] = CODES) -> tuple[date, ...]:
    """The days from which other codes than the day before stood for a diagnosis; the first coding is no break."""
    own = [row for row in rows if row.diagnosis == diagnosis]
    days = {row.first for row in own} | {row.last + DAY for row in own if row.last}
    begun = min(days, default=FIRST_DAY)
    return tuple(day for day in sorted(days) if day > begun and _changed(diagnosis, day, rows))


def _changed(diagnosis: str, day: date, rows: Sequence[Coded]) -> bool:
    return set(codes_of(diagnosis, day, rows)) != set(codes_of(diagnosis, day - DAY, rows))
