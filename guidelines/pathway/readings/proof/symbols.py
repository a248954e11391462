"""One patient nobody has met: two symbols a fact (is it recorded, and what is it), and every threshold free.

What the record's door refuses (ranges, facts that exclude each other) and what a department may not set (bounds,
order) is `allowed`; everything else may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import z3

from guidelines.pathway.building import is_true
from guidelines.pathway.criteria import Criterion, Recorded
from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.thresholds import DEFAULT, ORDER, Threshold

# PatientFacts refuses a record in which one of these is met.
REFUSED: tuple[Criterion, ...] = (
    is_true("metastasis_confirmed") & is_true("metastasis_excluded"),
    is_true("tug_unable") & Recorded("tug_s"),
    is_true("five_sts_unable") & Recorded("five_sts_s"),
)
READ = tuple(fact for fact in FACTS.values() if fact.kind is not Kind.DATE)  # no rule reads the day


def number(value: float) -> z3.ArithRef:
    """The very number a float is, not the decimal it is written as: the engine compares floats."""
    fraction = Fraction(value)
    return z3.Q(fraction.numerator, fraction.denominator)


@dataclass(frozen=True, slots=True)
class FactSymbol:
    """A fact: a yes/no is a Bool, a choice its place in the list, a number itself, a set one Bool a member."""

    fact: Fact
    known: z3.BoolRef
    value: Any

    @property
    def allowed(self) -> list[z3.BoolRef]:
        fact, found = self.fact, [self.known] if self.fact.required else []
        if fact.kind in (Kind.ENUM, Kind.TREATMENT):
            found += [self.value >= 0, self.value < len(fact.values)]
        elif fact.low is not None and fact.high is not None:
            found += [self.value >= number(fact.low), self.value <= number(fact.high)]
        return found

    @property
    def parts(self) -> tuple[z3.ExprRef, ...]:
        """Every symbol of it."""
        return (self.known, *(self.value if self.fact.kind is Kind.SET else (self.value,)))

    def holds(self, value: Any) -> z3.BoolRef:
        """Whether the value, where recorded, is this one."""
        match self.fact.kind:
            case Kind.BOOL:
                return self.value if value else z3.Not(self.value)
            case Kind.ENUM | Kind.TREATMENT:
                return self.value == self.fact.values.index(value)
            case Kind.SET:
                members = zip(self.fact.values, self.value, strict=True)
                return z3.And([each if member in value else z3.Not(each) for member, each in members])
            case _:
                return self.value == number(value)

    def meets(self, values: frozenset[Any]) -> z3.BoolRef:
        """Whether the set, where recorded, has one of these members."""
        members = zip(self.fact.values, self.value, strict=True)
        return z3.Or([each for member, each in members if member in values])

    def is_as(self, other: FactSymbol) -> z3.BoolRef:
        """Whether two patients have the same value, where it is recorded."""
        if self.fact.kind is Kind.SET:
            return z3.And([mine == theirs for mine, theirs in zip(self.value, other.value, strict=True)])
        return self.value == other.value

    def read(self, model: z3.ModelRef) -> Any:
        """The value in a model, in the form of the contract's JSON; None where it is not recorded."""
        if not _is_true(model, self.known):
            return None
        match self.fact.kind:
            case Kind.SET:
                members = zip(self.fact.values, self.value, strict=True)
                return [member for member, each in members if _is_true(model, each)]
            case Kind.BOOL:
                return _is_true(model, self.value)
            case Kind.ENUM | Kind.TREATMENT:
                return self.fact.values[_number(model, self.value)]
            case Kind.INT:
                return int(_number(model, self.value))
            case _:
                return _plain(_number(model, self.value))


def _is_true(model: z3.ModelRef, symbol: z3.BoolRef) -> bool:
    return bool(z3.is_true(model.eval(symbol, model_completion=True)))


def _number(model: z3.ModelRef, symbol: z3.ArithRef) -> Any:
    found = model.eval(symbol, model_completion=True)
    return found.as_long() if z3.is_int_value(found) else found.as_fraction()


def _plain(found: Fraction | int) -> float | int:
    return int(found) if found == int(found) else float(found)


def _symbol(fact: Fact, copy: str) -> FactSymbol:
    name = f"{copy}{fact.name}"
    known = z3.Bool(f"{name}?")
    match fact.kind:
        case Kind.BOOL:
            return FactSymbol(fact, known, z3.Bool(name))
        case Kind.SET:
            return FactSymbol(fact, known, tuple(z3.Bool(f"{name}:{member}") for member in fact.values))
        case Kind.FLOAT:
            return FactSymbol(fact, known, z3.Real(name))
        case _:
            return FactSymbol(fact, known, z3.Int(name))


class Symbols:
    """Every fact and every threshold of one patient; `copy` tells two patients in one question apart."""

    def __init__(self, copy: str = "") -> None:
        self.facts = {fact.name: _symbol(fact, copy) for fact in READ}
        self.limits = {
            threshold.name: z3.Int(f"{copy}[{threshold.name}]")
            if threshold.whole
            else z3.Real(f"{copy}[{threshold.name}]")
            for threshold in DEFAULT
        }

    @property
    def allowed(self) -> list[z3.BoolRef]:
        """Ranges, bounds and order; what `REFUSED` says is added where criteria can be encoded."""
        facts = [each for symbol in self.facts.values() for each in symbol.allowed]
        bounds = [each for threshold in DEFAULT for each in self._bounds(threshold)]
        order = [self.limits[low] < self.limits[high] for names in ORDER for low, high in pairwise(names)]
        return facts + bounds + order

    def _bounds(self, threshold: Threshold) -> list[z3.BoolRef]:
        symbol = self.limits[threshold.name]
        return [symbol >= number(threshold.low), symbol <= number(threshold.high)]

    def limits_are(self, values: Mapping[str, float]) -> list[z3.BoolRef]:
        return [self.limits[name] == number(value) for name, value in values.items()]

    def all_limits(self, model: z3.ModelRef) -> dict[str, float]:
        return {name: _plain(_number(model, symbol)) for name, symbol in self.limits.items()}

    def read_limits(self, model: z3.ModelRef) -> dict[str, float]:
        """The thresholds that differ from the pathway's own."""
        found = self.all_limits(model)
        return {name: value for name, value in found.items() if value != DEFAULT[name]}
