"""The map in words: the steps in clinical order, and under each what leads on from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.pathway.readings.pathway_map import Block, PathwayMap, pathway_map
from guidelines.pathway.recommendations import STAGE_LABELS, Action
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.presentation.guideline import action_url
from guidelines.presentation.pathway_map.words import leads_to, listed, reason


@dataclass(frozen=True)
class StepText:
    """One action: where its page is, what leads on from it, and what may hold it back."""

    code: str
    title: str
    url: str
    onward: tuple[str, ...]
    held: str


@dataclass(frozen=True)
class GroupText:
    """Actions under one criterion, or under none ("")."""

    criterion: str
    steps: tuple[StepText, ...]


@dataclass(frozen=True)
class StageText:
    title: str
    groups: tuple[GroupText, ...]


def map_text(pathway: tuple[Action, ...], thresholds: Thresholds = DEFAULT) -> tuple[StageText, ...]:
    """The whole map in words, stage by stage."""
    return _map_text(pathway, thresholds, get_language() or "en")


@lru_cache(maxsize=64)
def _map_text(pathway: tuple[Action, ...], thresholds: Thresholds, _language: str) -> tuple[StageText, ...]:
    found = pathway_map(pathway)
    teller = _Teller(found, thresholds)
    return tuple(
        StageText(_(STAGE_LABELS[band.stage]), tuple(map(teller.group, band.blocks))) for band in found.bands
    )


class _Teller:
    def __init__(self, found: PathwayMap, thresholds: Thresholds) -> None:
        self.map, self.thresholds = found, thresholds
        self.actions = {action.code: action for action in found.actions}
        blocks = (block for band in found.bands for block in band.blocks)
        frames = {block.frame.code: _(block.frame.criterion.label) for block in blocks if block.frame}
        self.titles: Mapping[str, str] = {
            **{code: _(action.title) for code, action in self.actions.items()},
            **{
                code: _("everything under “%(criterion)s”") % {"criterion": label}
                for code, label in frames.items()
            },
        }

    def group(self, block: Block) -> GroupText:
        criterion = _(block.frame.criterion.label) if block.frame else ""
        return GroupText(criterion, tuple(map(self.step, block.actions)))

    def step(self, action: Action) -> StepText:
        held = [self.titles[code] for code in self.map.held_by.get(action.code, ())]
        return StepText(
            action.code,
            self.titles[action.code],
            action_url(action.code),
            tuple(self.onward(action)),
            listed(held),
        )

    def onward(self, action: Action) -> Iterator[str]:
        for way in self.map.ways:
            if way.source == action.code:
                because = reason(way, action, self.actions.get(way.target), self.thresholds)
                yield leads_to(way, self.titles[way.target], because)
