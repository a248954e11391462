"""What the pages of the controversies show. No patient in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.controversy import KIND_LABELS, Controversy, Kind
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.statements import STATEMENTS
from guidelines.presentation.controversy import controversy_words
from guidelines.presentation.evidence import Said


@dataclass(frozen=True)
class ActionLink:
    title: str
    url: str


@dataclass(frozen=True)
class ControversyLine:
    """One controversy in the list."""

    id: str
    url: str
    question: str
    catalogue: str
    touches: tuple[ActionLink, ...]
    positions: int
    newest: str


@dataclass(frozen=True)
class KindGroup:
    """The controversies of one kind."""

    code: str
    title: str
    lines: tuple[ControversyLine, ...]


def kinds(cards: Iterable[Controversy] = CONTROVERSIES.values()) -> list[KindGroup]:
    """Every controversy, by kind, in the order of the cards."""
    held = tuple(cards)
    found = ((kind, tuple(_line(card) for card in held if card.kind is kind)) for kind in Kind)
    return [KindGroup(kind.value, _(KIND_LABELS[kind]), lines) for kind, lines in found if lines]


def controversy_url(code: str) -> str:
    return reverse("guideline-controversy", args=[code])


def controversy_page(card: Controversy) -> dict[str, Any]:
    """What templates/guidelines/controversy_detail.html draws."""
    return {
        "controversy": controversy_words(card.id),
        "line": _line(card),
        "kind": _(KIND_LABELS[card.kind]),
        "statements": tuple(
            Said(code, _(STATEMENTS[code].says), STATEMENTS[code].figures) for code in card.statements
        ),
    }


def _line(card: Controversy) -> ControversyLine:
    return ControversyLine(
        id=card.id,
        url=controversy_url(card.id),
        question=_(card.question),
        catalogue=", ".join(card.catalogue),
        touches=tuple(_link(code) for code in card.touches),
        positions=len(card.positions),
        newest=str(card.newest) if card.newest else _("undated"),
    )


def _link(code: str) -> ActionLink:
    return ActionLink(_(ACTIONS[code].title), reverse("guideline-action", args=[code]))
