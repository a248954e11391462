"""The blank facts that could still settle a criterion, as criteria: what readings/deciding.py finds by search.

No search is needed for a criterion that reads each fact once and in which a blank is never taken for an answer, unless
that answer would have settled the whole. Then a blank decides exactly when every part on the way from it to the whole
is not known: a part that is known stays so whatever is filled in, and where none is, the other parts can be filled so
that they let this one through. Any other criterion is refused: a list that is nearly right is not exported.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import blank, not_known
from guidelines.pathway.criteria import (
    All,
    Any,
    BlankCountsAs,
    Compare,
    Criterion,
    Leaf,
    Limit,
    Named,
    Not,
    Recorded,
    RuleError,
)
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.cells import Cells
from guidelines.pathway.readings.closure import POSITION, leaves_of
from guidelines.pathway.thresholds import DEFAULT

Way = tuple[str, tuple[Criterion, ...]]  # a fact, and the parts between it and the whole


def unsettled(criterion: Criterion) -> tuple[tuple[Criterion, str], ...]:
    """For each fact, in contract order, when it could still settle `criterion`. Raises RuleError where no such
    criterion would be exact."""
    facts = [leaf.fact for leaf in leaves_of(criterion)]
    if len(set(facts)) != len(facts):
        raise _refused("it reads a fact twice")
    found = dict(_ways(criterion, (), frozenset({True, False})))
    return tuple(
        (All((*(not_known(part) for part in found[fact]), blank(fact))), fact)
        for fact in sorted(found, key=POSITION.__getitem__)
    )


def _ways(node: Criterion, above: tuple[Criterion, ...], settling: frozenset[bool]) -> Iterator[Way]:
    """`settling` are the answers of this part that would settle the whole."""
    match node:
        case Named(criterion=inner):
            yield from _ways(inner, (*above, node), settling)
        case All() | Any():
            own = above if above and above[-1].parts == (node,) else (*above, node)
            for part in node.parts:
                yield from _ways(part, own, settling & {isinstance(node, Any)})
        case Not(criterion=inner):
            yield from _ways(inner, above, frozenset(not answer for answer in settling))
        case BlankCountsAs(answer=answer, criterion=inner) if answer in settling and _plain(inner):
            return  # the whole is not known, so this part did not settle it: it is known, and stays so
        case Leaf() if not isinstance(node, Recorded) and _goes_both_ways(node):
            yield node.fact, above
        case _:
            raise _refused(f"of its part {type(node).__name__}")


def _plain(criterion: Criterion) -> bool:
    """Whether what is known of it stays known when more is recorded."""
    return not any(isinstance(node, (BlankCountsAs, Recorded)) for node in criterion.walk())


def _goes_both_ways(leaf: Leaf) -> bool:
    """Whether some value meets it and some does not, with its threshold at either end of what is allowed."""
    if isinstance(leaf, Compare) and isinstance(leaf.limit, Limit):
        threshold = DEFAULT.named(leaf.limit.name)
        ends = [{threshold.name: threshold.low}, {threshold.name: threshold.high}]
    else:
        ends = [{}]
    return all(len(Cells(FACTS[leaf.fact], [leaf], limits).values) == 2 for limits in ends)


def _refused(why: str) -> RuleError:
    return RuleError(f"which blanks could settle a criterion cannot be exported exactly, because {why}")
