"""What an import says when it is done, a line a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registry.exchange.checks import CheckResult, check_results
from registry.exchange.outcome import ImportOutcome
from registry.exchange.plan import Plan, Refusal
from registry.exchange.table import Table


def report(table: Table, plan: Plan, outcome: ImportOutcome) -> Iterator[str]:
    """Rows read, refused and stored; then every refusal; then how the file's own scores compare."""
    yield f"Rows read: {plan.rows_read}. Refused: {outcome.rows_refused}."
    yield from map(refusal_line, outcome.refusals)
    yield from _stored(plan, outcome)
    yield from map(check_line, check_results(plan))
    yield from _not_read(table, plan)


def refusal_line(refusal: Refusal) -> str:
    parts = [
        f"line {refusal.line}",
        f"ID {refusal.source_id}" if refusal.source_id else "",
        f"column {refusal.column}" if refusal.column else "",
    ]
    return f"  {', '.join(filter(None, parts))}: {refusal.reason}"


def _stored(plan: Plan, outcome: ImportOutcome) -> Iterator[str]:
    if outcome.stopped:
        yield "Stored: nothing."
        return
    assessments = ", ".join(f"{code} {count}" for code, count in outcome.assessments) or "none"
    yield (
        f"Rows stored: {outcome.rows_stored}. Already stored, and not stored twice: {outcome.rows_already_stored} "
        f"(the key is ID and timepoint {plan.mapping.timepoint})."
    )
    yield (
        f"In department {outcome.department}, observed on {plan.mapping.observed_on}: "
        f"{outcome.patients} new patients; new assessments: {assessments}."
    )


def check_line(result: CheckResult) -> str:
    """The file's own score against ours, in rows; ours is the one that is stored."""
    surname = f" ({result.part.value_set})" if result.part.value_set else ""
    subject = f"{result.part.instrument}{surname}: the file's own {result.check.column}"
    if not result.disagree:
        return f"{subject} agrees with the score of its items in all {result.compared} rows."
    zeros = " (all of them 0)" if result.agree and result.agree == result.agree_at_zero else ""
    return (
        f"{subject} disagrees with the score of its items in {result.disagree} of {result.compared} rows and agrees in "
        f"{result.agree}{zeros}; largest difference {result.largest_difference:.{result.check.decimals}f}. "
        "Only the score of the items is ever stored."
    )


def _not_read(table: Table, plan: Plan) -> Iterator[str]:
    used = set(plan.mapping.columns)
    unmentioned = [column for column in table.columns if column not in used | plan.mapping.not_read]
    yield from _listed(
        "Columns left unread, as the mapping says", [c for c in table.columns if c in plan.mapping.not_read]
    )
    yield from _listed("Columns the mapping does not mention, left unread", unmentioned)


def _listed(heading: str, columns: Iterable[str]) -> Iterator[str]:
    named = ", ".join(columns)
    if named:
        yield f"{heading}: {named}."
