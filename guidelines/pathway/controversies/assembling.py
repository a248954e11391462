"""Puts the cards together and refuses those that do not fit each other or the actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guidelines.pathway.controversy import CARDS_IN, Controversy, ControversyError
from guidelines.pathway.recommendations import Action

CATALOGUE = tuple(f"C{number:02}" for number in range(1, 33))


def assembled(cards: Iterable[Controversy], actions: Iterable[Action]) -> dict[str, Controversy]:
    """The cards by id. Raises ControversyError, naming the card, where, and what to do."""
    found: dict[str, Controversy] = {}
    for card in cards:
        if card.id in found:
            raise ControversyError(
                f"Controversy card {card.id!r} ({CARDS_IN}) stands twice: give the second its own id."
            )
        found[card.id] = card
    for fault in (*_catalogue_faults(found), *_action_faults(found, tuple(actions))):
        raise ControversyError(f"{fault}.")
    return found


def _catalogue_faults(cards: Mapping[str, Controversy]) -> Iterator[str]:
    carried: dict[str, str] = {}
    for card in cards.values():
        for number in card.catalogue:
            if number not in CATALOGUE:
                yield (
                    f"Controversy card {card.id!r} ({CARDS_IN}): {number} is no contradiction of the catalogue: it holds C01 to C32"
                )
            if number in carried:
                yield f"Controversy card {card.id!r} ({CARDS_IN}): {number} is carried by {carried[number]!r} too: leave it to one"
            carried[number] = card.id


def _action_faults(cards: Mapping[str, Controversy], actions: tuple[Action, ...]) -> Iterator[str]:
    codes = {action.code for action in actions}
    for card in cards.values():
        for code in card.touches:
            if code not in codes:
                yield f"Controversy card {card.id!r} ({CARDS_IN}): touches {code!r}, which is no action: correct the code or take it out"
    for action in actions:
        if action.controversy and action.controversy not in cards:
            yield f"Action {action.code!r}: names the controversy {action.controversy!r}, which has no card: write one"
        elif action.controversy and action.code not in cards[action.controversy].touches:
            yield f"Controversy card {action.controversy!r} ({CARDS_IN}): is named by {action.code!r}: add it to what the card touches"


def beside(action: Action, cards: Mapping[str, Controversy]) -> tuple[Controversy, ...]:
    """The cards that touch an action, the one its rule names first."""
    touching = [card for card in cards.values() if action.code in card.touches]
    return tuple(sorted(touching, key=lambda card: card.id != action.controversy))
