"""Small-cell suppression; pure. A count of one to four patients is not shown, nor what it could be worked out from.

A zero tells of nobody and is shown. What is shown never settles a hidden count: not with the total, not with how many
there could be at most.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALLEST_SHOWN = 5

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Shown(Generic[Cell]):
    """What may be shown of counts that add up to a total; None is hidden."""

    cells: Mapping[Cell, int | None]
    total: int | None

    @property
    def hides(self) -> bool:
        return self.total is None or None in self.cells.values()


def is_small(count: int) -> bool:
    return 0 < count < SMALLEST_SHOWN


def suppressed(counts: Mapping[Cell, int], sizes: Mapping[Cell, int] | None = None) -> Shown[Cell]:
    """The counts with the small ones hidden, and as many others as it takes to keep them hidden; where no others can
    keep them, the total is hidden.

    `sizes` says how many patients each count is out of, where that is known: then the rest must not be small either.
    """
    total, some = sum(counts.values()), {cell for cell, count in counts.items() if count}
    if is_small(total):
        return Shown(_without(counts, some), None)
    hidden = {cell for cell in some if _is_open_to_guess(counts[cell], (sizes or {}).get(cell))}
    for cell in sorted(some - hidden, key=lambda each: counts[each]):
        if settles(counts, hidden, sizes):
            hidden.add(cell)
    return Shown(_without(counts, hidden), None if settles(counts, hidden, sizes) else total)


def settles(counts: Mapping[Cell, int], hidden: Collection[Cell], sizes: Mapping[Cell, int] | None) -> bool:
    """Whether a reader who knows the total can work out a hidden count: each is at least one, at most its size."""
    together = sum(counts[cell] for cell in hidden)
    most = {cell: min((sizes or {}).get(cell, together), together) for cell in hidden}
    return any(
        max(1, together - sum(most[other] for other in hidden if other != cell))
        == min(most[cell], together - (len(hidden) - 1))
        for cell in hidden
    )


def _is_open_to_guess(count: int, size: int | None) -> bool:
    return is_small(count) or (size is not None and is_small(size - count))


def _without(counts: Mapping[Cell, int], hidden: Iterable[Cell]) -> dict[Cell, int | None]:
    gone = set(hidden)
    return {cell: None if cell in gone else count for cell, count in counts.items()}
