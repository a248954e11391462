"""What a new edition would tell beside those that are published: one subtracts, and what is left may be one patient.

A number that changed may be shown where at least five patients made the difference, or nobody can tell that it were
fewer. Of a count that is the difference itself. Where as many answered as before and a mean moved, answers were
corrected: as many at least as it takes, each by no more than the whole scale.
"""

from __future__ import annotations

from registry.annual_report.measures import measure
from registry.annual_report.report import Absent, Cell, Kind
from registry.suppression import SMALLEST_SHOWN, is_small

SAME = 1e-9  # of a value, beyond which it is another


def is_changed(now: Cell, then: Cell | None) -> bool:
    """Of two that can be compared: both with a number, or none because there was nobody."""
    if not _can_be_compared(now, then):
        return False
    return _counts(now) != _counts(then) or not _alike(_values(now), _values(then))


def tells_of_few(now: Cell, then: Cell | None) -> bool:
    """Whether the two together say something of one to four patients."""
    if not is_changed(now, then):
        return False
    apart = [abs(a - b) for a, b in zip(_counts(now), _counts(then), strict=True)]
    if any(apart):
        return any(map(is_small, apart))
    return _fewest_corrected(now, then) < SMALLEST_SHOWN


def was_hidden(then: Cell | None) -> bool:
    return then is not None and then.absent is Absent.SUPPRESSED


def _can_be_compared(now: Cell, then: Cell | None) -> bool:
    """Another value set or threshold makes another number. A row that was not there counted nobody."""
    if now.absent is Absent.SUPPRESSED or was_hidden(then):
        return False
    return then is None or (now.kind, now.surname) == (then.kind, then.surname) or not then.n or not now.n


def _counts(cell: Cell | None) -> tuple[int, ...]:
    """How many patients a cell tells of: counted, and of how many."""
    if cell is None:
        return (0, 0)
    return (int(cell.value or 0) if cell.kind is Kind.COUNT else cell.n or 0, cell.of or 0)


def _values(cell: Cell | None) -> tuple[float, ...]:
    if cell is None:
        return (0.0, 0.0, 0.0, 0.0)
    return (cell.value or 0.0, cell.spread or 0.0, cell.before or 0.0, cell.after or 0.0)


def _alike(some: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= SAME * max(1.0, abs(a), abs(b)) for a, b in zip(some, others, strict=True))


def _fewest_corrected(now: Cell, then: Cell | None) -> float:
    """How many answers must have been corrected for the mean to move so far; none can be told of a share without its base."""
    known = measure(now.measure)
    if now.kind not in (Kind.MEAN, Kind.CHANGE) or known.highest is None or then is None:
        return 0
    most = (known.highest - known.lowest) * (2 if now.is_change else 1)
    return (now.n or 0) * abs((now.value or 0) - (then.value or 0)) / most
