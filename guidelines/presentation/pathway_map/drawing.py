"""The map as templates/guidelines/_map.html draws it: every box, way and text with its place, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.pathway.criteria import Criterion
from guidelines.pathway.readings.leads import Kind, Lead
from guidelines.pathway.readings.pathway_map import Frame, PathwayMap, pathway_map
from guidelines.pathway.recommendations import STAGE_LABELS, Action
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.presentation.guideline import action_url
from guidelines.presentation.pathway_map.kinds import Sort, sort_of
from guidelines.presentation.pathway_map.layout import Layout, Rect, Texts, layout
from guidelines.presentation.pathway_map.shapes import outline
from guidelines.presentation.pathway_map.sheet import Sizes
from guidelines.presentation.pathway_map.words import label_lines, reason, wrapped

ICON = 14
CORNER = 9
FOOT = 13  # from the bottom of a box to the base line of its last text
LETTER = 7.4  # the width of a letter of 14 px, on the safe side
WIDE = Sizes(columns=5, box_width=208)
NARROW = Sizes(columns=2, box_width=152, step=6)


@dataclass(frozen=True)
class TextLine:
    """A line of text on its base line; `icon_y` and `beside` place an icon before it."""

    x: int
    y: int
    text: str

    @property
    def icon_y(self) -> int:
        return self.y - ICON + 2

    @property
    def beside(self) -> int:
        return self.x + ICON + 5


@dataclass(frozen=True)
class State:
    """How an action stands for one patient: `code` is present, held, off (switched off for everybody) or absent."""

    code: str
    verdict: str = ""
    label: str = ""
    icon: str = ""
    said: str = ""


@dataclass(frozen=True)
class Box:
    """An action's box; `held`: it may be held back by an urgent alarm."""

    code: str
    url: str
    title: str
    sort: Sort
    rect: Rect
    outline: str
    head: TextLine
    lines: tuple[TextLine, ...]
    held: bool
    state: State | None = None

    @property
    def said(self) -> str:
        """The box as a screen reader names it: what is seen in it first."""
        state = self.state.said if self.state else ""
        held = _("may be held back by an urgent alarm") if self.held and not self.state else ""
        return "; ".join(filter(None, [f"{_(self.sort.label)}: {self.title}", held, state]))

    @property
    def foot(self) -> TextLine:
        """Where the verdict stands, in the spare line at the bottom."""
        said = self.state.label if self.state else ""
        return TextLine(self.head.x, self.rect.y + self.rect.height - FOOT, said)

    @property
    def held_x(self) -> int:
        return self.rect.x + self.rect.width - ICON - 2 * CORNER


@dataclass(frozen=True)
class Area:
    """A stage's band or a frame around actions that share a criterion, with its heading."""

    code: str
    rect: Rect
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class Path:
    """A way: its line, the head that points at its target, and its label where there is room for one."""

    source: str
    target: str
    kind: str
    criterion: Criterion = field(compare=False)  # told by the line and its label; a tree is slow to compare
    line: str
    head: str
    bar: str
    mark: tuple[int, int] | None
    label: tuple[TextLine, ...]
    lit: bool = False


@dataclass(frozen=True)
class Drawing:
    """One drawing of the map: `shape` is wide or narrow."""

    shape: str
    width: int
    height: int
    bands: tuple[Area, ...]
    frames: tuple[Area, ...]
    paths: tuple[Path, ...]
    boxes: tuple[Box, ...]


def drawings(
    pathway: tuple[Action, ...], thresholds: Thresholds = DEFAULT, spare: int = 0
) -> tuple[Drawing, ...]:
    """The map wide and narrow, of which a page shows the one that fits; `spare` lines are left in each box."""
    return _drawings(pathway, thresholds, spare, get_language() or "en")


@lru_cache(maxsize=64)
def _drawings(
    pathway: tuple[Action, ...], thresholds: Thresholds, spare: int, _language: str
) -> tuple[Drawing, ...]:
    found = pathway_map(pathway)
    return tuple(
        _Drawer(found, thresholds, spare, sizes).drawing(shape)
        for shape, sizes in (("wide", WIDE), ("narrow", NARROW))
    )


