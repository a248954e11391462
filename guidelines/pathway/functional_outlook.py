"""What recording more could make of a category: each fact not recorded, or two together, tried in every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.functional_bands import TESTS
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category
from guidelines.pathway.functional_table import Table
from guidelines.pathway.readings.closure import POSITION, facts_of, in_contract_order
from guidelines.pathway.readings.verdict import Reader, Record

Recording = dict[str, Any]  # facts not recorded, each with a value of the cell that is tried
AS_IT_IS: Recording = {}

NONE_KNOWN = {"hip_fracture_weeks"}  # blank is an answer here: no hip fracture is known
MOST_FACTS = 2  # more than two blanks together are too far from what is known to be worth naming
ONE_TEST = {(test.seconds, test.unable) for test in TESTS}  # a time and "unable" exclude each other


@dataclass(frozen=True)
class Ways:
    """For each other category the facts that could bring it, in contract order; `pairs` where none suffices alone."""

    facts: Mapping[Category, tuple[str, ...]]
    pairs: Mapping[Category, tuple[tuple[str, ...], ...]]


NO_WAYS = Ways({}, {})


class Outlook:
    """Asks the table what would be if one or two more facts were recorded, the rest as they are."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._by_steps = _read_by(step.when for step in table.rules.steps)
        self._by_considerations = _read_by(row.when for row in table.rules.considerations)
        self._by_both = self._by_steps & self._by_considerations

    def ways(self, patient: Record) -> Ways:
        """How this patient, who is not on hold, could come into each other category."""
        record = {fact: patient[fact] for fact in self.table.facts_read}
        now = self.table.category(record)
        if now is Category.FUNCTION_LIMITED:
            return NO_WAYS  # what is recorded already decides: recording more cannot undo it
        missing = missing_facts(record)
        by_step = self._to_steps(record, missing)
        by_consideration = self._to_considerations(record, missing)
        found = {
            category: self._together(record, category, by_step.get(base, ()), by_consideration[considered])
            for base, considered, category in _categories()
            if category is not now
        }
        return _in_contract_order(found)

    def _to_steps(
        self, record: Recording, missing: tuple[str, ...]
    ) -> dict[Category | None, list[Recording]]:
        """Recordings after which a step of each category decides; two facts only where no one alone brings it."""
        ways: dict[Category | None, list[Recording]] = {self.table.deciding(record).category: [AS_IT_IS]}
        for recording in self._one_by_one(missing, self._by_steps):
            ways.setdefault(self.table.deciding(record | recording).category, []).append(recording)
        alone = tuple(ways)
        for step, read in self.table.steps:
            if step.category not in (None, *alone):
                two = self._two_that_meet(read, facts_of(step.when), record, missing)
                ways.setdefault(step.category, []).extend(two)
        return ways

    def _to_considerations(
        self, record: Recording, missing: tuple[str, ...]
    ) -> dict[bool | None, list[Recording]]:
        """Recordings after which something is to be considered, or nothing: one fact suffices, or none does."""
        now = self.table.considered(record)
        ways: dict[bool | None, list[Recording]] = {None: [AS_IT_IS], now: [AS_IT_IS], not now: []}
        for recording in self._one_by_one(missing, self._by_considerations):
            if self.table.considered(record | recording) is not now:
                ways[not now].append(recording)
        return ways

    def _one_by_one(self, missing: tuple[str, ...], read: frozenset[str]) -> Iterator[Recording]:
        for fact in missing:
            if fact in read:
                yield from ({fact: value} for value in self.table.cells[fact].values)

    def _two_that_meet(
        self, read: Reader, facts: tuple[str, ...], record: Recording, missing: tuple[str, ...]
    ) -> Iterator[Recording]:
        """Pairs that meet a step's criterion. A criterion that one recording has settled as not met stays so."""
        cells, limits = self.table.cells, self.table.limits
        for first, second in combinations([fact for fact in missing if fact in facts], 2):
            if (first, second) in ONE_TEST:
                continue
            for value in cells[first].values:
                half = record | {first: value}
                if read(half, limits, {}) is False:
                    continue
                for other in cells[second].values:
                    if read(half | {second: other}, limits, {}):
                        yield {first: value, second: other}

    def _together(
        self,
        record: Recording,
        category: Category,
        steps: Iterable[Recording],
        considerations: Iterable[Recording],
    ) -> list[tuple[str, ...]]:
        """The sets of one or two facts that bring the category, the single ones if there are any."""
        found: set[tuple[str, ...]] = set()
        for step, consideration in product(steps, considerations):
            recording = step | consideration
            names = in_contract_order(recording)
            untried = 1 <= len(names) <= MOST_FACTS and names not in found
            if untried and self._bring(record, recording, category):
                found.add(names)
        fewest = min(map(len, found), default=0)
        return [names for names in found if len(names) == fewest]

    def _bring(self, record: Recording, recording: Recording, category: Category) -> bool:
        """Each half was tried alone; together they need trying only where both read the same fact."""
        return self._by_both.isdisjoint(recording) or self.table.category(record | recording) is category


def _read_by(criteria: Iterable[Criterion]) -> frozenset[str]:
    return frozenset(fact for criterion in criteria for fact in facts_of(criterion))


def missing_facts(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts of the table that are not recorded and could be."""
    settled = {test.unable for test in TESTS if record[test.seconds] is not None}
    settled |= {test.seconds for test in TESTS if test.unable and record[test.unable]}
    return tuple(name for name, value in record.items() if value is None and name not in settled | NONE_KNOWN)


def _categories() -> Iterator[tuple[Category, bool | None, Category]]:
    """Each category, from the step category and the consideration (None: either) that make it."""
    for base, considered in WITH_CONSIDERATION.items():
        yield base, False, base
        yield base, True, considered
    yield Category.FUNCTION_LIMITED, None, Category.FUNCTION_LIMITED


def _in_contract_order(found: Mapping[Category, list[tuple[str, ...]]]) -> Ways:
    ways = {category: sorted(sets, key=_position) for category, sets in found.items() if sets}
    return Ways(
        facts={category: in_contract_order(chain.from_iterable(sets)) for category, sets in ways.items()},
        pairs={category: tuple(sets) for category, sets in ways.items() if len(sets[0]) > 1},
    )


def _position(names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(POSITION[name] for name in names)
