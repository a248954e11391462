"""A file read through its mapping and held against what is stored: what would be stored is put aside, nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from itertools import islice
from typing import IO

from registry.actions.import_conflicts import contradictions
from registry.actions.import_dates import date_findings, date_problems
from registry.collecting import collecting_seldom
from registry.exchange.checks import Checks
from registry.exchange.mapping import InvalidMapping, Mapping
from registry.exchange.mapping_parts import CodedColumn
from registry.exchange.plan import RowReader
from registry.exchange.planned import PlannedRow, ReadRow
from registry.exchange.reasons import Gravity, Problem
from registry.exchange.seen import SeenKeys
from registry.exchange.staging import PROBLEMS, ROWS, Pile, Stage
from registry.exchange.summary import Summary
from registry.exchange.table import open_table
from registry.exchange.telling import tells_more, told_by
from registry.instruments import NotScorable
from registry.models import Department
from registry.partial_date import PartialDate
from registry.selectors.imports import AlreadyStored, already_stored

ROWS_AT_A_TIME = 1_000
SHOWN = 10
LINES_SAID = 10
HEADER = 1  # the line of what the mapping itself says of all rows
OF_READING, OF_KEYS, OF_STORED = (f"{PROBLEMS} {step}" for step in ("reading", "keys", "stored"))
Told = Callable[[int], None]


@dataclass
class Checked:
    """What a check found. `excluded` are the lines that were put aside and are not to be stored after all."""

    summary: Summary = field(default_factory=Summary)
    columns: tuple[str, ...] = ()
    excluded: set[int] = field(default_factory=set)
    unlikely: set[int] = field(default_factory=set)  # lines that are asked about, unless they are excluded
    deaths: dict[str, date] = field(
        default_factory=dict
    )  # by PlannedRow.person, as far as the file tells any
    shown: list[PlannedRow] = field(default_factory=list)  # the first rows as they would be stored


@collecting_seldom()
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
    checked.summary.unlikely = len(checked.unlikely - checked.excluded)
    return checked


def _of_the_mapping(mapping: Mapping, on: date) -> Iterator[Problem]:
    """What its own dates break, told once: InvalidMapping where they cannot be."""
    onset, observed_on = mapping.episode.onset_on, mapping.observed_on
    if not (isinstance(onset, date) and isinstance(observed_on, date)):
        return
    for code, at, words in date_findings(PartialDate(onset), observed_on, on):
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
    reader, checks, tells = RowReader(table, mapping, on), Checks(mapping), tells_more(mapping)
    rows, problems = Pile(stage, ROWS), Pile(stage, OF_READING)
    checked.columns = table.columns
    _keep(tuple(_of_the_mapping(mapping, on)), problems, checked)
    while some := list(islice(table.rows, ROWS_AT_A_TIME)):
        for read in map(reader.read, some):
            if read.person:
                seen.add(read.line, *_key(read, mapping))
            if tells and read.planned:
                seen.tell(read.line, read.source_id, told_by(read.planned, mapping))
            found = (*read.problems, *date_problems(read.planned, mapping, on))
            _keep(found, problems, checked)
            if read.planned and not any(problem.is_refused for problem in found):
                rows.add(read.planned.packed())
                if died := read.planned.ends.get("died_on"):
                    checked.deaths[read.person] = died
                checks.add(read.planned, read.printed)
        summary.rows_read += len(some)
        told(summary.rows_read)
    rows.flush()
    problems.flush()
    summary.checks = checks.as_json()
    summary.missing_taken = [[*key, count] for key, count in reader.cells.missing_taken.items()]


def _key(read: ReadRow, mapping: Mapping) -> tuple[str, ...]:
    onset = str(read.planned.onset) if mapping.tells_onset and read.planned else ""
    return read.source_id, read.person, read.timepoint, onset


def _keep(found: tuple[Problem, ...], problems: Pile, checked: Checked) -> None:
    """The problems of one line, put aside and counted."""
    for problem in found:
        problems.add(problem.packed())
        checked.summary.count(problem)
    gravities = {problem.gravity for problem in found}
    if Gravity.REFUSED in gravities:
        checked.summary.refused += 1
    elif Gravity.UNLIKELY in gravities:
        checked.unlikely.add(found[0].line)


def _exclude_shared(mapping: Mapping, stage: Stage, checked: Checked, seen: SeenKeys) -> None:
    """Rows that share a key: all refused, for which is right is not known; or the first taken, as the mapping says."""
    refuse = mapping.duplicates.in_file == "refuse"
    found = {problem.line: problem for problem in _shared(mapping, seen, refuse=refuse)}
    found |= {problem.line: problem for problem in _told_otherwise(mapping, seen)}
    already = _refused_by(stage, OF_READING) if found else set()
    problems = Pile(stage, OF_KEYS)
    for line, problem in sorted(found.items()):
        checked.excluded.add(line)
        problems.add(problem.packed())
        checked.summary.count(problem)
        checked.summary.refused += problem.is_refused and line not in already
        checked.summary.left_out += not problem.is_refused and line not in already
    problems.flush()


def _shared(mapping: Mapping, seen: SeenKeys, *, refuse: bool) -> Iterator[Problem]:
    code = "shared_id" if refuse else "later_line"
    for shared in seen.shared():
        params = {"lines": ", ".join(map(str, shared.lines))}
        for line in shared.lines if refuse else shared.lines[1:]:
            yield Problem(line, shared.source_id, mapping.patient.key, shared.source_id, code, params)


def _told_otherwise(mapping: Mapping, seen: SeenKeys) -> Iterator[Problem]:
    """Lines of one patient that differ in what there is one of: which is right is not known."""
    for told in seen.told_otherwise() if tells_more(mapping) else ():
        params = {"lines": _some(told.lines), "stored": told.what}
        for line, source_id in told.lines.items():
            yield Problem(line, source_id, "", "", "told_otherwise", params)


def _some(lines: Iterable[int]) -> str:
    """The first of them."""
    first = list(islice(lines, LINES_SAID + 1))
    return ", ".join(map(str, first[:LINES_SAID])) + (" …" if len(first) > LINES_SAID else "")


def _refused_by(stage: Stage, kind: str) -> set[int]:
    found = (Problem(*one) for piece in stage.read(kind) for one in piece)
    return {problem.line for problem in found if problem.is_refused}


def _compare(mapping: Mapping, department: Department | None, stage: Stage, checked: Checked) -> None:
    """Each row that is left held against what is stored."""
    problems, people, once, more = Pile(stage, OF_STORED), set(), set(), tells_more(mapping)
    for rows in staged_rows(stage, checked.excluded):
        stored = already_stored(rows, mapping, department)
        for row in rows:
            found = (*contradictions(row, stored, mapping), *_after_death(row, checked.deaths, mapping))
            _keep(found, problems, checked)
            if any(problem.is_refused for problem in found):
                checked.excluded.add(row.line)
            else:
                _count(row, stored, checked, _is_first(row, mapping, people))
                if more:
                    _count_more(row, stored, checked.summary, once)
    problems.flush()


def _after_death(row: PlannedRow, deaths: dict[str, date], mapping: Mapping) -> Iterator[Problem]:
    """An answer after the death that another line of the file tells."""
    died = None if "died_on" in row.ends else deaths.get(row.person)
    if died and row.observed_on > died:
        params = {"found": row.observed_on.isoformat(), "died": died.isoformat()}
        column = getattr(mapping.observed_on, "column", "")
        yield Problem(row.line, row.source_id, column, params["found"], "after_death", params)


def _is_first(row: PlannedRow, mapping: Mapping, people: set[str]) -> bool:
    """Whether this is the first row of its patient; each has one where neither timepoint nor onset stands in a column."""
    if not isinstance(mapping.timepoint, CodedColumn) and not mapping.tells_onset:
        return True
    known = row.person in people
    people.add(row.person)
    return not known


def _count(row: PlannedRow, stored: AlreadyStored, checked: Checked, is_first: bool) -> None:
    summary, lacks = checked.summary, stored.lacks(row)
    summary.known_patients += is_first and stored.knows(row)
    summary.new_patients += is_first and not stored.knows(row)
    new, corrected = bool(lacks) or stored.brings_more(row), stored.alters(row)
    summary.rows_new += new
    summary.rows_corrected += corrected and not new
    summary.corrected.update(one.instrument for one in (stored.corrections(row) if corrected else ()))
    summary.assessments.update(one.instrument for one in lacks)
    summary.already_stored.update(one.instrument for one in row.assessments if one not in lacks)
    summary.not_scorable.update(one.instrument for one in lacks if isinstance(one.result, NotScorable))
    if len(checked.shown) < SHOWN:
        checked.shown.append(row)


def _count_more(row: PlannedRow, stored: AlreadyStored, summary: Summary, once: set[int]) -> None:
    """What a row brings or corrects beside its answers, once for each patient, episode or operation."""
    episode = (row.person, row.kind, str(row.onset) if stored.exact_onset else "")
    day = row.operation and row.operation.performed_on
    at = (*episode, row.timepoint)
    for counts, what, about in (
        (summary.more, "identity", row.identity and stored.brings_identity(row) and (row.person,)),
        (summary.more, "diagnosis", stored.lacks_diagnosis(row) and episode),
        (summary.more, "operation", stored.lacks_operation(row) and (*episode, day)),
        (summary.more, "background", stored.lacks_background(row) and at),
        (summary.more, "ends", bool(stored.lacks_ends(row)) and (row.person,)),
        (summary.corrected, "background", stored.corrects and bool(stored.other_background(row)) and at),
        (summary.corrected, "ends", stored.corrects and bool(stored.other_ends(row)) and (row.person,)),
        (summary.corrected, "diagnosis", stored.corrects and stored.other_diagnosis(row) and episode),
        (summary.corrected, "operation", stored.corrects and stored.other_operation(row) and (*episode, day)),
    ):
        key = hash((what, about))
        if about and key not in once:
            once.add(key)
            counts[what] += 1
