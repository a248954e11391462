"""Which facts, with which values, make a criterion what it is for a patient: the material of the line of reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Anything

from guidelines.pathway.criteria import All, Any, Criterion, Leaf
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.verdict import Limits, Memo, Record, reader

Grounds = dict[str, Anything]
Gatherer = Callable[[Record, Limits, Memo, Grounds], None]


@kept
def gatherer(criterion: Criterion) -> Gatherer:
    """The function that adds a criterion's facts and values, those alone that bring its status, in reading order."""
    if isinstance(criterion, Leaf):
        return _leaf(criterion.fact)
    if isinstance(criterion, (All, Any)):
        return _parts(criterion, every_part_shares=isinstance(criterion, All))
    return gatherer(criterion.parts[0])


def _leaf(fact: str) -> Gatherer:
    def gather(record: Record, limits: Limits, memo: Memo, found: Grounds) -> None:
        found[fact] = record[fact]

    return gather


def _parts(criterion: Criterion, *, every_part_shares: bool) -> Gatherer:
    """Parts with the status of the whole brought it; where that is `every_part_shares`, each part has it."""
    read = reader(criterion)
    parts = tuple((reader(part), gatherer(part)) for part in criterion.parts)

    def gather(record: Record, limits: Limits, memo: Memo, found: Grounds) -> None:
        status = read(record, limits, memo)
        for part_read, part_gather in parts:
            if status is every_part_shares or part_read(record, limits, memo) is status:
                part_gather(record, limits, memo, found)

    return gather
