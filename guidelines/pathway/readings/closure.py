"""What a rule reads: the facts and thresholds that stand anywhere in its tree."""

from __future__ import annotations

from collections.abc import Iterable

from guidelines.pathway.criteria import Compare, Criterion, Leaf, Limit
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.recommendations import Action

POSITION = {name: place for place, name in enumerate(FACTS)}


def in_contract_order(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(facts), key=POSITION.__getitem__))


@kept
def leaves_of(criterion: Criterion) -> tuple[Leaf, ...]:
    """Every question about a fact in the criterion, repeats included."""
    return tuple(node for node in criterion.walk() if isinstance(node, Leaf))


@kept
def facts_of(criterion: Criterion) -> tuple[str, ...]:
    """The facts the criterion reads, in contract order."""
    return in_contract_order(leaf.fact for leaf in leaves_of(criterion))


def limits_of(criteria: Iterable[Criterion]) -> tuple[tuple[str, str], ...]:
    """Each (fact, threshold) pair that is compared somewhere in the criteria."""
    compared = (leaf for criterion in criteria for leaf in leaves_of(criterion) if isinstance(leaf, Compare))
    return tuple(
        dict.fromkeys((leaf.fact, leaf.limit.name) for leaf in compared if isinstance(leaf.limit, Limit))
    )


def criteria_of(action: Action) -> tuple[Criterion, ...]:
    """Everything an action's verdict rests on: when it is present, and each of its cases."""
    return (action.when, *(case.when for case in action.cases))


def closure(action: Action) -> tuple[str, ...]:
    """The facts that can change an action's verdict, in contract order."""
    return in_contract_order(fact for criterion in criteria_of(action) for fact in facts_of(criterion))