class _Drawer:
    def __init__(self, found: PathwayMap, thresholds: Thresholds, spare: int, sizes: Sizes) -> None:
        self.map, self.sizes, self.spare = found, sizes, spare
        self.actions = {action.code: action for action in found.actions}
        self.frames = [block.frame for band in found.bands for block in band.blocks if block.frame]
        self.reasons = {way: self._reason(way, thresholds) for way in found.ways}
        self.labels = self._labels()
        self.ports = {way: self._port(way) for way in found.ways}
        self.titles = {band.stage.value: self._wrapped(_(STAGE_LABELS[band.stage])) for band in found.bands}
        self.headings = {frame.code: self._wrapped(_heading(frame)) for frame in self.frames}
        self.boxes = {code: self._wrapped(_(action.title)) for code, action in self.actions.items()}
        self.layout = self._layout()

    def _wrapped(self, text: str) -> tuple[str, ...]:
        return wrapped(text, int((self.sizes.box_width - 2 * self.sizes.pad) / LETTER), most=6)

    def _reason(self, way: Lead, thresholds: Thresholds) -> str:
        return reason(way, self.actions[way.source], self.actions.get(way.target), thresholds)

    def _labels(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """Target to its labels, each with its lines; ways that say the same share one."""
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for target in dict.fromkeys(way.target for way in self.map.ways):
            said = dict.fromkeys(self.reasons[way] for way in self.map.ways if way.target == target)
            room = self.sizes.box_width - self.sizes.pad - (len(said) + 1) * self.sizes.port
            lines = [(text, label_lines(text, int(room / LETTER))) for text in said if text]
            found[target] = [(text, wraps) for text, wraps in lines if wraps]
        return {target: labels for target, labels in found.items() if labels}

    def _port(self, way: Lead) -> int:
        """Ways without a label end after those that have one."""
        said = [text for text, _lines in self.labels.get(way.target, ())]
        return said.index(self.reasons[way]) if self.reasons[way] in said else len(said)

    def _layout(self) -> Layout:
        texts = Texts(
            titles={code: len(lines) for code, lines in self.titles.items()},
            headings={code: len(lines) for code, lines in self.headings.items()},
            boxes={code: len(lines) + 1 + self.spare for code, lines in self.boxes.items()},
            labels={
                target: [len(lines) for _text, lines in labels] for target, labels in self.labels.items()
            },
        )
        ways = [(way.source, way.target, self.ports[way]) for way in self.map.ways]
        return layout(self.map, ways, texts, self.sizes)

    def drawing(self, shape: str) -> Drawing:
        laid = self.layout
        return Drawing(
            shape=shape,
            width=laid.width,
            height=laid.height,
            bands=tuple(
                self._area(code, laid.bands[code], laid.titles[code], self.titles[code])
                for code in laid.bands
            ),
            frames=tuple(
                self._area(code, laid.frames[code], laid.headings[code], self.headings[code])
                for code in laid.frames
            ),
            paths=tuple(
                self._path(way, points) for way, points in zip(self.map.ways, laid.ways, strict=True)
            ),
            boxes=tuple(map(self._box, self.map.actions)),
        )

    def _area(self, code: str, rect: Rect, text: Rect, lines: Sequence[str]) -> Area:
        return Area(code, rect, self._lines(text, lines))

    def _lines(self, rect: Rect, lines: Sequence[str], skip: int = 0) -> tuple[TextLine, ...]:
        """Each line on its base line."""
        base = rect.y + self.sizes.line * skip + self.sizes.line - 5
        return tuple(
            TextLine(rect.x, base + number * self.sizes.line, text) for number, text in enumerate(lines)
        )

    def _box(self, action: Action) -> Box:
        rect, pad = self.layout.boxes[action.code], self.sizes.pad
        sort = sort_of(action.code)
        inside = Rect(rect.x + pad, rect.y + pad, rect.width - 2 * pad, rect.height - 2 * pad)
        return Box(
            code=action.code,
            url=action_url(action.code),
            title=_(action.title),
            sort=sort,
            rect=rect,
            outline=outline(sort, rect),
            head=self._lines(inside, [_(sort.label)])[0],
            lines=self._lines(inside, self.boxes[action.code], skip=1),
            held=action.code in self.map.held_by,
        )

    def _path(self, way: Lead, points: Sequence[tuple[int, int]]) -> Path:
        x, y = points[-1]
        place = self.ports[way]
        labels = self.labels.get(way.target, [])
        ends_here = [
            other for other in self.map.ways if (other.target, self.ports[other]) == (way.target, place)
        ]
        first = ends_here[0] == way  # ways that say the same share their end and its label
        lines = self._label(way, place) if place < len(labels) and first else ()
        return Path(
            source=way.source,
            target=way.target,
            kind=way.kind.value,
            criterion=way.criterion,
            line="M" + " L".join(f"{x},{y}" for x, y in points),
            head="" if way.kind is Kind.SHUTS else f"{x - 5},{y - 7} {x + 5},{y - 7} {x},{y}",
            bar=f"M{x - 6},{y - 3} H{x + 6}",
            mark=(x, lines[0].y - 5) if lines else None,
            label=lines,
        )

    def _label(self, way: Lead, place: int) -> tuple[TextLine, ...]:
        return self._lines(self.layout.labels[way.target][place], self.labels[way.target][place][1])


def _heading(frame: Frame) -> str:
    return _("All of these need: %(criterion)s") % {"criterion": _(frame.criterion.label)}
