"""The actions of the guideline in clinical order, stage by stage. No patient in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.pathway.recommendations import (
    CERTAINTY_LABELS,
    STAGE_LABELS,
    STRENGTH_LABELS,
    Action,
    Stage,
    Verdict,
)
from guidelines.pathway.rulebook import PATHWAY
from guidelines.presentation.evidence import certainty_tag


@dataclass(frozen=True)
class ActionLine:
    """One action in a list: what it is, what it may be told to be, and how sure that is."""

    code: str
    title: str
    url: str
    verdicts: tuple[str, ...]
    certainty: str
    certainty_label: str
    strength: str
    controversy: str | None


@dataclass(frozen=True)
class StageWords:
    """A stage of the pathway with its actions."""

    code: str
    title: str
    actions: tuple[ActionLine, ...]


def stages(pathway: Iterable[Action] = PATHWAY) -> list[StageWords]:
    """The stages in clinical order; an action stands in the stage its rule names, in the order of the pathway."""
    order = list(Stage)
    ordered = sorted(pathway, key=lambda action: order.index(action.stage))
    return [
        StageWords(stage.value, _(STAGE_LABELS[stage]), tuple(map(_line, actions)))
        for stage, actions in groupby(ordered, key=lambda action: action.stage)
    ]


def action_url(code: str) -> str:
    return reverse("guideline-action", args=[code])


def verdicts_of(action: Action) -> tuple[Verdict, ...]:
    """What the action may be told to be, in the order its cases are read."""
    return tuple(dict.fromkeys(case.verdict for case in action.cases))


def _line(action: Action) -> ActionLine:
    return ActionLine(
        code=action.code,
        title=_(action.title),
        url=action_url(action.code),
        verdicts=tuple(verdict.value for verdict in verdicts_of(action)),
        certainty=certainty_tag(action),
        certainty_label=_(CERTAINTY_LABELS[action.certainty]),
        strength=_(STRENGTH_LABELS[action.strength]),
        controversy=action.controversy,
    )
