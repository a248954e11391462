"""What of other units a report may tell, so that no two reports can be subtracted to a count of one to four. Pure.

Reports overlap: 2019-2022 less 2019-2021 is 2022; the country less one's own unit is the others. Hiding a small number
in each report by itself (registry.suppression) does not help against that. So the pairs of a diagnosis, measure and wave
are divided once, the same way for every report, into blocks that no report divides: a procedure and as many years in a
row as it takes. A report adds up whole blocks that lie inside what it asks for, and leaves out the rest, so whatever is
computed from reports is a sum of blocks; and a block is fit only where one to four patients are left to nobody who takes
away what is known: the parts of any three departments, or of those that one person works in (docs/adr/0041).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from registry.suppression import is_small

# Years wait for each other until so many are left without any one department: fewer would be of few.
ENOUGH = 30
# Departments whose parts somebody may know: who works in several, or those who tell each other.
TOGETHER = 3
Parts = Mapping[int, int]  # department to how many of its patients
Held = Collection[frozenset[int]]  # the departments of each person who works in more than TOGETHER


class Leaf(NamedTuple):
    """The smallest thing a report can ask for within a diagnosis."""

    procedure: str
    year: int


Block = frozenset[Leaf]


def is_fit(parts: Parts, held: Held = ()) -> bool:
    """Whether the total may be shown to everybody who knows some of the parts."""
    return not is_small(_left(parts, TOGETHER)) and not any(map(is_small, _left_to(held, parts)))


def _left(parts: Parts, known: int) -> int:
    """How many, at the fewest but not nobody, are left when the parts of so many departments are taken away."""
    ordered = sorted(filter(None, parts.values()), reverse=True)
    return sum(ordered[known:]) or min(ordered, default=0)


def _left_to(held: Held, parts: Parts) -> list[int]:
    total = sum(parts.values())
    return [total - sum(parts.get(department, 0) for department in own) for own in held]


def blocks(counts: Mapping[Leaf, Parts], held: Held = ()) -> list[Block]:
    """The fixed blocks: years of a procedure in a row until they are fit and enough, and then, of all procedures
    together, what is left over, where it is fit. What is not fit even so is in no block."""
    found: list[Block] = []
    for _procedure, leaves in groupby(sorted(counts), key=lambda leaf: leaf.procedure):
        found += _of_procedure(leaves, counts, held)
    left = frozenset(counts).difference(*found)
    parts = _added(counts[leaf] for leaf in left)
    return [*found, left] if any(parts.values()) and is_fit(parts, held) else found


def _of_procedure(leaves: Iterable[Leaf], counts: Mapping[Leaf, Parts], held: Held) -> Iterator[Block]:
    together: list[Leaf] = []
    for leaf in leaves:
        together.append(leaf)
        parts = _added(counts[each] for each in together)
        if _left(parts, 1) >= ENOUGH and is_fit(parts, held):
            yield frozenset(together)
            together = []


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


def tells_percent(due: Parts, held: Held = ()) -> bool:
    """Whether a share of so many may be told in whole per cent: of fewer it would give the counts away."""
    fewest = min([_left(due, TOGETHER), *filter(None, _left_to(held, due))])
    return fewest >= PERCENT_FROM and sum(due.values()) > max(due.values())


def whole_percent(part: int, whole: int) -> float:
    """The share as it is told: rounded here, so that no chart, file or table can hold more of it than the words say."""
    return int(100 * part / whole + 0.5) / 100
