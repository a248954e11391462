"""Coverage and capture, two rates that completeness is none of. Pure.

Coverage: the units that report of those that operate. Capture: the operations registered here of those counted
elsewhere. Completeness is of who is registered, and says nothing of who never was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Capture:
    """`registered` here of `external` operations; no rate where nobody counted elsewhere."""

    registered: int
    external: int | None

    @property
    def percent(self) -> float | None:
        return 100 * self.registered / self.external if self.external else None

    @property
    def is_more(self) -> bool:
        """More here than elsewhere: one of the two counts something else."""
        return self.external is not None and self.registered > self.external


@dataclass(frozen=True)
class Coverage:
    reporting: int
    units: int

    @property
    def percent(self) -> float | None:
        return 100 * self.reporting / self.units if self.units else None


def capture_of(registered: Mapping[int, int], external: Mapping[int | str, int]) -> Capture:
    """Of every unit counted elsewhere, those that report nothing among them. Units are keyed by department, else by name.

    What is registered of a unit that nobody counted elsewhere is left out: there is nothing to hold it against.
    """
    if not external:
        return Capture(sum(registered.values()), None)
    return Capture(
        sum(registered.get(unit, 0) for unit in external if isinstance(unit, int)), sum(external.values())
    )


def coverage_of(registered: Mapping[int, int], external: Mapping[int | str, int]) -> Coverage:
    """Units that registered an operation of the units that did any, by the count made elsewhere."""
    operating = [unit for unit, operations in external.items() if operations]
    return Coverage(
        sum(isinstance(unit, int) and registered.get(unit, 0) > 0 for unit in operating), len(operating)
    )
