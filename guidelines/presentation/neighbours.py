"""What leads to an action and on from it: its surroundings on the map."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.readings.leads import Kind
from guidelines.pathway.readings.pathway_map import pathway_map
from guidelines.pathway.recommendations import Action
from guidelines.pathway.rulebook import PATHWAY
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.guideline import action_url
from guidelines.presentation.pathway_map.words import reason


@dataclass(frozen=True)
class Neighbour:
    """Another action, and under what criterion the way between them is open ("" where presence is enough)."""

    title: str
    url: str
    because: str


@dataclass(frozen=True)
class Neighbours:
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    held_by: tuple[Neighbour, ...]


def neighbours(action: Action) -> Neighbours:
    """Read from every lead there is, those the drawing leaves out included."""
    found = pathway_map(PATHWAY)
    actions = {each.code: each for each in found.actions}
    onward = [lead for lead in found.leads if lead.kind in (Kind.OPENS, Kind.CLEARS)]

    def neighbour(code: str, because: str = "") -> Neighbour:
        return Neighbour(_(actions[code].title), action_url(code), because)

    return Neighbours(
        before=tuple(
            neighbour(lead.source, reason(lead, actions[lead.source], action, DEFAULT))
            for lead in onward
            if lead.target == action.code
        ),
        after=tuple(
            neighbour(lead.target, reason(lead, action, actions[lead.target], DEFAULT))
            for lead in onward
            if lead.source == action.code
        ),
        held_by=tuple(neighbour(code) for code in found.held_by.get(action.code, ())),
    )
