"""A criterion as two formulas: when it is met, and when it is not met. Where neither holds it is not known."""

from __future__ import annotations

from typing import NamedTuple

import z3

from guidelines.pathway.criteria import (
    All,
    Any,
    BlankCountsAs,
    Compare,
    Criterion,
    Leaf,
    Limit,
    Meets,
    Named,
    Not,
    OneOf,
    Operator,
    Recorded,
    SetIs,
)
from guidelines.pathway.readings.proof.symbols import FactSymbol, Symbols, number


class Pair(NamedTuple):
    met: z3.BoolRef
    not_met: z3.BoolRef


class Encoder:
    """Writes criteria over one patient's symbols, each node once."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self._written: dict[int, tuple[Criterion, Pair]] = {}  # the node is held, so its id stays its own

    def met(self, criterion: Criterion) -> z3.BoolRef:
        return self.pair(criterion).met

    def pair(self, criterion: Criterion) -> Pair:
        found = self._written.get(id(criterion))
        if found is None:
            found = self._written[id(criterion)] = (criterion, self._write(criterion))
        return found[1]

    def _write(self, node: Criterion) -> Pair:
        if isinstance(node, Recorded):
            known = self.symbols.facts[node.fact].known
            return Pair(known, z3.Not(known))
        if isinstance(node, Leaf):
            return self._leaf(node, self.symbols.facts[node.fact])
        return _composed(node, [self.pair(part) for part in node.parts])

    def _leaf(self, leaf: Leaf, symbol: FactSymbol) -> Pair:
        """A question about a value is neither met nor not met while the fact is not recorded."""
        answer = self._answer(leaf, symbol)
        return Pair(z3.And(symbol.known, answer), z3.And(symbol.known, z3.Not(answer)))

    def _answer(self, leaf: Leaf, symbol: FactSymbol) -> z3.BoolRef:
        match leaf:
            case Compare(operator=operator, limit=limit):
                return _compared(symbol.value, operator, self._limit(limit))
            case OneOf(values=values):
                return z3.Or([symbol.holds(value) for value in values])
            case Meets(values=values):
                return symbol.meets(values)
            case SetIs(values=values):
                return symbol.holds(values)
        raise TypeError(f"no formula for {type(leaf).__name__}")

    def _limit(self, limit: float | Limit) -> z3.ArithRef:
        return self.symbols.limits[limit.name] if isinstance(limit, Limit) else number(limit)


def _composed(node: Criterion, parts: list[Pair]) -> Pair:
    match node:
        case All():
            return _all(parts)
        case Any():
            return _turned(_all([_turned(part) for part in parts]))
        case Not():
            return _turned(parts[0])
        case Named():
            return parts[0]
        case BlankCountsAs(answer=True):
            return Pair(z3.Not(parts[0].not_met), parts[0].not_met)
        case BlankCountsAs():
            return Pair(parts[0].met, z3.Not(parts[0].met))
    raise TypeError(f"no formula for {type(node).__name__}")


def _all(parts: list[Pair]) -> Pair:
    return Pair(z3.And([part.met for part in parts]), z3.Or([part.not_met for part in parts]))


def _turned(pair: Pair) -> Pair:
    return Pair(pair.not_met, pair.met)


def _compared(value: z3.ArithRef, operator: Operator, limit: z3.ArithRef) -> z3.BoolRef:
    match operator:
        case Operator.AT_LEAST:
            return value >= limit
        case Operator.ABOVE:
            return value > limit
        case Operator.AT_MOST:
            return value <= limit
        case Operator.BELOW:
            return value < limit
