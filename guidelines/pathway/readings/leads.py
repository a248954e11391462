"""What leads from one action to the next, read from the trees: the edges of the map.

From action A a lead goes to action B
- `opens`: B applies by the very criterion of A, which stands at an earlier stage; or B's condition names A, present or
  with a verdict; or B's condition waits for a fact that records what came of A (outcomes.py): a part of it asks about
  that fact alone, does not hold while it is blank, and holds once A has come out in some way;
- `clears`: a row of B is not cleared until such a fact is recorded, and names it as missing;
- `holds`: a row of B is held while A, an urgent alarm, is present;
- `shuts`: B's condition holds only while A does not apply.

A lead never goes back to an earlier stage: the map is read downwards. What B must be free of leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.building import known_true
from guidelines.pathway.criteria import ALWAYS, All, Any, BlankCountsAs, Criterion, Named, Not, Value
from guidelines.pathway.outcomes import OUTCOMES
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.closure import criteria_of, facts_of
from guidelines.pathway.readings.verdict import reader
from guidelines.pathway.recommendations import Action, Stage, Verdict
from guidelines.pathway.thresholds import DEFAULT

STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}
Came = Mapping[str, tuple[Value, ...]]  # what may come of an action: fact to values, none meaning any
Names = Mapping[int, str]  # a named criterion, by its identity, to the action it stands for


class Kind(StrEnum):
    OPENS = "opens"
    CLEARS = "clears"
    HOLDS = "holds"
    SHUTS = "shuts"


@dataclass(frozen=True)
class Lead:
    """From one action to another. `criterion` is the part of the target's rule that justifies it, as the target asks it."""

    source: str
    target: str
    kind: Kind
    criterion: Criterion


def leads(pathway: Sequence[Action]) -> tuple[Lead, ...]:
    """Every lead between two actions, in clinical order of source and target; one for each pair and kind."""
    named = names_of(pathway)
    first: dict[tuple[str, str, Kind], Lead] = {}
    for source in pathway:
        for target in pathway:
            if source is not target and STAGE_ORDER[source.stage] <= STAGE_ORDER[target.stage]:
                borrowed = any(applies_as(target, other) for other in pathway)
                for kind, criterion in _between(source, target, named, borrowed):
                    lead = Lead(source.code, target.code, kind, criterion)
                    first.setdefault((lead.source, lead.target, kind), lead)
    return tuple(first.values())


def names_of(pathway: Sequence[Action]) -> Names:
    """The named criteria that stand for an action: that it is present, or present with a verdict."""
    stands_for = {
        meant: action.code
        for action in pathway
        for meant in (action.present, *(action.told(case.verdict) for case in action.cases))
    }
    asked = (criterion for action in pathway for criterion in criteria_of(action))
    nodes = {id(node): node for criterion in asked for node in criterion.walk() if isinstance(node, Named)}
    return {key: stands_for[node.criterion] for key, node in nodes.items() if node.criterion in stands_for}


def _between(
    source: Action, target: Action, named: Names, borrowed: bool
) -> Iterator[tuple[Kind, Criterion]]:
    """`borrowed`: the target has its whole condition from an action before it, whose leads are not told twice."""
    came = OUTCOMES.get(source.code, {})
    yield from _held(source, target, named)
    yield from _named(source, target, named)
    if applies_as(target, source):
        yield Kind.OPENS, target.when
    if not borrowed:
        yield from ((Kind.OPENS, question) for question in waits(target, came, named))
    yield from _needs(target, came)


def applies_as(target: Action, source: Action) -> bool:
    """Whether the target applies by the very criterion of an action at an earlier stage."""
    later = STAGE_ORDER[source.stage] < STAGE_ORDER[target.stage]
    return later and _bare(source.when) == _bare(target.when)


def _bare(criterion: Criterion) -> Criterion:
    """The criterion without what a blank counts as."""
    return criterion.criterion if isinstance(criterion, BlankCountsAs) else criterion


def _held(source: Action, target: Action, named: Names) -> Iterator[tuple[Kind, Criterion]]:
    """An urgent alarm holds every row that is marked so and reads it."""
    for case in target.cases:
        if case.held and source.is_urgent:
            nodes = case.when.walk()
            yield from ((Kind.HOLDS, node) for node in nodes if named.get(id(node)) == source.code)


def _named(source: Action, target: Action, named: Names) -> Iterator[tuple[Kind, Criterion]]:
    """Where the target's condition names the source: what must be so opens, what must not be so shuts."""
    for node, positive in _asked(target.when, True, named):
        if named.get(id(node)) == source.code:
            yield (Kind.OPENS, node) if positive else (Kind.SHUTS, Not(node))


def _asked(criterion: Criterion, positive: bool, named: Names) -> Iterator[tuple[Criterion, bool]]:
    """Every node of a condition and whether it must be met; what an action's name stands for is that action's own."""
    yield criterion, positive
    if id(criterion) not in named:
        for part in criterion.parts:
            yield from _asked(part, positive is not isinstance(criterion, Not), named)


def waits(target: Action, came: Came, named: Names) -> list[Criterion]:
    """The questions in the target's condition that wait for what may come of an action, those that must hold before
    those that are one way among several."""
    found = _waiting(target.when, True, False, came, named)
    return [question for question, _one_way in sorted(found, key=lambda each: each[1])]


def _waiting(
    node: Criterion, positive: bool, one_way: bool, came: Came, named: Names
) -> Iterator[tuple[Criterion, bool]]:
    read = facts_of(node)
    if not came.keys() & set(read) or _is_left(node, positive, named):
        return
    if len(read) == 1:
        question = node if positive else Not(node)
        if waits_for(question, read[0], came[read[0]]):
            yield question, one_way
        return
    among = isinstance(node, Any if positive else All)
    if among and any(
        _holds_blank(part, positive) for part in node.parts if came.keys() & set(facts_of(part))
    ):
        return
    for part in node.parts:
        yield from _waiting(part, positive is not isinstance(node, Not), one_way or among, came, named)


def _is_left(node: Criterion, positive: bool, named: Names) -> bool:
    """A name for another action has leads of its own; what must not be so leads nowhere."""
    return isinstance(node, Named) and (not positive or id(node) in named)


def _holds_blank(node: Criterion, positive: bool) -> bool:
    """Whether the node is as it must be while nothing is recorded."""
    return reader(node)(dict.fromkeys(facts_of(node)), DEFAULT.values, {}) is positive


def waits_for(question: Criterion, fact: str, values: tuple[Value, ...] = ()) -> bool:
    """Whether a question about one fact does not hold while the fact is blank, and holds with one of these values."""
    read = reader(question)
    possible = values or cells_of((question,), DEFAULT.values)[fact].values
    return read({fact: None}, DEFAULT.values, {}) is not True and any(
        read({fact: value}, DEFAULT.values, {}) is True for value in possible
    )


def _needs(target: Action, came: Came) -> Iterator[tuple[Kind, Criterion]]:
    """What a row that is not cleared waits for, turned round into what clears it."""
    for case in target.cases:
        if case.verdict is Verdict.NOT_CLEARED and case.when != ALWAYS:
            needs = (need for need in case.needs if need.fact in came)
            yield from ((Kind.CLEARS, Not(known_true(need.when))) for need in needs)
