"""Rows that were checked, stored all or none with one audit entry; what is already stored is left as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from registry import audit
from registry.actions.assessment_rows import insert_assessments
from registry.actions.follow_up import plan_and_count
from registry.actions.import_checks import Checked, staged_rows
from registry.actions.import_conflicts import contradictions
from registry.actions.import_more import Placed, correct_stored, store_more
from registry.actions.import_rows import NewRow, answer_columns, episodes_of, patients_of
from registry.actions.locks import keep_locks
from registry.collecting import collecting_seldom
from registry.exchange.mapping import InvalidMapping, Mapping
from registry.exchange.mapping_parts import CodedColumn, DateColumn, DepartmentPart
from registry.exchange.planned import PlannedRow
from registry.exchange.staging import Stage
from registry.exchange.telling import tells_more
from registry.models import Assessment, Department
from registry.selectors.imports import AlreadyStored, already_stored

UNIQUE_VIOLATION = (
    "23505"  # PostgreSQL's; SQLite has one writer at a time, and nobody stores anything meanwhile
)
DERIVED_AT_ONCE = 5_000  # episodes: a cell of the statistics is written once for all; more take memory


class RegistryChanged(Exception):
    """Something that speaks against a row was stored since the check; nothing of the import is."""


class StillRefused(Exception):
    """Lines are refused, and nobody said that they may be left out; nothing is stored."""


@dataclass(frozen=True)
class Order:
    """What is to be stored: rows put aside by a check, for whom and by whom."""

    mapping: Mapping
    stage: Stage
    checked: Checked
    on: date
    by: Any
    leave_out_refused: bool = False


@dataclass
class ImportOutcome:
    """Counts of what was stored."""

    department: str
    patients: int = 0
    rows_stored: int = 0
    rows_already_stored: int = 0
    rows_corrected: int = 0  # rows that only correct what was stored
    assessments: Counter[str] = field(default_factory=Counter)
    more: Counter[str] = field(default_factory=Counter)  # identities, diagnoses and operations
    corrected: Counter[str] = field(default_factory=Counter)  # by instrument or kind


def store_import(order: Order, *, department: Department | None, **told: Any) -> ImportOutcome:
    """Stores what a check put aside, all or none. StillRefused, or RegistryChanged where it does not fit any more.

    Without a `department` the mapping's own is used, and made if it is not there. `told` stands in the audit entry.
    """
    if order.checked.summary.refused and not order.leave_out_refused:
        raise StillRefused
    try:
        return _store_all(order, department, told)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        raise RegistryChanged from error  # stored by somebody between our looking and our storing


@collecting_seldom()
@transaction.atomic
def _store_all(order: Order, department: Department | None, told: dict[str, Any]) -> ImportOutcome:
    keeper = department or named_department(order.mapping)
    if keeper:
        # Two imports at the same moment: the second waits here, and then sees what the first stored; so does who signs a
        # year off. A row that only refers to the department does not wait: others register and answer meanwhile.
        keeper = Department.objects.select_for_update(no_key=True).get(pk=keeper.pk)
    keep_locks(keeper)
    outcome = ImportOutcome(keeper.code if keeper else _named(order.mapping).code)
    waiting: set[int] = set()
    for rows in staged_rows(order.stage, order.checked.excluded):
        stored = already_stored(rows, order.mapping, keeper)
        new = list(_new(rows, stored, order.mapping))
        corrected = [row for row in rows if stored.alters(row)] if stored.corrects else []
        only = {row.line for row in corrected} - {one.row.line for one in new}
        outcome.rows_corrected += len(only)
        outcome.rows_already_stored += len(rows) - len(new) - len(only)
        if new:
            keeper = keeper or _made(_named(order.mapping))
            waiting.update(_store(new, stored, keeper, order, outcome))
        if corrected or tells_more(order.mapping):
            outcome.corrected += correct_stored(rows, stored, by=order.by)
        if len(waiting) >= DERIVED_AT_ONCE:
            _derive(waiting)
    _derive(waiting)
    if outcome.rows_stored or outcome.rows_corrected:
        _record(outcome, order, told)
    return outcome


def named_department(mapping: Mapping) -> Department | None:
    """The mapping's own department; None where it is not there yet. InvalidMapping where the mapping names none."""
    return Department.objects.filter(code=_named(mapping).code).first()


def _named(mapping: Mapping) -> DepartmentPart:
    if mapping.department is None:
        raise InvalidMapping("department: the mapping names none; name one there, or with --department")
    return mapping.department


def _made(named: DepartmentPart) -> Department:
    made = Department(code=named.code, name=named.name, country=named.country)
    made.full_clean()
    made.save()
    return made


def _new(rows: list[PlannedRow], stored: AlreadyStored, mapping: Mapping) -> Iterator[NewRow]:
    for row in rows:
        if any(problem.is_refused for problem in contradictions(row, stored, mapping)):
            raise RegistryChanged
        lacks = stored.lacks(row)
        if lacks or stored.brings_more(row):
            yield NewRow(row, lacks)


def _store(
    new: list[NewRow], stored: AlreadyStored, keeper: Department, order: Order, outcome: ImportOutcome
) -> set[int]:
    """Patients, their episodes and their assessments, in bulk: a signal a row would take longer than the import.

    The ids of the episodes, whose follow-up is to be planned and which are to be counted.
    """
    made = patients_of(new, stored, keeper, order.on)
    patients = {person: patient.pk for person, patient in stored.patients.items()} | made
    episodes = episodes_of(new, stored, patients)
    insert_assessments(
        answer_columns(planned, one.row, episode, order.by)
        for one, episode in zip(new, episodes, strict=True)
        for planned in one.assessments
    )
    outcome.patients += len(made)
    outcome.rows_stored += len(new)
    outcome.assessments.update(planned.instrument for one in new for planned in one.assessments)
    touched = {episode.pk for episode in episodes}
    if tells_more(order.mapping):
        pairs = zip(new, episodes, strict=True)
        placed = [Placed(one.row, episode.pk, episode.patient_id) for one, episode in pairs]
        more, others = store_more(placed, stored)
        outcome.more += more
        touched |= others
    return touched


def _derive(episodes: set[int]) -> None:
    """What rests on the rows that were stored; then none of the episodes (ids) waits for it any more."""
    plan_and_count(episodes)
    episodes.clear()


def _record(outcome: ImportOutcome, order: Order, told: dict[str, Any]) -> None:
    audit.record_bulk(
        "assessments.imported",
        Assessment,
        by=order.by,
        mapping=order.mapping.name,
        timepoint=_said(order.mapping.timepoint),
        observed_on=_said(order.mapping.observed_on),
        department=outcome.department,
        patients=outcome.patients,
        assessments=dict(outcome.assessments),
        **({"more": dict(outcome.more)} if outcome.more else {}),
        **({"corrected": dict(outcome.corrected)} if outcome.corrected else {}),
        **told,
    )


def _said(part: Any) -> str:
    return f"column {part.column}" if isinstance(part, CodedColumn | DateColumn) else str(part)
