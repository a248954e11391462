"""What recording more could make of the functional category, for all patients whose category is not settled.

The same trying-out as functional_outlook does for one: each fact not recorded in every cell, two together where none
alone suffices. What cannot lead anywhere whatever else is recorded is left out when the rules are made ready.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

import polars as pl

from guidelines.pathway.building import known_true, not_false
from guidelines.pathway.criteria import BlankCountsAs, Criterion, Leaf, Recorded
from guidelines.pathway.functional_bands import TESTS
from guidelines.pathway.functional_outlook import MOST_FACTS, NONE_KNOWN, ONE_TEST
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.closure import POSITION, facts_of, in_contract_order
from guidelines.pathway.readings.columns.sheet import Sheet, either
from guidelines.pathway.readings.columns.supposed_table import AS_IT_IS, TARGETS, Recording, SupposedTable
from guidelines.pathway.readings.columns.supposing import NEVER
from guidelines.pathway.ruleset import FunctionalRules

Names = tuple[str, ...]


class Way(NamedTuple):
    """Facts not recorded, each with a value, and the patients in whom that leads to where it should."""

    recording: Recording
    where: pl.Expr


class OutlookColumns:
    """For patients who are neither on hold nor function-limited: what could bring each other category."""

    def __init__(self, rules: FunctionalRules, sheet: Sheet) -> None:
        self._rules, self._sheet = rules, sheet
        self._table = SupposedTable(rules, sheet)
        self._cells = cells_of(rules.criteria, sheet.limits)
        self._steps = _read_by(step.when for step in rules.steps)
        self._considerations = _read_by(row.when for row in rules.considerations)
        self._read_by_both = frozenset(self._steps) & frozenset(self._considerations)
        self.ways = {category: self._fewest(category) for category in Category}

    def _fewest(self, category: Category) -> dict[Names, pl.Expr]:
        """The sets of one or two facts, each with its column; two only where none alone brings the category."""
        found = self._found(category)
        alone = either(where for names, where in found.items() if len(names) == 1)
        elsewhere = ~self._table.suggests(category)
        one_suffices = self._sheet.kept(("one suffices", category), elsewhere & alone)
        none_does = self._sheet.kept(("none suffices", category), elsewhere & ~alone)
        return {
            names: where & (one_suffices if len(names) == 1 else none_does) for names, where in found.items()
        }

    def _found(self, category: Category) -> dict[Names, pl.Expr]:
        """What leads to the step together with what leads to the consideration."""
        base, considered = TARGETS[category]
        found: dict[Names, list[pl.Expr]] = defaultdict(list)
        for steps, others in product(
            _by_facts(self._to_step(base)), _by_facts(self._to_consideration(considered))
        ):
            names = in_contract_order((*steps[0].recording, *others[0].recording))
            if 1 <= len(names) <= MOST_FACTS:
                found[names] += self._together(category, names, steps, others)
        return {
            names: self._sheet.kept(("brings", category, names), either(found[names]))
            for names in sorted(found, key=_positions)
        }

    def _together(
        self, category: Category, names: Names, steps: list[Way], others: list[Way]
    ) -> list[pl.Expr]:
        """Each half was tried alone; together they need trying only where both read the same fact."""
        if self._read_by_both.isdisjoint(names):
            return [self._any(steps) & self._any(others)]
        return [
            step.where & other.where & self._table.suggests(category, step.recording | other.recording)
            for step, other in product(steps, others)
        ]

    def _any(self, ways: list[Way]) -> pl.Expr:
        columns = [way.where for way in ways]
        key = ("any", *(column.meta.output_name() for column in columns))
        return self._sheet.kept(key, either(columns)) if len(columns) > 1 else columns[0]

    def _to_step(self, base: Category) -> list[Way]:
        """One fact after which a step of this category decides; two that meet one, where no fact alone does."""
        tree = self._table.leads_to[base]
        singles = [Way(AS_IT_IS, self._sheet.met(tree)), *self._singles(self._steps, tree)]
        alone = self._sheet.kept(("reached alone", base), either(way.where for way in singles))
        steps = [step.when for step in self._rules.steps if step.category is base]
        pairs = [way for when in steps for way in self._pairs(when)]
        return [
            *singles,
            *(Way(pair, self._kept_way("pair", base, pair, where & ~alone)) for pair, where in pairs),
        ]

    def _to_consideration(self, considered: bool | None) -> list[Way]:
        """One fact that makes something to be considered, or nothing; no fact where that is so already."""
        if considered is None:
            return [Way(AS_IT_IS, self._sheet.kept("anybody", pl.lit(True)))]
        tree = self._table.to_consider if considered else ~self._table.to_consider
        now = self._sheet.met(tree)
        return [
            Way(AS_IT_IS, now),
            *(
                Way(one, self._kept_way("turned", considered, one, where & ~now))
                for one, where in self._singles(self._considerations, tree)
                if self._may_turn(one, considered)
            ),
        ]

    def _may_turn(self, one: Recording, considered: bool) -> bool:
        """Recording a fact adds nothing where no row can be met with it, and takes nothing away but where its blank
        was an answer: what is met or not met stays so."""
        [fact] = one
        rows = [row.when for row in self._rules.considerations if fact in facts_of(row.when)]
        if considered:
            return any(self._table.supposing(known_true(when), one) != NEVER for when in rows)
        return any(_blank_is_an_answer(node, fact) for when in rows for node in when.walk())

    def _singles(self, facts: Names, tree: Criterion) -> Iterator[Way]:
        for fact in facts:
            for value in self._cells[fact].values if fact not in NONE_KNOWN else ():
                supposed = self._table.supposing(tree, {fact: value})
                if supposed != NEVER:
                    where = self._could_be_recorded(fact) & self._sheet.met(supposed)
                    yield Way({fact: value}, self._kept_way("single", tree, {fact: value}, where))

    def _pairs(self, when: Criterion) -> Iterator[Way]:
        """Two facts that meet a criterion. One that a single recording has settled as not met stays so."""
        facts = [fact for fact in facts_of(when) if fact not in NONE_KNOWN]
        for first, second in combinations(facts, 2):
            if (first, second) in ONE_TEST:
                continue
            open_both = self._could_be_recorded(first) & self._could_be_recorded(second)
            for value, other in product(self._cells[first].values, self._cells[second].values):
                half = self._table.supposing(when, {first: value})
                whole = self._table.supposing(half, {second: other})
                if NEVER not in (half, whole):
                    met = self._sheet.met(not_false(half)) & self._sheet.met(whole)
                    yield Way({first: value, second: other}, open_both & met)

    def _could_be_recorded(self, fact: str) -> pl.Expr:
        """Not recorded, nor settled by the other half of its test."""
        open_still = pl.col(fact).is_null()
        for test in TESTS:
            if test.unable == fact:
                open_still &= pl.col(test.seconds).is_null()
            if test.seconds == fact and test.unable:
                open_still &= ~pl.col(test.unable).fill_null(False)
        return self._sheet.kept(("could be recorded", fact), open_still)

    def _kept_way(self, kind: str, leads_to: object, recording: Recording, where: pl.Expr) -> pl.Expr:
        return self._sheet.kept((kind, leads_to, tuple(recording.items())), where)


def _blank_is_an_answer(node: Criterion, fact: str) -> bool:
    return isinstance(node, (Recorded, BlankCountsAs)) and any(
        isinstance(leaf, Leaf) and leaf.fact == fact for leaf in node.walk()
    )


def _by_facts(ways: Iterable[Way]) -> list[list[Way]]:
    """The ways, those about the same facts together."""
    found: dict[frozenset[str], list[Way]] = defaultdict(list)
    for way in ways:
        found[frozenset(way.recording)].append(way)
    return list(found.values())


def _read_by(criteria: Iterable[Criterion]) -> Names:
    return in_contract_order(fact for criterion in criteria for fact in facts_of(criterion))


def _positions(names: Names) -> tuple[int, ...]:
    return tuple(POSITION[name] for name in names)
