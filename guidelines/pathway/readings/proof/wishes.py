"""What one would like to see in a patient the solver finds: few facts, numbers a clinic knows, thresholds as they are.

A solver's patient is any patient. Wishes are granted one after the other as long as the patient stays possible; of
each group the first that can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import z3

from guidelines.pathway.facts import Kind
from guidelines.pathway.readings.proof.symbols import FactSymbol, Symbols, number
from guidelines.pathway.thresholds import DEFAULT

Group = Sequence[z3.BoolRef]

# Numbers a clinic knows, by unit; of a count none.
USUAL: dict[str, tuple[float, ...]] = {
    "years": (75, 60, 45, 30),
    "0-100": (80, 60, 30, 0, 100),
    "weeks": (8, 2, 30, 60, 0),
    "days": (14, 2, 30),
    "s": (11, 13, 17, 25, 2),
    "SD": (-2.7, -3.2, -1),
    "": (0, 1, 2, 3),
}
USUAL_CHOICE = {"fracture_cause": "osteoporotic", "trauma_energy": "low"}


def granted(solver: z3.Solver, wishes: Iterable[Group]) -> z3.ModelRef:
    """A model in which as many wishes as can be, taken in order, are true. The solver must have found one already."""
    model = solver.model()
    for group in wishes:
        model = _grant(solver, group, model)
    return model


def _grant(solver: z3.Solver, group: Group, model: z3.ModelRef) -> z3.ModelRef:
    for wish in group:
        if z3.is_true(model.eval(wish, model_completion=True)):
            solver.add(wish)
            return model
        solver.push()
        solver.add(wish)
        if solver.check() == z3.sat:
            return solver.model()
        solver.pop()
    return model


def usual_limits(symbols: Symbols) -> Iterator[Group]:
    """Each threshold as the pathway has it, or else at an end of its bounds."""
    for threshold in DEFAULT:
        symbol = symbols.limits[threshold.name]
        likes = [symbol == number(value) for value in (threshold.value, threshold.low, threshold.high)]
        yield likes if threshold.whole else [*likes, z3.IsInt(symbol)]


def ends(symbols: Symbols, names: Iterable[str]) -> Iterator[Group]:
    """Each threshold at an end of its bounds."""
    for threshold in map(DEFAULT.named, names):
        symbol = symbols.limits[threshold.name]
        yield (symbol == number(threshold.high), symbol == number(threshold.low))


def blanks(symbols: Symbols, facts: Iterable[str]) -> Iterator[Group]:
    """Each fact not recorded."""
    for name in facts:
        yield (z3.Not(symbols.facts[name].known),)


def agreements(one: Symbols, other: Symbols, facts: Iterable[str]) -> Iterator[Group]:
    """Each fact the same in two patients, so that what differs is what matters."""
    for name in facts:
        mine, theirs = one.facts[name], other.facts[name]
        yield (z3.And(mine.known == theirs.known, mine.is_as(theirs)),)


def extremes(symbols: Symbols, facts: Iterable[str]) -> Iterator[Group]:
    """Each number at an end of its range, as far from every threshold as can be."""
    for name in facts:
        symbol = symbols.facts[name]
        if symbol.fact.low is not None and symbol.fact.high is not None:
            yield (symbol.value == number(symbol.fact.low), symbol.value == number(symbol.fact.high))


def usual_values(symbols: Symbols, facts: Iterable[str]) -> Iterator[Group]:
    """Each fact with a value a clinic knows."""
    yield from chain.from_iterable(_usual(symbols.facts[name]) for name in facts)


def _usual(symbol: FactSymbol) -> Iterator[Group]:
    fact = symbol.fact
    match fact.kind:
        case Kind.BOOL:
            yield (z3.Not(symbol.value),)
        case Kind.SET:
            yield from ((z3.Not(member),) for member in symbol.value)
        case Kind.ENUM | Kind.TREATMENT:
            first = USUAL_CHOICE.get(fact.name, fact.values[0])
            yield [symbol.holds(value) for value in (first, *fact.values)]
        case _:
            yield _round_numbers(symbol)


def _round_numbers(symbol: FactSymbol) -> Group:
    likes = [symbol.value == number(like) for like in USUAL.get(symbol.fact.unit, ())]
    if symbol.fact.kind is Kind.FLOAT:
        likes += [z3.IsInt(symbol.value), z3.IsInt(10 * symbol.value)]
    return likes
