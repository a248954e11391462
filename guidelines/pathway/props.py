"""What stands about a figure, placed by its joints: chair, wall, band, weight, step, bed; and the arrow of what moves."""

from __future__ import annotations

from collections.abc import Callable

from guidelines.pathway.figure import (
    FLOOR,
    SIDE,
    Joints,
    Point,
    Pose,
    Stroke,
    body,
    box,
    circle,
    joints,
    path,
)

EDGE = 4.0  # what is kept free at the sides


def drawing(pose: Pose) -> tuple[Stroke, ...]:
    """Everything of one moment, what lies behind first."""
    at = joints(pose)
    behind = [stroke for name in pose.props for stroke in PROPS[name](at)]
    arrow = (_arrow(at, *pose.arrow),) if pose.arrow else ()
    return (Stroke("soft", path((Point(EDGE, FLOOR), Point(SIDE - EDGE, FLOOR)))), *behind, *body(at), *arrow)


def _chair(at: Joints) -> list[Stroke]:
    """Under the hip, its back behind."""
    seat, back, front = at.hip.y + 3, at.hip.x - 9, at.hip.x + 12
    legs = f"M{back:.1f} {seat - 26:.1f}V{FLOOR}M{front:.1f} {seat:.1f}V{FLOOR}"
    return [Stroke("prop", path((Point(back, seat), Point(front, seat)))), Stroke("prop", legs)]


def _chair_behind(at: Joints) -> list[Stroke]:
    """Behind one who stands, to sit down on."""
    seat, back, front = FLOOR - 25, at.ankle.x - 26, at.ankle.x - 5
    legs = f"M{back:.1f} {seat - 24:.1f}V{FLOOR}M{front:.1f} {seat:.1f}V{FLOOR}"
    return [Stroke("prop", path((Point(back, seat), Point(front, seat)))), Stroke("prop", legs)]


def _support(at: Joints) -> list[Stroke]:
    """A table or worktop under the hand."""
    top = at.hand.y + 2
    right = min(at.hand.x + 16, SIDE - EDGE)
    return [
        Stroke("prop", path((Point(at.hand.x - 4, top), Point(right, top)))),
        Stroke("prop", path((Point(right - 3, top), Point(right - 3, FLOOR)))),
    ]


def _wall_front(at: Joints) -> list[Stroke]:
    x = max(at.hand.x, at.toe.x) + 2
    return [Stroke("prop", path((Point(x, 10), Point(x, FLOOR))))]


def _wall_back(at: Joints) -> list[Stroke]:
    x = min(at.hip.x, at.shoulder.x, at.head.x - 6) - 3
    return [Stroke("prop", path((Point(x, 10), Point(x, FLOOR))))]


def _band(at: Joints) -> list[Stroke]:
    """From the hand to a fixed point in front."""
    end = Point(SIDE - EDGE - 2, at.hand.y)
    return [Stroke("soft", path((at.hand, end))), Stroke("prop", f"M{end.x} {end.y - 9:.1f}v18")]


def _weight(at: Joints) -> list[Stroke]:
    return [Stroke("prop", circle(at.hand, 4))]


def _bar(at: Joints) -> list[Stroke]:
    return [Stroke("prop", circle(at.hand, 8)), Stroke("prop", circle(at.hand, 2))]


def _box(at: Joints) -> list[Stroke]:
    return [Stroke("prop", box(at.hand.x - 4, at.hand.y - 4, at.hand.x + 9, at.hand.y + 8))]


def _step(at: Joints) -> list[Stroke]:
    """Under the near foot."""
    return [Stroke("prop", box(at.ankle.x - 5, at.ankle.y + 1, at.ankle.x + 17, FLOOR))]


def _stairs(at: Joints) -> list[Stroke]:
    x, y = at.ankle.x - 5, at.ankle.y + 1
    rise = FLOOR - y
    return [Stroke("prop", f"M{x:.1f} {FLOOR}V{y:.1f}h18v{-rise:.1f}h18")]


