"""Which recorded values stand at an edge, as definitions: the category again, with the value moved by its margin.

What functional_borderline.py asks of the table, asked of the rules: the same trees, with every comparison of one fact
reading the moved value.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import at_least
from guidelines.pathway.criteria import (
    All,
    Any,
    BlankCountsAs,
    Compare,
    Criterion,
    Named,
    Not,
    Recorded,
)
from guidelines.pathway.functional_borderline import FULL_TANDEM_S, MARGINS, RANGES
from guidelines.pathway.readings.exported.definitions import (
    Chosen,
    CompareMoved,
    Definition,
    Gathered,
    Moved,
    Same,
    Says,
    Value,
)

AS_IT_IS = "functional_category: by the table"

Rows = tuple[tuple[Criterion, Value], ...]  # each step's criterion, and the category it gives


def borderline_definitions(rows: Rows, step: str, hold: str) -> Iterator[Definition]:
    """The category as the table has it, the same with each value moved, and the facts for which these differ.

    `rows` are the steps after the physician's; `step` is the definition that names the step, `hold` the physician's.
    """
    yield Definition(AS_IT_IS, Chosen(rows, "none"))
    items = []
    for fact in MARGINS:
        ends = [_moved(fact, by) for by in (-MARGINS[fact], MARGINS[fact])]
        for moved in ends:
            yield moved
            yield Definition(_category(moved), Chosen(tuple(_with(rows, fact, moved.name)), "none"))
        differs = Any(tuple(~Same(AS_IT_IS, _category(moved)) for moved in ends))
        items.append((All((~Says(step, hold), Recorded(fact), *_doubtful(fact), differs)), fact))
    yield Definition("functional_category: borderline", Gathered(tuple(items)))


def _moved(fact: str, by: float) -> Definition:
    low, high = RANGES[fact]
    name = f"{fact}: {abs(by):g} {'less' if by < 0 else 'more'}"
    return Definition(name, Moved(fact, float(by), float(low if by < 0 else high)))


def _category(moved: Definition) -> str:
    return f"{AS_IT_IS}, {moved.name}"


def _doubtful(fact: str) -> tuple[Criterion, ...]:
    """A stance held to the end of the timing is beyond doubt."""
    return (~at_least(fact, FULL_TANDEM_S),) if fact == "tandem_s" else ()


def _with(rows: Rows, fact: str, moved: str) -> Iterator[tuple[Criterion, Value]]:
    for criterion, value in rows:
        yield supposing(criterion, fact, moved), _value_with(value, fact, moved)


def _value_with(value: Value, fact: str, moved: str) -> Value:
    return (
        Chosen(tuple(_with(value.rows, fact, moved)), value.otherwise) if isinstance(value, Chosen) else value
    )


def supposing(node: Criterion, fact: str, moved: str) -> Criterion:
    """The same criterion, its comparisons of `fact` reading the definition `moved`."""
    if not any(isinstance(each, Compare) and each.fact == fact for each in node.walk()):
        return node  # whether the fact is recorded does not change
    match node:
        case Compare(operator=operator, limit=limit):
            return CompareMoved(moved, operator, limit)
        case All(criteria=parts):
            return All(tuple(supposing(part, fact, moved) for part in parts))
        case Any(criteria=parts):
            return Any(tuple(supposing(part, fact, moved) for part in parts))
        case Not(criterion=part):
            return Not(supposing(part, fact, moved))
        case BlankCountsAs(answer=answer, criterion=part):
            return BlankCountsAs(answer, supposing(part, fact, moved))
        case Named(code=code, label=label, criterion=part):
            return Named(f"{code}, {moved}", label, supposing(part, fact, moved))
    raise TypeError(f"no way to suppose another value in {type(node).__name__}")
