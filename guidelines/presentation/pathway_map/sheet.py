"""Where everything on the map stands, top to bottom: titles, channels for ways, rows of boxes. Numbers only, no words.

Boxes stand in columns with gutters between them; rows have channels above and below. Text stays within its column and
outside the channels, ways run only in channels and gutters: so nothing lies on anything by construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidelines.pathway.readings.pathway_map import Band, Block, PathwayMap


@dataclass(frozen=True)
class Sizes:
    """The measures of one drawing, in units of the drawing."""

    columns: int
    box_width: int
    line: int = 18  # a line of text
    pad: int = 8
    step: int = 8  # between two ways side by side
    port: int = 10  # between two ends at one box

    def text_height(self, lines: int) -> int:
        return lines * self.line + 2 * self.pad


@dataclass(frozen=True)
class Strip:
    """A horizontal strip of the sheet: `kind` is title, heading, channel, boxes, open or close (of a frame)."""

    kind: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The strips from top to bottom and where each thing stands among them."""

    strips: tuple[Strip, ...]
    columns: Mapping[str, int]  # action or frame to its column
    above: Mapping[str, int]  # … to the channel that leads into it
    below: Mapping[str, int]  # … to the channel that leads on from it


def sheet(pathway: PathwayMap, columns: int) -> Sheet:
    """The strips of a map in this many columns."""
    strips = [strip for band in pathway.bands for strip in _band(band, columns)]
    places: dict[str, int] = {}
    above: dict[str, int] = {}
    below: dict[str, int] = {}
    for index, strip in enumerate(strips):
        if strip.kind in {"boxes", "heading"}:
            for column, code in enumerate(strip.ids):
                places[code] = column
                above[code] = _next(strips, index, -1)
                below[code] = _next(strips, index, +1)
    return Sheet(tuple(strips), places, above, below)


def _next(strips: Sequence[Strip], index: int, step: int) -> int:
    """The nearest channel above (-1) or below (+1) a strip."""
    while strips[index].kind != "channel":
        index += step
    return index


def _band(band: Band, columns: int) -> Iterator[Strip]:
    yield Strip("title", (band.stage.value,))
    for block in band.blocks:
        yield from _block(block, columns)


def _block(block: Block, columns: int) -> Iterator[Strip]:
    yield Strip("channel")
    if block.frame:
        yield Strip("open", (block.frame.code,))
        yield Strip("heading", (block.frame.code,))
        yield Strip("channel")
    codes = [action.code for action in block.actions]
    for start in range(0, len(codes), columns):
        yield Strip("boxes", tuple(codes[start : start + columns]))
        yield Strip("channel")
    if block.frame:
        yield Strip("close", (block.frame.code,))
