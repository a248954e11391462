"""The map in numbers: a rectangle for every box, band and frame, a line of points for every way, a place for each text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guidelines.pathway.readings.pathway_map import PathwayMap
from guidelines.presentation.pathway_map.routing import Route, Span, lanes, routes, tracks
from guidelines.presentation.pathway_map.sheet import Sheet, Sizes, sheet


@dataclass(frozen=True)
class Rect:
    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: Rect) -> bool:
        apart = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (apart or self.y + self.height <= other.y or other.y + other.height <= self.y)


@dataclass(frozen=True)
class Texts:
    """How many lines each text takes: titles by stage, headings by frame, boxes by action, labels by target and port."""

    titles: Mapping[str, int]
    headings: Mapping[str, int]
    boxes: Mapping[str, int]
    labels: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Layout:
    """`labels`: target to the rectangle of each of its labels; `ways` stand in the order they were asked for."""

    width: int
    height: int
    bands: Mapping[str, Rect]
    frames: Mapping[str, Rect]
    titles: Mapping[str, Rect]
    headings: Mapping[str, Rect]
    boxes: Mapping[str, Rect]
    labels: Mapping[str, Sequence[Rect]]
    ways: Sequence[Sequence[tuple[int, int]]]


def layout(pathway: PathwayMap, ways: Sequence[tuple[str, str, int]], texts: Texts, sizes: Sizes) -> Layout:
    """`ways`: (source, target, port); a port is the place of a label, or one after the last for ways without one."""
    return _Drawing(sheet(pathway, sizes.columns), ways, texts, sizes).layout()


class _Drawing:
    """Works the numbers out once: gutters first, then channels, then heights."""

    def __init__(
        self, sheet: Sheet, ways: Sequence[tuple[str, str, int]], texts: Texts, sizes: Sizes
    ) -> None:
        self.sheet, self.texts, self.sizes = sheet, texts, sizes
        self.routes = routes(ways, sheet)
        self.lanes = lanes(self.routes)
        self.gutters = [self._gutter_width(gutter) for gutter in range(sizes.columns + 1)]
        self.width = sum(self.gutters) + sizes.columns * sizes.box_width
        self.tracks = tracks(self._spans())
        self.tops = self._tops()

    def _gutter_width(self, gutter: int) -> int:
        used = max(self.lanes.get(gutter, {}).values(), default=-1) + 1
        return 2 * self.sizes.pad + used * self.sizes.step

    def x(self, column: int) -> int:
        return sum(self.gutters[: column + 1]) + column * self.sizes.box_width

    def lane_x(self, gutter: int, trunk: Hashable) -> int:
        start = (
            self.x(gutter) - self.gutters[gutter]
            if gutter < self.sizes.columns
            else self.width - self.gutters[-1]
        )
        return start + self.sizes.pad + self.sizes.step // 2 + self.lanes[gutter][trunk] * self.sizes.step

    def port_x(self, target: str, port: int) -> int:
        return self.x(self.sheet.columns[target]) + self.sizes.pad + port * self.sizes.port

    def exit_x(self, source: str) -> int:
        return self.x(self.sheet.columns[source]) + self.sizes.box_width // 2

    def _legs(self, route: Route) -> list[tuple[int, Hashable, int, int]]:
        """(channel, whose track, from x, to x): one leg within a channel, two where a gutter lies between."""
        start, end = self.exit_x(route.source), self.port_x(route.target, route.port)
        if route.gutter is None:
            return [(route.leaves, route.trunk, start, end)]
        lane = self.lane_x(route.gutter, route.trunk)
        into = (route.target, route.port)
        return [(route.leaves, route.trunk, start, lane), (route.enters, into, lane, end)]

    def _spans(self) -> dict[int, list[Span]]:
        spans: dict[int, list[Span]] = {}
        for route in self.routes:
            for channel, whose, start, end in self._legs(route):
                spans.setdefault(channel, []).append((whose, start, end))
        return spans

    def _tops(self) -> list[int]:
        tops = [0]
        for index in range(len(self.sheet.strips)):
            tops.append(tops[-1] + self._height(index))
        return tops

    def _height(self, index: int) -> int:
        strip, sizes = self.sheet.strips[index], self.sizes
        match strip.kind:
            case "title":
                return sizes.text_height(self.texts.titles[strip.ids[0]])
            case "heading":
                return sizes.text_height(self.texts.headings[strip.ids[0]])
            case "channel":
                used = max(self.tracks.get(index, {}).values(), default=-1) + 1
                return sizes.pad + used * sizes.step
            case "open":
                return self._label_height(strip.ids) + sizes.pad // 2
            case "boxes":
                return self._label_height(strip.ids) + self._box_height(strip.ids)
            case _:
                return sizes.pad

    def _label_height(self, ids: Sequence[str]) -> int:
        """The strip above boxes in which the labels of their ways stand."""
        used = max((sum(self.texts.labels.get(code, ())) for code in ids), default=0)
        ends = any(route.target in ids for route in self.routes)
        return used * self.sizes.line + (self.sizes.pad if used or ends else 0)

    def _box_height(self, ids: Sequence[str]) -> int:
        return self.sizes.text_height(max(self.texts.boxes[code] for code in ids))

    def track_y(self, channel: int, whose: Hashable) -> int:
        return (
            self.tops[channel]
            + (self.sizes.pad + self.sizes.step) // 2
            + self.tracks[channel][whose] * self.sizes.step
        )

    def layout(self) -> Layout:
        boxes = self._boxes()
        frames = self._frames()
        tops = {code: rect.y for code, rect in (*boxes.items(), *frames.items())}
        bottoms = {code: rect.y + rect.height for code, rect in boxes.items()}
        return Layout(
            width=self.width,
            height=self.tops[-1],
            bands=self._bands(),
            frames=frames,
            titles=self._texts("title", self.texts.titles),
            headings=self._texts("heading", self.texts.headings),
            boxes=boxes,
            labels={code: self._labels(code, tops[code]) for code in self.texts.labels},
            ways=[self._points(route, bottoms, tops) for route in self.routes],
        )

    def _boxes(self) -> dict[str, Rect]:
        found: dict[str, Rect] = {}
        for index, strip in enumerate(self.sheet.strips):
            if strip.kind == "boxes":
                top, height = self.tops[index] + self._label_height(strip.ids), self._box_height(strip.ids)
                for column, code in enumerate(strip.ids):
                    found[code] = Rect(self.x(column), top, self.sizes.box_width, height)
        return found

    def _frames(self) -> dict[str, Rect]:
        ends = {s.ids[0]: self.tops[i + 1] for i, s in enumerate(self.sheet.strips) if s.kind == "close"}
        return {
            strip.ids[0]: self._across(self.tops[index] + self._label_height(strip.ids), ends[strip.ids[0]])
            for index, strip in enumerate(self.sheet.strips)
            if strip.kind == "open"
        }

    def _bands(self) -> dict[str, Rect]:
        starts = [i for i, strip in enumerate(self.sheet.strips) if strip.kind == "title"]
        ends = [*starts[1:], len(self.sheet.strips)]
        return {
            self.sheet.strips[start].ids[0]: Rect(
                0, self.tops[start], self.width, self.tops[end] - self.tops[start]
            )
            for start, end in zip(starts, ends, strict=True)
        }

    def _across(self, top: int, bottom: int) -> Rect:
        inset = self.sizes.pad // 2
        return Rect(inset, top, self.width - 2 * inset, bottom - top)

    def _texts(self, kind: str, lines: Mapping[str, int]) -> dict[str, Rect]:
        found = ((i, strip.ids[0]) for i, strip in enumerate(self.sheet.strips) if strip.kind == kind)
        return {
            code: Rect(
                self.x(0), self.tops[i] + self.sizes.pad, self.sizes.box_width, lines[code] * self.sizes.line
            )
            for i, code in found
        }

    def _labels(self, target: str, top: int) -> list[Rect]:
        """From the lowest upwards they stand right of every end at the target."""
        lines = self.texts.labels[target]
        left = self.port_x(target, 0) + self._ends(target) * self.sizes.port
        right = self.x(self.sheet.columns[target]) + self.sizes.box_width
        y = top - self.sizes.pad - sum(lines) * self.sizes.line
        found: list[Rect] = []
        for count in lines:
            found.append(Rect(left, y, right - left, count * self.sizes.line))
            y += count * self.sizes.line
        return found

    def _ends(self, target: str) -> int:
        return max(route.port for route in self.routes if route.target == target) + 1

    def _points(
        self, route: Route, bottoms: Mapping[str, int], tops: Mapping[str, int]
    ) -> list[tuple[int, int]]:
        points = [(self.exit_x(route.source), bottoms[route.source])]
        for channel, whose, _start, end in self._legs(route):
            y = self.track_y(channel, whose)
            points += [(points[-1][0], y), (end, y)]
        points.append((points[-1][0], tops[route.target]))
        return [points[0], *(here for before, here in pairwise(points) if here != before)]
