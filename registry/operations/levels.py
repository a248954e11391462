"""The levels of the spine that an operation reaches, from the skull to the pelvis, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from registry.instruments.translate import _

ILIAC = "iliac"


@dataclass(frozen=True)
class Part:
    """A part of the spine with its levels from above."""

    code: str
    title: str
    levels: tuple[str, ...]


def _numbered(letter: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(first, last + 1))


PARTS: tuple[Part, ...] = (
    Part("cervical", _("Neck"), _numbered("C", 0, 7)),  # C0 is the occiput
    Part("thoracic", _("Thoracic spine"), _numbered("T", 1, 12)),
    Part("lumbar", _("Lumbar spine"), _numbered("L", 1, 5)),
    Part("sacral", _("Sacrum and pelvis"), (*_numbered("S", 1, 5), ILIAC)),
)
LEVELS: tuple[str, ...] = tuple(level for part in PARTS for level in part.levels)
PLACE = {level: place for place, level in enumerate(LEVELS)}
NAMES: dict[str, str] = {ILIAC: _("iliac bone")}  # every other level is written as its code

LEVEL = re.compile(r"(?:(th|[ctls])\s*(\d{1,2})|(iliac|il))", re.IGNORECASE)
PIECE = re.compile(rf"\s*{LEVEL.pattern}\s*(?:[-–]\s*(?:{LEVEL.pattern}|(\d{{1,2}}))\s*)?", re.IGNORECASE)


def in_order(levels: Iterable[str]) -> list[str]:
    """Each once, from above."""
    return sorted(set(levels), key=PLACE.__getitem__)


def runs(levels: Iterable[str]) -> Iterator[tuple[str, str]]:
    """First and last of every unbroken run, from above."""
    ordered = in_order(levels)
    for _gap, run in groupby(enumerate(ordered), key=lambda one: PLACE[one[1]] - one[0]):
        reached = [level for _place, level in run]
        yield reached[0], reached[-1]


def written(levels: Iterable[str]) -> str:
    """ "L3–L5, S2": as levels are written in a record; the iliac bone by its code."""
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in runs(levels))


def read(text: str) -> list[str]:
    """The levels that were typed: "L3-L5", "l3-5, s1", "Th12 L1". ValueError names what is no level."""
    found: list[str] = []
    for piece in filter(str.strip, re.split(r"[,;+]|\s+(?![-–\d])(?<![-–]\s)", text)):
        match = PIECE.fullmatch(piece)
        if match is None:
            raise ValueError(piece.strip())
        found += _between(*_ends(match), piece.strip())
    return in_order(found)


def _ends(match: re.Match[str]) -> tuple[str, str]:
    letter, number, bone, last_letter, last_number, last_bone, same_letter = match.groups()
    first = _code(letter, number, bone)
    if same_letter:
        return first, _code(letter or "", same_letter, None)
    return first, _code(last_letter, last_number, last_bone) if last_letter or last_bone else first


def _code(letter: str | None, number: str | None, bone: str | None) -> str:
    return ILIAC if bone else f"{(letter or '')[:1].upper()}{int(number or 0)}"


def _between(first: str, last: str, typed: str) -> tuple[str, ...]:
    if first not in PLACE or last not in PLACE:
        raise ValueError(typed)
    ends = sorted((PLACE[first], PLACE[last]))
    return LEVELS[ends[0] : ends[1] + 1]
