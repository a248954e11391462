"""The map of the pathway as read from the rules: stages, the actions that share a criterion, and the ways between them.

Actions of one stage that all ask the same named criterion stand in a frame headed by it, and what leads to that
criterion leads to the frame. A way is left out of the drawing where a chain of ways that begins with the same question
tells it already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from guidelines.pathway.criteria import All, Criterion, Named
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.leads import STAGE_ORDER, Kind, Lead, leads, names_of
from guidelines.pathway.recommendations import Action, Stage

LEADS_ON = (Kind.OPENS, Kind.CLEARS)


@dataclass(frozen=True)
class Frame:
    """Actions of one stage that ask the same named criterion."""

    code: str
    criterion: Named
    members: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Actions drawn together: in a frame, or beside it (frame None)."""

    frame: Frame | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Band:
    """One stage with its blocks from top to bottom."""

    stage: Stage
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PathwayMap:
    """`leads` are all there are; `ways` those that are drawn, their target an action or a frame; `held_by` tells for
    an action the urgent alarms that hold it, or take it away, while they are present."""

    actions: tuple[Action, ...]
    bands: tuple[Band, ...]
    leads: tuple[Lead, ...]
    ways: tuple[Lead, ...]
    held_by: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def pathway_map(pathway: tuple[Action, ...]) -> PathwayMap:
    """The map of these actions; worked out once for a rule set."""
    ordered = tuple(sorted(pathway, key=lambda action: STAGE_ORDER[action.stage]))
    found = leads(ordered)
    bands = tuple(
        _band(stage, tuple(actions), pathway)
        for stage, actions in groupby(ordered, key=lambda action: action.stage)
    )
    frames = [block.frame for band in bands for block in band.blocks if block.frame]
    urgent = {action.code for action in ordered if action.is_urgent}
    return PathwayMap(ordered, bands, found, tuple(_ways(found, frames, urgent)), _held_by(found, urgent))


def _band(stage: Stage, actions: tuple[Action, ...], pathway: Sequence[Action]) -> Band:
    frame = _frame(stage, actions, pathway)
    if frame is None:
        return Band(stage, (Block(None, actions),))
    first = next(place for place, action in enumerate(actions) if action.code in frame.members)
    outside = [action for action in actions if action.code not in frame.members]
    blocks = (
        Block(None, tuple(outside[:first])),
        Block(frame, tuple(action for action in actions if action.code in frame.members)),
        Block(None, tuple(outside[first:])),
    )
    return Band(stage, tuple(block for block in blocks if block.actions))


def _frame(stage: Stage, actions: Iterable[Action], pathway: Sequence[Action]) -> Frame | None:
    """The frame around those actions that share a named criterion, the one most of them share."""
    named = names_of(pathway)
    asked = {
        action.code: {part for part in conjuncts(action.when) if isinstance(part, Named)}
        for action in actions
    }
    counted = Counter(part for parts in asked.values() for part in parts if id(part) not in named)
    for criterion, count in counted.most_common(1):
        if count > 1:
            members = tuple(code for code, parts in asked.items() if criterion in parts)
            return Frame(f"{stage.value}:{criterion.code}", criterion, members)
    return None


def conjuncts(criterion: Criterion) -> tuple[Criterion, ...]:
    """The parts that must all hold, or the criterion itself."""
    return criterion.parts if isinstance(criterion, All) else (criterion,)


def _held_by(found: Iterable[Lead], urgent: Collection[str]) -> dict[str, tuple[str, ...]]:
    """An action and the urgent alarms that hold it, or that it must be free of."""
    holding = [
        lead
        for lead in found
        if lead.kind is Kind.HOLDS or (lead.kind is Kind.SHUTS and lead.source in urgent)
    ]
    held = dict.fromkeys(lead.target for lead in holding)
    return {code: tuple(lead.source for lead in holding if lead.target == code) for code in held}


def _ways(found: Iterable[Lead], frames: Sequence[Frame], urgent: Collection[str]) -> Iterator[Lead]:
    """The ways that are drawn: led into frames, without what a longer chain tells; what is held has a mark instead."""
    drawn = dict.fromkeys(
        _into_frame(lead, frames) for lead in found if lead.kind in LEADS_ON or lead.source not in urgent
    )
    ways = [lead for lead in drawn if lead is not None]
    within = [(frame.code, member) for frame in frames for member in frame.members]
    onward: dict[str, list[str]] = {}
    for source, target in (*((way.source, way.target) for way in ways if way.kind in LEADS_ON), *within):
        onward.setdefault(source, []).append(target)
    yield from (way for way in ways if way.kind is not Kind.OPENS or not _by_a_chain(way, ways, onward))


def _into_frame(lead: Lead, frames: Iterable[Frame]) -> Lead | None:
    """The lead as it is drawn: to the frame where it answers the frame's criterion, not at all from within it."""
    for frame in frames:
        if lead.target in frame.members and lead.criterion in set(frame.criterion.walk()):
            inside = lead.source in frame.members
            return None if inside else Lead(lead.source, frame.code, lead.kind, lead.criterion)
    return lead


def _by_a_chain(way: Lead, ways: Iterable[Lead], onward: Mapping[str, Sequence[str]]) -> bool:
    """Whether a chain of steps reaches the target, the first of them by what the way itself asks about."""
    asked = facts_of(way.criterion)
    reached = [
        step.target
        for step in ways
        if step.source == way.source and step.target != way.target and facts_of(step.criterion) == asked
    ]
    seen: set[str] = {way.source}
    while reached:
        here = reached.pop()
        if here == way.target:
            return True
        if here not in seen:
            seen.add(here)
            reached.extend(onward.get(here, ()))
    return False
