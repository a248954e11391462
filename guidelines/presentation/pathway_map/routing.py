"""The ways between the boxes: each runs down from its source, along channels and one gutter, into the top of its target.

Ways from one source share a track and a lane; those of different sources never lie on each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidelines.presentation.pathway_map.sheet import Sheet


@dataclass(frozen=True)
class Route:
    """One way: `port` is the place of its end at the target, counted from the left; `gutter` None within one channel."""

    source: str
    target: str
    port: int
    leaves: int  # the channel below the source
    enters: int  # the channel above the target
    gutter: int | None

    @property
    def trunk(self) -> Hashable:
        return self.source


Span = tuple[Hashable, int, int]


def routes(ways: Sequence[tuple[str, str, int]], sheet: Sheet) -> list[Route]:
    """(source, target, port) to its route."""
    return [_route(source, target, port, sheet) for source, target, port in ways]


def _route(source: str, target: str, port: int, sheet: Sheet) -> Route:
    leaves, enters = sheet.below[source], sheet.above[target]
    gutter = None if leaves == enters else _gutter(sheet.columns[source], sheet.columns[target])
    return Route(source, target, port, leaves, enters, gutter)


def _gutter(source: int, target: int) -> int:
    """The gutter beside the target, on the side the way comes from; gutter n is left of column n."""
    return target + 1 if source > target else target


def lanes(found: Iterable[Route]) -> dict[int, dict[Hashable, int]]:
    """Gutter to source to the lane its ways take there."""
    spans: dict[int, list[Span]] = {}
    for route in found:
        if route.gutter is not None:
            low, high = sorted((route.leaves, route.enters))
            spans.setdefault(route.gutter, []).append((route.trunk, low, high))
    return {gutter: side_by_side(listed) for gutter, listed in spans.items()}


def tracks(spans: Mapping[int, Iterable[Span]]) -> dict[int, dict[Hashable, int]]:
    """Channel to whose track it is to the place of that track, from the top."""
    return {channel: side_by_side(listed) for channel, listed in spans.items()}


def side_by_side(spans: Iterable[Span]) -> dict[Hashable, int]:
    """A place for each name so that no two whose spans touch share one; spans of one name count as one."""
    whole: dict[Hashable, tuple[int, int]] = {}
    for name, start, end in spans:
        low, high = sorted((start, end))
        before = whole.get(name, (low, high))
        whole[name] = (min(low, before[0]), max(high, before[1]))
    taken: list[list[tuple[int, int]]] = []
    places: dict[Hashable, int] = {}
    for name, (low, high) in sorted(whole.items(), key=lambda item: item[1]):
        place = next(
            (at for at, used in enumerate(taken) if all(high < a or b < low for a, b in used)), len(taken)
        )
        if place == len(taken):
            taken.append([])
        taken[place].append((low, high))
        places[name] = place
    return places
