"""What of other units a report may tell, so that no two reports can be subtracted to a count of one to four. Pure.

Reports overlap: 2019-2022 less 2019-2021 is 2022; the country less one's own unit is the others. Hiding a small number
in each report by itself (registry.suppression) does not help against that. So the pairs of a diagnosis, measure and wave
are divided once, the same way for every report, into blocks that no report divides: a procedure and as many years in a
row as it takes. A report adds up whole blocks that lie inside what it asks for, and leaves out the rest, so whatever is
computed from reports is a sum of blocks; and a block is fit only where no department is left with one to four patients
of the others when it takes away its own (docs/adr/0041).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from registry.suppression import is_small

ENOUGH = (
    30  # fewer would be of few: years wait for each other until there are so many without any one department
)
Parts = Mapping[int, int]  # department to how many of its patients


class Leaf(NamedTuple):
    """The smallest thing a report can ask for within a diagnosis."""

    procedure: str
    year: int


Block = frozenset[Leaf]


def is_fit(parts: Parts) -> bool:
    """Whether the total may be shown to each of the departments, which know their own part."""
    total = sum(parts.values())
    return not is_small(total) and not any(is_small(total - part) for part in parts.values())


def blocks(counts: Mapping[Leaf, Parts]) -> list[Block]:
    """The fixed blocks: years of a procedure in a row until they are fit, and then, of all procedures together, what is
    left over. What is not fit even so is in no block."""
    found: list[Block] = []
    for _procedure, leaves in groupby(sorted(counts), key=lambda leaf: leaf.procedure):
        found += _of_procedure(leaves, counts)
    left = frozenset(counts).difference(*found)
    return [*found, left] if _holds(left, counts) else found


def _of_procedure(leaves: Iterable[Leaf], counts: Mapping[Leaf, Parts]) -> Iterator[Block]:
    together: list[Leaf] = []
    for leaf in leaves:
        together.append(leaf)
        if _holds(together, counts):
            yield frozenset(together)
            together = []


def _holds(together: Iterable[Leaf], counts: Mapping[Leaf, Parts]) -> bool:
    parts = _added(counts[leaf] for leaf in together)
    return any(parts.values()) and is_fit(parts)


def _added(several: Iterable[Parts]) -> dict[int, int]:
    added: dict[int, int] = {}
    for parts in several:
        for department, count in parts.items():
            added[department] = added.get(department, 0) + count
    return added


def inside(found: Iterable[Block], asked: Iterable[Leaf]) -> list[Block]:
    """The blocks that a report about these leaves may add up."""
    wanted = frozenset(asked)
    return [block for block in found if block <= wanted]


FUNNEL_FROM = 30  # patients that another unit must have to be drawn
FUNNEL_STEP = 10
TOLD_STEP = 5


def as_drawn(paired: int) -> int | None:
    """How many patients another unit is drawn with, to the nearest ten; None where it is not drawn."""
    return None if paired < FUNNEL_FROM else FUNNEL_STEP * round(paired / FUNNEL_STEP)


def as_told(reached: int, of: int) -> int:
    """How many of the country's patients did something, to the nearest five: not one to four, nor all but one to four."""
    return min(of, TOLD_STEP * round(reached / TOLD_STEP))


def outcome_as_drawn(reached: int, of: int) -> int:
    """How many of another unit's patients did something: as they are, but where they are few, or all but few, to the
    nearest five."""
    if is_small(of - reached):
        return of - as_told(of - reached, of)
    return as_told(reached, of) if is_small(reached) else reached


PERCENT_FROM = 50


def tells_percent(due: Parts) -> bool:
    """Whether a share of so many may be told in whole per cent: of fewer it would give the counts away."""
    return sum(due.values()) - max(due.values(), default=0) >= PERCENT_FROM


def whole_percent(part: int, whole: int) -> float:
    """The share as it is told: rounded here, so that no chart, file or table can hold more of it than the words say."""
    return int(100 * part / whole + 0.5) / 100
