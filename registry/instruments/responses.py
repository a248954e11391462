"""Items and the responses to them. A blank is None; 0 is an answer; anything else than a whole number is refused.

What is measured (seconds, per cent) may have decimals; its item says so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from registry.instruments.direction import Direction
from registry.instruments.translate import Message, _, say

Responses = Mapping[str, float | None]
LONGEST_ECHO = 40  # characters of a wrong value that a message repeats


class InvalidResponse(ValueError):
    """A response that is not one of the allowed values. `item` is its code, None where no single item is at fault."""

    def __init__(self, item: str | None, message: Message):
        self.item = item
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Item:
    """One question: a code, a name of our own, and the whole numbers it may be answered with, both ends included.

    `levels` are the allowed answers in words of our own, where no licensed wording is needed. An item that is
    `measured` in a `unit` takes any number between its ends.
    """

    code: str
    name: str
    lowest: int
    highest: int
    labelled: tuple[int, ...]  # the values a licensed wording must put into words
    optional: bool = False  # printed as a question one may leave out
    after_treatment: bool = False  # it asks about a treatment: no baseline can answer it
    direction: Direction = Direction.HIGHER_IS_WORSE  # what a higher answer says of the patient's health
    levels: tuple[str, ...] = ()
    measured: bool = False
    unit: str = ""

    @property
    def allowed(self) -> range:
        return range(self.lowest, self.highest + 1)

    def takes(self, found: object) -> bool:
        """Whether it is an allowed answer. True and "3" never are, 3.0 only where something is measured."""
        if type(found) is int:
            return self.lowest <= found <= self.highest
        return (
            self.measured
            and type(found) is float
            and math.isfinite(found)
            and self.lowest <= found <= self.highest
        )

    def check(self, found: object) -> float | None:
        """`found` if it is an allowed answer or None; else InvalidResponse."""
        if found is None or self.takes(found):
            return cast("float | None", found)
        raise InvalidResponse(
            self.code,
            say(
                _(
                    "{item}: found {found}; give a number from {lowest} to {highest}, or leave it blank (null) if it was not measured."
                )
                if self.measured
                else _(
                    "{item}: found {found}; give a whole number from {lowest} to {highest}, or leave it blank (null) if it was not answered."
                ),
                item=self.name,
                found=echo(found),
                lowest=self.lowest,
                highest=self.highest,
            ),
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """Checked responses in the order of the items."""

    values: tuple[float | None, ...]  # ints, but for items that are measured

    @property
    def given(self) -> tuple[float, ...]:
        return tuple(value for value in self.values if value is not None)

    @property
    def whole(self) -> tuple[int | None, ...]:
        """The values of an instrument that measures nothing: Item.check let whole numbers pass only."""
        return cast("tuple[int | None, ...]", self.values)

    @property
    def blank(self) -> int:
        return self.values.count(None)


def check_responses(items: tuple[Item, ...], responses: Responses) -> Answers:
    """The responses, checked one by one; an item that is absent is blank, an item that does not exist is refused."""
    unknown = sorted(str(code) for code in set(responses) - {item.code for item in items})
    if unknown:
        raise InvalidResponse(
            unknown[0],
            say(
                _("There is no item {found}; the items are {items}."),
                found=echo(unknown[0]),
                items=", ".join(item.code for item in items),
            ),
        )
    return Answers(tuple(item.check(responses.get(item.code)) for item in items))


def responses_in_order(items: tuple[Item, ...], values: Sequence[object]) -> dict[str, float | None]:
    """Checked responses from a list in the order of the items; a list of another length is refused."""
    if len(values) != len(items):
        raise InvalidResponse(
            None,
            say(
                _("Found {found} items; give {expected}, in the order {items}, with null for a blank."),
                found=len(values),
                expected=len(items),
                items=", ".join(item.code for item in items),
            ),
        )
    return {item.code: item.check(value) for item, value in zip(items, values, strict=True)}


def echo(found: object) -> str:
    """A wrong value as it was written, cut where it is long."""
    try:
        written = json.dumps(found)
    except (TypeError, ValueError):  # not of JSON, or an integer too long to print
        written = type(found).__name__
    return written if len(written) <= LONGEST_ECHO else written[:LONGEST_ECHO] + "…"
