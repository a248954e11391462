"""Short ways to build criteria, so that a rule reads like the sentence it comes from."""

from __future__ import annotations

from guidelines.pathway.criteria import (
    All,
    BlankCountsAs,
    Compare,
    Criterion,
    Leaf,
    Limit,
    Meets,
    Not,
    OneOf,
    Operator,
    Recorded,
    Value,
)
from guidelines.pathway.facts import FACTS


def is_true(fact: str) -> OneOf:
    return OneOf(fact, (True,))


def is_in(fact: str, *values: Value) -> OneOf:
    return OneOf(fact, values)


def at_least(fact: str, limit: float | Limit) -> Compare:
    return Compare(fact, Operator.AT_LEAST, limit)


def above(fact: str, limit: float | Limit) -> Compare:
    return Compare(fact, Operator.ABOVE, limit)


def at_most(fact: str, limit: float | Limit) -> Compare:
    return Compare(fact, Operator.AT_MOST, limit)


def below(fact: str, limit: float | Limit) -> Compare:
    return Compare(fact, Operator.BELOW, limit)


def meets(fact: str, *values: Value) -> Meets:
    return Meets(fact, frozenset(values))


def not_empty(fact: str) -> Meets:
    return Meets(fact, frozenset(FACTS[fact].values))


def always_known(criterion: Criterion) -> bool:
    """Whether no blank can leave it not known."""
    if isinstance(criterion, (Recorded, BlankCountsAs)):
        return True
    if isinstance(criterion, Leaf):
        return FACTS[criterion.fact].required
    return all(always_known(part) for part in criterion.parts)


def known_true(criterion: Criterion) -> Criterion:
    """Met only when it is known to be met: blank counts as no."""
    return criterion if always_known(criterion) else BlankCountsAs(False, criterion)


def not_false(criterion: Criterion) -> Criterion:
    """Met unless it is known not to be: blank counts as yes."""
    return criterion if always_known(criterion) else BlankCountsAs(True, criterion)


def not_true(criterion: Criterion) -> Not:
    """Met unless it is known to be met: blank counts as no, then turned round."""
    return Not(known_true(criterion))


def blank(fact: str) -> Not:
    return Not(Recorded(fact))


def not_known(criterion: Criterion) -> All:
    """Met when the criterion is neither met nor not met."""
    return All((not_false(criterion), not_true(criterion)))