def _mat(_at: Joints) -> list[Stroke]:
    return [Stroke("prop", box(EDGE + 2, FLOOR, SIDE - EDGE - 2, FLOOR + 4))]


def _bed(at: Joints) -> list[Stroke]:
    top = at.hip.y + 3
    legs = f"M14 {top + 8:.1f}V{FLOOR}M106 {top + 8:.1f}V{FLOOR}"
    return [Stroke("prop", box(EDGE + 2, top, SIDE - EDGE - 2, top + 8)), Stroke("prop", legs)]


def _pillow(at: Joints) -> list[Stroke]:
    """Under the belly of one who lies face down."""
    middle = (at.hip.x + at.shoulder.x) / 2
    return [Stroke("prop", box(middle - 10, at.hip.y + 1, middle + 10, at.hip.y + 5))]


def _stick(at: Joints) -> list[Stroke]:
    """Along the back, from the seat to the head."""
    top, low = at.head.moved(-8, 0), at.hip.moved(-6, 2)
    return [Stroke("prop", path((low, top)))]


def _companion(at: Joints) -> list[Stroke]:
    """Somebody who walks along, a step behind."""
    beside = joints(Pose(leg=(285, 265), far_leg=(255, 250), arm=(300, 330), x=at.hip.x - 32))
    return [Stroke("far", stroke.d) for stroke in body(beside)]


def _stick_walk(at: Joints) -> list[Stroke]:
    return [Stroke("prop", path((at.hand, Point(at.hand.x + 3, FLOOR))))]


def _footprints(*places: tuple[float, float]) -> Callable[[Joints], list[Stroke]]:
    """Soles seen from above, in the upper right corner: (x, y) of each heel."""

    def soles(_at: Joints) -> list[Stroke]:
        return [Stroke("sole", f"M{x} {y}q-1-5 0-9 3-4 6 0 1 4 0 9-3 3-6 0Z") for x, y in places]

    return soles


PROPS: dict[str, Callable[[Joints], list[Stroke]]] = {
    "chair": _chair,
    "chair_behind": _chair_behind,
    "support": _support,
    "wall_front": _wall_front,
    "wall_back": _wall_back,
    "band": _band,
    "weight": _weight,
    "bar": _bar,
    "box": _box,
    "step": _step,
    "stairs": _stairs,
    "mat": _mat,
    "bed": _bed,
    "pillow": _pillow,
    "stick": _stick,
    "companion": _companion,
    "walking_stick": _stick_walk,
    "feet_together": _footprints((96, 26), (104, 26)),
    "feet_semi_tandem": _footprints((96, 30), (104, 22)),
    "feet_tandem": _footprints((100, 20), (100, 34)),
    "foot_alone": _footprints((100, 26)),
}
TURNED = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1)}


def _arrow(at: Joints, part: str, way: str) -> Stroke:
    """Beside the part that moves, the way it moves; kept inside the drawing."""
    spot: Point = getattr(at, part)
    dx, dy = TURNED[way]
    aside = Point(spot.x + dx * 11 + abs(dy) * 13, spot.y + dy * 11 - abs(dx) * 10)
    x, y = min(max(aside.x, 14), SIDE - 14), min(max(aside.y, 14), SIDE - 20)
    shaft = f"M{x - dx * 7:.1f} {y - dy * 7:.1f}L{x + dx * 7:.1f} {y + dy * 7:.1f}"
    tip = f"m{-4 * dx - 4 * dy:.0f} {-4 * dy - 4 * dx:.0f}l{4 * dx + 4 * dy:.0f} {4 * dy + 4 * dx:.0f}"
    other = f"l{-4 * dx + 4 * dy:.0f} {-4 * dy + 4 * dx:.0f}"
    return Stroke("arrow", shaft + tip + other)
