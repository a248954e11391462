"""A criterion as it would read if something else were recorded: a blank filled, or a number moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any as Anything

from guidelines.pathway.criteria import ALWAYS, All, Any, BlankCountsAs, Compare, Criterion, Leaf, Named, Not
from guidelines.pathway.readings.verdict import Limits, reader

NEVER = Any(())
Asked = Callable[[Leaf], Criterion]


@dataclass(frozen=True, slots=True)
class MovedCompare(Criterion):
    """A comparison asked of the number moved by so much, kept within the range of its fact."""

    compare: Compare
    by: float


def with_recorded(criterion: Criterion, recording: Mapping[str, Anything], limits: Limits) -> Criterion:
    """The criterion with these facts recorded so: what is asked of them is answered, the rest stays asked."""

    def asked(leaf: Leaf) -> Criterion:
        if leaf.fact not in recording:
            return leaf
        met = reader(leaf)({leaf.fact: recording[leaf.fact]}, limits, {})
        return ALWAYS if met else NEVER

    return _with(criterion, asked)


def with_moved(criterion: Criterion, fact: str, by: float) -> Criterion:
    """The criterion with a recorded number moved."""

    def asked(leaf: Leaf) -> Criterion:
        return MovedCompare(leaf, by) if isinstance(leaf, Compare) and leaf.fact == fact else leaf

    return _with(criterion, asked)


def _with(criterion: Criterion, asked: Asked) -> Criterion:
    """The tree with its leaves replaced, and what that settles taken out: parts left alone are shared."""
    match criterion:
        case Leaf():
            return asked(criterion)
        case All():
            return _all(tuple(_with(part, asked) for part in criterion.parts))
        case Any():
            return _any(tuple(_with(part, asked) for part in criterion.parts))
        case Not():
            return _not(_with(criterion.criterion, asked))
        case BlankCountsAs():
            part = _with(criterion.criterion, asked)
            return part if part in (ALWAYS, NEVER) else BlankCountsAs(criterion.answer, part)
        case Named():
            return _with(criterion.criterion, asked)
    raise TypeError(f"nothing can be supposed of {type(criterion).__name__}")


def _all(parts: tuple[Criterion, ...]) -> Criterion:
    left = tuple(part for part in parts if part != ALWAYS)
    if NEVER in left:
        return NEVER
    return left[0] if len(left) == 1 else All(left)


def _any(parts: tuple[Criterion, ...]) -> Criterion:
    left = tuple(part for part in parts if part != NEVER)
    if ALWAYS in left:
        return ALWAYS
    return left[0] if len(left) == 1 else Any(left)


def _not(part: Criterion) -> Criterion:
    return {ALWAYS: NEVER, NEVER: ALWAYS}.get(part) or Not(part)
