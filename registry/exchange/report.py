"""What an import by command says when it is done, a line a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from registry.exchange.checks import CheckResult
from registry.exchange.mapping import Mapping
from registry.exchange.reasons import Problem
from registry.exchange.summary import Summary


def problem_line(problem: Problem) -> str:
    parts = [
        f"line {problem.line}",
        f"ID {problem.source_id}" if problem.source_id else "",
        f"column {problem.column}" if problem.column else "",
    ]
    return f"  {', '.join(filter(None, parts))}: {problem.why}; {problem.todo}"


def said(part: Any) -> str:
    """What stands in the mapping for all rows, or where each row tells it."""
    return f"as column {part.column} says" if hasattr(part, "column") else str(part)


def read_line(summary: Summary) -> str:
    return f"Rows read: {summary.rows_read}. Refused: {summary.refused}."


def stored_lines(mapping: Mapping, outcome: Any) -> Iterator[str]:
    assessments = (
        ", ".join(f"{code} {count}" for code, count in in_order(mapping, outcome.assessments)) or "none"
    )
    yield (
        f"Rows stored: {outcome.rows_stored}. Already stored, and not stored twice: {outcome.rows_already_stored} "
        f"(the key is {_key(mapping)} and timepoint {said(mapping.timepoint)})."
    )
    if outcome.rows_corrected:
        yield f"Rows that only corrected what was stored: {outcome.rows_corrected}."
    yield (
        f"In department {outcome.department}, observed on {said(mapping.observed_on)}: "
        f"{outcome.patients} new patients; new assessments: {assessments}."
    )
    if outcome.more:
        yield f"New besides: {_counted(outcome.more)}."
    if outcome.corrected:
        yield f"Corrected by the file, the old in the history: {_counted(outcome.corrected)}."


def _key(mapping: Mapping) -> str:
    return "ID" if mapping.patient.id else "the number"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in counts.items())


def in_order(mapping: Mapping, counts: Counter[str]) -> list[tuple[str, int]]:
    """The counts in the order of the mapping's instruments; nothing where there are none."""
    return [
        (part.instrument, counts[part.instrument]) for part in mapping.instruments if counts[part.instrument]
    ]


def check_line(result: CheckResult) -> str:
    """The file's own score against ours, in rows; ours is the one that is stored."""
    surname = f" ({result.value_set})" if result.value_set else ""
    subject = f"{result.instrument}{surname}: the file's own {result.column}"
    if not result.disagree:
        return f"{subject} agrees with the score of its items in all {result.compared} rows."
    zeros = " (all of them 0)" if result.agree and result.agree == result.agree_at_zero else ""
    return (
        f"{subject} disagrees with the score of its items in {result.disagree} of {result.compared} rows and agrees in "
        f"{result.agree}{zeros}; largest difference {result.largest_difference:.{result.decimals}f}. "
        "Only the score of the items is ever stored."
    )


def missing_lines(summary: Summary) -> Iterator[str]:
    for column, code, count in summary.missing_taken:
        yield f"Column {column}: {code} stands for a missing answer in {count} rows, as the mapping says."


def unread_lines(columns: Sequence[str], mapping: Mapping) -> Iterator[str]:
    yield from _listed("Columns left unread, as the mapping says", declared_unread(columns, mapping))
    yield from _listed("Columns the mapping does not mention, left unread", unmentioned(columns, mapping))


def declared_unread(columns: Sequence[str], mapping: Mapping) -> list[str]:
    return [column for column in columns if column in mapping.not_read]


def unmentioned(columns: Sequence[str], mapping: Mapping) -> list[str]:
    used = {*mapping.columns, *mapping.not_read, ""}
    return [column for column in columns if column not in used]


def _listed(heading: str, columns: Iterable[str]) -> Iterator[str]:
    named = ", ".join(columns)
    if named:
        yield f"{heading}: {named}."
