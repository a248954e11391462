"""Asks z3 whether a patient there could be breaks a check, and brings that patient back as plain as possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

import z3

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.readings.closure import POSITION, facts_of
from guidelines.pathway.readings.proof.claim import Alike, Check, Never, NeverBoth, Reached
from guidelines.pathway.readings.proof.encoding import Encoder
from guidelines.pathway.readings.proof.examples import DAY, Example
from guidelines.pathway.readings.proof.symbols import REFUSED, Symbols
from guidelines.pathway.readings.proof.wishes import (
    Group,
    agreements,
    blanks,
    granted,
    usual_limits,
    usual_values,
)
from guidelines.pathway.ruleset import RuleSet


class Undecided(RuntimeError):
    """The solver could not say yes or no; nothing is proved by that."""


class Asking:
    """One set of rules, asked about as often as wanted. `questions` counts the questions put to the solver."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.one = Encoder(Symbols())
        self.questions = 0

    @cached_property
    def other(self) -> Encoder:
        """The second patient of a pair."""
        return Encoder(Symbols("other "))

    @cached_property
    def _alone(self) -> z3.Solver:
        solver = z3.Solver()
        solver.add(*_possible(self.one))
        return solver

    @cached_property
    def _pair(self) -> z3.Solver:
        solver = z3.Solver()
        solver.add(*_possible(self.one), *_possible(self.other))
        return solver

    def is_possible(self, check: Check, limits: Mapping[str, float] | None = None) -> bool:
        """Whether any patient is as the check describes, under these thresholds or, without them, under any."""
        with self.asked(check, limits) as (_solver, found):
            return found

    def patients(self, check: Check, limits: Mapping[str, float] | None = None) -> tuple[Example, ...] | None:
        """One such patient, or the two of a pair, with only what matters recorded; None where there is none."""
        with self.asked(check, limits) as (solver, found):
            if not found:
                return None
            model = granted(solver, self._wishes(check))
            facts = _facts_of(self._criteria(check))
            return tuple(_example(encoder.symbols, facts, model) for encoder in self._encoders(check))

    @contextmanager
    def asked(self, check: Check, limits: Mapping[str, float] | None) -> Iterator[tuple[z3.Solver, bool]]:
        """The solver with the check put to it, and whether it found a model."""
        solver = self._pair if isinstance(check, NeverBoth) else self._alone
        solver.push()
        try:
            solver.add(self._question(check))
            for encoder in self._encoders(check) if limits else ():
                solver.add(encoder.symbols.limits_are(limits or {}))
            yield solver, self.answer(solver)
        finally:
            solver.pop(solver.num_scopes())

    def answer(self, solver: z3.Solver) -> bool:
        """Whether the solver finds a model. Raises Undecided."""
        self.questions += 1
        found = solver.check()
        if found == z3.unknown:
            raise Undecided(solver.reason_unknown())
        return bool(found == z3.sat)

    def _encoders(self, check: Check) -> tuple[Encoder, ...]:
        return (self.one, self.other) if isinstance(check, NeverBoth) else (self.one,)

    def _criteria(self, check: Check) -> tuple[Criterion, ...]:
        match check:
            case Reached(place=place):
                return (place.criterion,)
            case Never(said=said, while_met=while_met):
                return (*(each.criterion(self.rules) for each in said), while_met)
            case NeverBoth(first=first, second=second):
                return first.criterion(self.rules), second.criterion(self.rules)

    def _question(self, check: Check) -> list[z3.BoolRef]:
        criteria = self._criteria(check)
        if not isinstance(check, NeverBoth):
            return [self.one.met(criterion) for criterion in criteria]
        first, second = criteria
        return [self.one.met(first), self.other.met(second), *self._alike(check)]

    def _alike(self, check: NeverBoth) -> Iterator[z3.BoolRef]:
        one, other = self.one.symbols, self.other.symbols
        same_limits = (one.limits[name] == other.limits[name] for name in one.limits)
        if check.alike is Alike.MORE_RECORDED:
            yield from same_limits
        for name in check.facts if check.alike is Alike.AGREES else one.facts:
            mine, theirs = one.facts[name], other.facts[name]
            if check.alike is Alike.AGREES:
                yield mine.known == theirs.known
            yield z3.Implies(mine.known, z3.And(theirs.known, mine.is_as(theirs)))

    def _wishes(self, check: Check) -> Iterator[Group]:
        facts = _facts_of(self._criteria(check))[::-1]
        encoders = self._encoders(check)
        if isinstance(check, NeverBoth):
            yield from agreements(self.one.symbols, self.other.symbols, facts)
        for encoder in encoders:
            yield from usual_limits(encoder.symbols)
            yield from blanks(encoder.symbols, facts)
        for encoder in encoders:
            yield from usual_values(encoder.symbols, facts)


def _possible(encoder: Encoder) -> list[z3.BoolRef]:
    """What the record's door lets in and a department may set."""
    return [*encoder.symbols.allowed, *(z3.Not(encoder.met(refused)) for refused in REFUSED)]


def _facts_of(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    """The facts the criteria read and the ones every record has, in contract order."""
    read = {fact for criterion in criteria for fact in facts_of(criterion)}
    return tuple(sorted(read | {"age_years"}, key=POSITION.__getitem__))


def _example(symbols: Symbols, facts: tuple[str, ...], model: z3.ModelRef) -> Example:
    found = {name: symbols.facts[name].read(model) for name in facts}
    recorded = {name: value for name, value in found.items() if value is not None}
    return Example({"index_date": DAY, **recorded}, symbols.read_limits(model))
