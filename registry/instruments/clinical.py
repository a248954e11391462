"""What the scores and classifications have in common that a clinician enters: every answer in words of our own."""

from __future__ import annotations

from registry.instruments.direction import Direction
from registry.instruments.instrument import NotScorable
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say

YES_NO = (_("No"), _("Yes"))  # 0 and 1
EVERY_ITEM = _("Every item is needed; nothing stands in for a blank one, and there is no partial score.")
FREE = _("A published score or classification: its facts are free to use. The words are our own.")


def choice(code: str, name: str, *levels: str, first: int = 0, better: bool = False) -> Item:
    """An item answered with one of `levels`, numbered from `first`."""
    numbers = tuple(range(first, first + len(levels)))
    direction = Direction.HIGHER_IS_BETTER if better else Direction.HIGHER_IS_WORSE
    return Item(code, name, numbers[0], numbers[-1], labelled=numbers, direction=direction, levels=levels)


def yes_no(code: str, name: str, *, better: bool = False) -> Item:
    """0 is no, 1 is yes."""
    return choice(code, name, *YES_NO, better=better)


def incomplete(rule: str, answers: Answers) -> NotScorable:
    reason = say(
        _("{blank} of {total} items are blank; the score needs all."),
        blank=answers.blank,
        total=len(answers.values),
    )
    return NotScorable(reason, len(answers.given), rule)
