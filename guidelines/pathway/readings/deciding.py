"""Which blank facts could still decide a criterion.

A blank fact decides when some value of it, with some values for the other blanks (or with them left blank), changes
the criterion's status. A fact whose branch is already decided cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Anything

from guidelines.pathway.criteria import All, Any, BlankCountsAs, Criterion, Leaf, Not, Recorded
from guidelines.pathway.readings.cells import cells_of
from guidelines.pathway.readings.closure import in_contract_order
from guidelines.pathway.readings.verdict import Limits, Record, Status, reader

Statuses = frozenset[Status]
Domains = dict[str, list[Anything]]


def deciding(criterion: Criterion, record: Record, limits: Limits) -> tuple[str, ...]:
    """The blank facts that could still decide the criterion for this patient, in contract order."""
    domains = _domains(criterion, record, limits)
    open_nodes = list(_open_nodes(criterion, record, limits, domains))
    candidates = in_contract_order(node.fact for node in open_nodes if isinstance(node, Leaf))
    if _each_decides_alone(open_nodes, record, limits, domains):
        return candidates
    searched = {fact: domains[fact] for fact in candidates}
    return tuple(fact for fact in candidates if _can_change(fact, criterion, record, limits, searched))


def _domains(criterion: Criterion, record: Record, limits: Limits) -> Domains:
    """The blank facts of the criterion, each with one value of every cell it can tell apart."""
    cells = cells_of((criterion,), limits)
    return {fact: list(found.values) for fact, found in cells.items() if record[fact] is None}


def _open_nodes(node: Criterion, record: Record, limits: Limits, domains: Domains) -> Iterator[Criterion]:
    """The nodes that may still come out in more than one way, and so may every node above them: no fact outside
    them can decide."""
    if len(_possible(node, record, limits, domains)) < 2:
        return
    yield node
    for part in node.parts:
        yield from _open_nodes(part, record, limits, domains)


def _possible(node: Criterion, record: Record, limits: Limits, domains: Domains) -> Statuses:
    """Every status the node might have once some blanks are filled; parts are taken as independent, so it may
    hold a status too many but never one too few."""
    if isinstance(node, Leaf):
        values = [record[node.fact], *domains.get(node.fact, ())]
        return frozenset(reader(node)({node.fact: value}, limits, {}) for value in values)
    parts = [_possible(part, record, limits, domains) for part in node.parts]
    return _combined(node, parts)


def _possible_all(parts: list[Statuses]) -> Statuses:
    found: set[Status] = set()
    if any(False in part for part in parts):
        found.add(False)
    if all(True in part for part in parts):
        found.add(True)
    if any(None in part for part in parts) and all(part - {False} for part in parts):
        found.add(None)
    return frozenset(found)


def _turned(statuses: Statuses) -> Statuses:
    return frozenset(None if status is None else not status for status in statuses)


def _combined(node: Criterion, parts: list[Statuses]) -> Statuses:
    match node:
        case All():
            return _possible_all(parts)
        case Any():
            return _turned(_possible_all([_turned(part) for part in parts]))
        case Not():
            return _turned(parts[0])
        case BlankCountsAs(answer=answer):
            return frozenset(answer if status is None else status for status in parts[0])
        case _:
            return parts[0]


def _each_decides_alone(
    open_nodes: list[Criterion], record: Record, limits: Limits, domains: Domains
) -> bool:
    """Whether every fact on an open branch decides, without a search: each is read once and can go both ways, and
    nothing on the way up turns a blank into an answer. Then all other branches can be steered to let it through."""
    leaves = [node for node in open_nodes if isinstance(node, Leaf)]
    once = len({leaf.fact for leaf in leaves}) == len(leaves)
    plain = not any(isinstance(node, (Recorded, BlankCountsAs)) for node in open_nodes)
    return once and plain and all(len(_possible(leaf, record, limits, domains)) == 3 for leaf in leaves)


def _can_change(fact: str, criterion: Criterion, record: Record, limits: Limits, domains: Domains) -> bool:
    """Whether some value of `fact` changes the status, for some filling of the other blanks in `domains`."""
    others = [other for other in domains if other != fact]
    return _search(fact, others, criterion, dict(record), limits, domains)


def _search(
    fact: str,
    others: list[str],
    criterion: Criterion,
    record: dict[str, Anything],
    limits: Limits,
    domains: Domains,
) -> bool:
    """Fills the other blanks one by one, leaving a branch as soon as `fact` cannot matter on it any more."""
    open_now = {name: domains[name] for name in (fact, *others)}
    nodes = _open_nodes(criterion, record, limits, open_now)
    if not any(isinstance(node, Leaf) and node.fact == fact for node in nodes):
        return False
    if not others:
        return _changes(fact, criterion, record, limits, domains[fact])
    other, *rest = others
    for value in (None, *domains[other]):
        record[other] = value
        if _search(fact, rest, criterion, record, limits, domains):
            return True
    record[other] = None
    return False


def _changes(
    fact: str, criterion: Criterion, record: dict[str, Anything], limits: Limits, values: list[Anything]
) -> bool:
    read = reader(criterion)
    before = read(record, limits, {})
    return any(read({**record, fact: value}, limits, {}) is not before for value in values)
