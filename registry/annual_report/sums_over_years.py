"""What reports of several years tell together: a sum over years less another is the sum of the years between them.

Every number of a report is the sum of one thing over some years, so it ties two ends of years together: how many more there
were by the one than by the other. Ends that a chain of published numbers ties are tied by all of them, whatever is added
to or subtracted from whatever. So no number may be shown that ties two ends with one to four patients between them, or two
that a report keeps apart because it hides what lies between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from registry.annual_report.followed import followed
from registry.annual_report.report import Absent, Cell, Kind, Part, Report
from registry.suppression import is_small

PERIOD = re.compile(r"(\d{4})(?:-(\d{4}))?")
MAIN = "n"  # of what a number tells, that which is counted
Of = tuple[str, str]  # what is counted, and which number of the cell tells of it


@dataclass(frozen=True)
class Sum:
    """One thing, summed from after the end of `since` to the end of `until`. `number` is None where it is not known."""

    of: Of
    since: int
    until: int
    number: int | None


def sums_in(part: Part, cell: Cell) -> list[Sum]:
    """Of a change between years there is none: it is made of two numbers that stand beside it."""
    if cell.measure == "change" or cell.absent in (Absent.BLANK, Absent.NOT_COLLECTED):
        return []
    what, first, last = _what(part, cell)
    return [Sum((what, which), first - 1, last, number) for which, number in _numbers(cell).items()]


def _what(part: Part, cell: Cell) -> tuple[str, int, int]:
    """What is counted, whatever the years; and the first and the last of them."""
    name, _slash, period = cell.counts.rpartition("/")
    if found := PERIOD.fullmatch(period):
        return name, *_years(found)
    place = "/".join((part.name, cell.row, cell.measure, cell.kind))
    if found := PERIOD.fullmatch(cell.timepoint):
        return place, *_years(found)
    return f"{place}/{cell.timepoint}", *followed(part.years, cell.timepoint)


def _years(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[2] or found[1])


def _numbers(cell: Cell) -> dict[str, int | None]:
    """A share tells how many, of how many, and how many are left."""
    if cell.absent is Absent.SUPPRESSED:
        return {MAIN: None}
    if cell.kind is Kind.COUNT:
        return {MAIN: int(cell.value or 0)}
    n, of = cell.n or 0, cell.of or 0
    return {MAIN: n, "of": of, "rest": of - n} if cell.kind is Kind.SHARE else {MAIN: n}


@dataclass
class Ties:
    """Of one thing: groups of ends of years, each end with how many there were by then more than by another of its group."""

    groups: list[dict[int, int]] = field(default_factory=list)
    apart: list[Sum] = field(default_factory=list)  # what is hidden

    def copy(self) -> Ties:
        return Ties([dict(group) for group in self.groups], list(self.apart))

    def between(self, since: int, until: int) -> int | None:
        group = self._group(since)
        return group[until] - group[since] if until in group else None

    def tells(self, one: Sum) -> bool:
        """Whether it ties what must stay apart. Of ends that are tied already, whether it differs by few from what is known."""
        known = self.between(one.since, one.until)
        if known is not None:
            return is_small(abs((one.number or 0) - known))
        some, others = self._group(one.since), self._shifted(one)
        if any(is_small(abs(others[late] - some[early])) for early in some for late in others):
            return True
        return any(self._is_tied(hidden, some, others) for hidden in self.apart)

    def tie(self, one: Sum) -> None:
        if self.between(one.since, one.until) is None:
            some, others = self._group(one.since), self._shifted(one)
            rest = [group for group in self.groups if not (group.keys() & (some.keys() | others.keys()))]
            self.groups = [*rest, some | others]

    def _group(self, end: int) -> dict[int, int]:
        return next((group for group in self.groups if end in group), {end: 0})

    def _shifted(self, one: Sum) -> dict[int, int]:
        """The group of the later end, counted from where that of the earlier one is."""
        some, others = self._group(one.since), self._group(one.until)
        by = some[one.since] + (one.number or 0) - others[one.until]
        return {end: number + by for end, number in others.items()}

    @staticmethod
    def _is_tied(hidden: Sum, some: dict[int, int], others: dict[int, int]) -> bool:
        for left, right in ((some, others), (others, some)):
            if hidden.since in left and hidden.until in right:
                return hidden.number in (None, right[hidden.until] - left[hidden.since])
        return False


class Told:
    """Everything that reports tell together."""

    def __init__(self, published: Iterable[Report] = ()) -> None:
        self.ties: dict[Of, Ties] = defaultdict(Ties)
        for one in _all(published):
            if one.number is None:
                self.ties[one.of].apart.append(one)
            else:
                self.ties[one.of].tie(one)

    def copy(self) -> Told:
        told = Told()
        told.ties.update({of: ties.copy() for of, ties in self.ties.items()})
        return told

    def keep_apart(self, part: Part, cell: Cell) -> None:
        """The main number of a cell that is hidden."""
        for one in sums_in(part, cell):
            if one.of[1] == MAIN:
                self.ties[one.of].apart.append(one)

    def tells(self, part: Part, cell: Cell) -> bool:
        return any(self.ties[one.of].tells(one) for one in sums_in(part, cell))

    def add(self, part: Part, cell: Cell) -> None:
        for one in sums_in(part, cell):
            self.ties[one.of].tie(one)

    def between(self, part: Part, cell: Cell, since: int, until: int) -> int | None:
        """How many more by the end of a year than by that of another, where a reader knows."""
        return self.ties[_what(part, cell)[0], MAIN].between(since, until)


def _all(published: Iterable[Report]) -> Iterator[Sum]:
    for report in published:
        for part, cell in report.cells():
            yield from sums_in(part, cell)
