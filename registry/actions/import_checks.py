"""A file read through its mapping and held against what is stored: what would be stored is put aside, nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import IO

from registry.actions.assessments import WAVE_CODES
from registry.date_rules import findings
from registry.dated import said
from registry.exchange.checks import Checks
from registry.exchange.mapping import InvalidMapping, Mapping
from registry.exchange.mapping_parts import CodedColumn
from registry.exchange.plan import PlannedRow, ReadRow, RowReader
from registry.exchange.reasons import Gravity, Problem
from registry.exchange.seen import SeenKeys
from registry.exchange.staging import PROBLEMS, ROWS, Pile, Stage
from registry.exchange.summary import Summary
from registry.exchange.table import open_table
from registry.instruments import NotScorable
from registry.models import Department
from registry.partial_date import PartialDate
from registry.selectors.imports import AlreadyStored, already_stored

ROWS_AT_A_TIME = 1_000
SHOWN = 10
HEADER = 1  # the line of what the mapping itself says of all rows
OF_READING, OF_KEYS, OF_STORED = (f"{PROBLEMS} {step}" for step in ("reading", "keys", "stored"))
Told = Callable[[int], None]


@dataclass
class Checked:
    """What a check found. `excluded` are the lines that were put aside and are not to be stored after all."""

    summary: Summary = field(default_factory=Summary)
    columns: tuple[str, ...] = ()
    excluded: set[int] = field(default_factory=set)
    shown: list[PlannedRow] = field(default_factory=list)  # the first rows as they would be stored


def check_import(
    file: IO[bytes],
    mapping: Mapping,
    *,
    department: Department | None,
    stage: Stage,
    on: date,
    told: Told = lambda _rows: None,
) -> Checked:
    """Reads a file into a stage, and counts. UnreadableFile where it cannot be read at all. `told` hears the rows read."""
    checked = Checked()
    with SeenKeys() as seen:
        _read(file, mapping, stage, checked, seen, on, told)
        _exclude_shared(mapping, stage, checked, seen)
    _compare(mapping, department, stage, checked)
    return checked


def _of_the_mapping(mapping: Mapping, on: date) -> Iterator[Problem]:
    """What its own dates break, told once: InvalidMapping where they cannot be."""
    onset, observed_on = mapping.episode.onset_on, mapping.observed_on
    if not (isinstance(onset, date) and isinstance(observed_on, date)):
        return
    for code, at, words in _date_findings(PartialDate(onset), observed_on, on):
        if code == "impossible_date":
            raise InvalidMapping(f"{'episode.onset_on' if at == 'onset' else 'observed_on'}: {words}")
        yield Problem(HEADER, "", "", "", code, {"said": words})


def staged_rows(stage: Stage, excluded: set[int]) -> Iterator[list[PlannedRow]]:
    """The rows to store, some at a time."""
    for piece in stage.read(ROWS):
        yield [row for row in map(PlannedRow.unpacked, piece) if row.line not in excluded]


def problems_of(stage: Stage) -> Iterator[Problem]:
    """Every problem in the order of the lines."""
    kinds = (OF_READING, OF_KEYS, OF_STORED)
    found = ((Problem(*one) for piece in stage.read(kind) for one in piece) for kind in kinds)
    return merge(*found, key=lambda problem: problem.line)


def _read(
    file: IO[bytes], mapping: Mapping, stage: Stage, checked: Checked, seen: SeenKeys, on: date, told: Told
) -> None:
    table, summary = open_table(file, mapping), checked.summary
    reader, checks = RowReader(table, mapping), Checks(mapping)
    rows, problems = Pile(stage, ROWS), Pile(stage, OF_READING)
    checked.columns = table.columns
    _keep(tuple(_of_the_mapping(mapping, on)), problems, summary)
    while some := list(islice(table.rows, ROWS_AT_A_TIME)):
        for read in map(reader.read, some):
            if read.source_id:
                seen.add(read.line, *_key(read, mapping))
            found = (*read.problems, *_date_problems(read.planned, mapping, on))
            _keep(found, problems, summary)
            if read.planned and not any(problem.is_refused for problem in found):
                rows.add(read.planned.packed())
                checks.add(read.planned, read.printed)
        summary.rows_read += len(some)
        told(summary.rows_read)
    rows.flush()
    problems.flush()
    summary.checks = checks.as_json()
    summary.missing_taken = [[*key, count] for key, count in reader.cells.missing_taken.items()]


def _key(read: ReadRow, mapping: Mapping) -> tuple[str, ...]:
    onset = str(read.planned.onset) if mapping.tells_onset and read.planned else ""
    return read.source_id, read.timepoint, onset


def _keep(found: tuple[Problem, ...], problems: Pile, summary: Summary) -> None:
    """The problems of one line, put aside and counted."""
    for problem in found:
        problems.add(problem.packed())
        summary.count(problem)
    gravities = {problem.gravity for problem in found}
    summary.refused += Gravity.REFUSED in gravities
    summary.unlikely += gravities == {Gravity.UNLIKELY}


def _date_problems(row: PlannedRow | None, mapping: Mapping, on: date) -> Iterator[Problem]:
    constant = isinstance(mapping.episode.onset_on, date) and isinstance(mapping.observed_on, date)
    if row is None or constant:
        return
    for code, at, words in _date_findings(row.onset, row.observed_on, on):
        part = {"onset": mapping.episode.onset_on, "observed": mapping.observed_on}[at]
        found = {"onset": str(row.onset), "observed": row.observed_on.isoformat()}[at]
        yield Problem(row.line, row.source_id, getattr(part, "column", ""), found, code, {"said": words})


@lru_cache(maxsize=4096)
def _date_findings(onset: PartialDate, observed_on: date, on: date) -> tuple[tuple[str, str, str], ...]:
    """Code of the reason, which date, and what is said of it."""
    days = {"onset": onset, "observed": PartialDate(observed_on), "today": PartialDate(on)}
    return tuple(
        ("impossible_date" if found.is_impossible else "unlikely_date", found.rule.at, said(found))
        for found in findings(days)
    )


def _exclude_shared(mapping: Mapping, stage: Stage, checked: Checked, seen: SeenKeys) -> None:
    """Rows that share a key: all refused, for which is right is not known; or the first taken, as the mapping says."""
    refuse = mapping.duplicates.in_file == "refuse"
    code = "shared_id" if refuse else "later_line"
    found = []
    for shared in seen.shared():
        params = {"lines": ", ".join(map(str, shared.lines))}
        lines = shared.lines if refuse else shared.lines[1:]
        found += [
            Problem(line, shared.source_id, mapping.patient.id, shared.source_id, code, params)
            for line in lines
        ]
    already = _refused_by(stage, OF_READING) if found else set()
    problems = Pile(stage, OF_KEYS)
    for problem in sorted(found, key=lambda one: one.line):
        checked.excluded.add(problem.line)
        problems.add(problem.packed())
        checked.summary.count(problem)
    new = len(checked.excluded - already)
    checked.summary.refused += new if refuse else 0
    checked.summary.left_out += 0 if refuse else new
    problems.flush()


def _refused_by(stage: Stage, kind: str) -> set[int]:
    found = (Problem(*one) for piece in stage.read(kind) for one in piece)
    return {problem.line for problem in found if problem.is_refused}


def _compare(mapping: Mapping, department: Department | None, stage: Stage, checked: Checked) -> None:
    """Each row that is left held against what is stored."""
    problems, people = Pile(stage, OF_STORED), set()
    for rows in staged_rows(stage, checked.excluded):
        stored = already_stored(rows, mapping, department)
        for row in rows:
            found = tuple(contradictions(row, stored, mapping))
            _keep(found, problems, checked.summary)
            if any(problem.is_refused for problem in found):
                checked.excluded.add(row.line)
            else:
                _count(row, stored, checked, _is_first(row, mapping, people))
    problems.flush()


def contradictions(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """What speaks against storing a row beside what is stored."""
    code = "other_answers" if mapping.duplicates.stored == "refuse" else "stored_kept"
    for instrument in stored.contradicts(row):
        yield Problem(
            row.line, row.source_id, "", "", code, {"instrument": instrument, "timepoint": row.timepoint}
        )
    patient, index = stored.patients.get(row.source_id), stored.index_of(row)
    found = row.observed_on.isoformat()
    at = getattr(mapping.observed_on, "column", "")
    if patient and patient.sex and row.sex and patient.sex != row.sex:
        column = mapping.patient.sex.column if mapping.patient.sex else ""
        params = {"found": row.sex, "stored": patient.sex}
        yield Problem(row.line, row.source_id, column, row.sex, "other_sex", params)
    if patient and patient.died_on and row.observed_on > patient.died_on:
        params = {"found": found, "died": patient.died_on.isoformat()}
        yield Problem(row.line, row.source_id, at, found, "after_death", params)
    yield from _locked(row, stored, mapping)
    if row.timepoint in WAVE_CODES and row.observed_on < index:
        params = {"found": found, "index": index.isoformat()}
        yield Problem(row.line, row.source_id, at, found, "before_question", params)


def _locked(row: PlannedRow, stored: AlreadyStored, mapping: Mapping) -> Iterator[Problem]:
    """A file has nobody to ask why: a row that would change a locked year is refused."""
    if (lock := stored.lock_over(row)) is not None:
        index = stored.index_of(row).isoformat()
        params = {"index": index, "year": str(lock.year), "day": lock.locked_on.isoformat()}
        column = getattr(mapping.episode.onset_on, "column", "")
        yield Problem(row.line, row.source_id, column, index, "locked_year", params)


def _is_first(row: PlannedRow, mapping: Mapping, people: set[str]) -> bool:
    """Whether this is the first row of its patient; each has one where neither timepoint nor onset stands in a column."""
    if not isinstance(mapping.timepoint, CodedColumn) and not mapping.tells_onset:
        return True
    known = row.source_id in people
    people.add(row.source_id)
    return not known


def _count(row: PlannedRow, stored: AlreadyStored, checked: Checked, is_first: bool) -> None:
    summary, lacks = checked.summary, stored.lacks(row)
    summary.known_patients += is_first and stored.knows(row)
    summary.new_patients += is_first and not stored.knows(row)
    summary.rows_new += bool(lacks) or not stored.knows(row)
    summary.assessments.update(one.instrument for one in lacks)
    summary.already_stored.update(one.instrument for one in row.assessments if one not in lacks)
    summary.not_scorable.update(one.instrument for one in lacks if isinstance(one.result, NotScorable))
    if len(checked.shown) < SHOWN:
        checked.shown.append(row)
