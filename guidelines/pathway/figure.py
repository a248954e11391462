"""A person of few strokes: the angles of the limbs in, paths to draw out. Every exercise is drawn with it.

Angles are in degrees, 0 to the right (where the figure looks), 90 up, 270 down. The drawing is 120 units square.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

SIDE = 120.0
FLOOR = 112.0
TRUNK, NECK, HEAD, UPPER_ARM, FOREARM, THIGH, SHIN, FOOT = 30.0, 9.0, 6.0, 14.0, 13.0, 22.0, 22.0, 7.0

Limb = tuple[float, float]  # the angle of its upper part, the angle of its lower part
DOWN: Limb = (270.0, 270.0)


class Point(NamedTuple):
    x: float
    y: float

    def beyond(self, angle: float, length: float) -> Point:
        return Point(self.x + length * cos(radians(angle)), self.y - length * sin(radians(angle)))

    def moved(self, dx: float, dy: float) -> Point:
        return Point(self.x + dx, self.y + dy)


@dataclass(frozen=True, kw_only=True)
class Pose:
    """One moment of an exercise. The figure stands on its lowest point, `lift` above the floor.

    `far` limbs are those on the other side of the body, where they are held otherwise than the near ones.
    `props` name what stands about (guidelines/pathway/props.py); `arrow` says what moves where.
    """

    trunk: float = 90.0
    leg: Limb = DOWN
    far_leg: Limb | None = None
    arm: Limb = DOWN
    far_arm: Limb | None = None
    head: float | None = None
    feet: float = 0.0
    x: float | None = None
    lift: float = 0.0
    props: tuple[str, ...] = ()
    arrow: tuple[str, str] | None = None


@dataclass(frozen=True)
class Joints:
    """Where everything is; the limbs as three points each, from the body outward."""

    hip: Point
    shoulder: Point
    head: Point
    leg: tuple[Point, Point, Point]
    far_leg: tuple[Point, Point, Point]
    arm: tuple[Point, Point, Point]
    far_arm: tuple[Point, Point, Point]
    toe: Point
    far_toe: Point

    @property
    def points(self) -> tuple[Point, ...]:
        return (
            self.hip,
            self.shoulder,
            *self.leg,
            *self.far_leg,
            *self.arm,
            *self.far_arm,
            self.toe,
            self.far_toe,
        )

    @property
    def hand(self) -> Point:
        return self.arm[2]

    @property
    def knee(self) -> Point:
        return self.leg[1]

    @property
    def ankle(self) -> Point:
        return self.leg[2]


@dataclass(frozen=True)
class Stroke:
    """A path, and what it is: body, far, prop, soft or arrow."""

    kind: str
    d: str


def joints(pose: Pose) -> Joints:
    """The figure in its place: on the floor or above it, in the middle unless the pose says where."""
    loose = _jointed(pose, Point(0.0, 0.0))
    spots = [*loose.points, loose.head.moved(0, HEAD)]
    left, right = min(loose.head.x - HEAD, *(spot.x for spot in spots)), max(spot.x for spot in spots)
    x = SIDE / 2 - (left + right) / 2 if pose.x is None else pose.x
    return _jointed(pose, Point(x, FLOOR - pose.lift - max(spot.y for spot in spots)))


def _jointed(pose: Pose, hip: Point) -> Joints:
    shoulder = hip.beyond(pose.trunk, TRUNK)
    leg, far_leg = _limb(hip, pose.leg, THIGH, SHIN), _limb(hip, pose.far_leg or pose.leg, THIGH, SHIN)
    return Joints(
        hip=hip,
        shoulder=shoulder,
        head=shoulder.beyond(pose.trunk if pose.head is None else pose.head, NECK),
        leg=leg,
        far_leg=far_leg,
        arm=_limb(shoulder, pose.arm, UPPER_ARM, FOREARM),
        far_arm=_limb(shoulder, pose.far_arm or pose.arm, UPPER_ARM, FOREARM),
        toe=leg[2].beyond(pose.feet, FOOT),
        far_toe=far_leg[2].beyond(pose.feet, FOOT),
    )


def _limb(root: Point, angles: Limb, upper: float, lower: float) -> tuple[Point, Point, Point]:
    middle = root.beyond(angles[0], upper)
    return root, middle, middle.beyond(angles[1], lower)


def body(at: Joints) -> tuple[Stroke, ...]:
    """The figure itself, what is far first."""
    return (
        Stroke("far", path((*at.far_leg, at.far_toe))),
        Stroke("far", path(at.far_arm)),
        Stroke("body", path((at.hip, at.shoulder))),
        Stroke("body", path((*at.leg, at.toe))),
        Stroke("body", circle(at.head, HEAD)),
        Stroke("body", path(at.arm)),
    )


def path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{number(point.x)} {number(point.y)}" for point in points)


def circle(middle: Point, radius: float) -> str:
    r = number(radius)
    return f"M{number(middle.x - radius)} {number(middle.y)}a{r} {r} 0 1 0 {number(2 * radius)} 0a{r} {r} 0 1 0 {number(-2 * radius)} 0Z"


def box(left: float, top: float, right: float, bottom: float) -> str:
    return f"M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}Z"


def number(value: float) -> str:
    return (
        f"{value:.1f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(value) < 0.05
        else f"{value:.1f}".rstrip("0").rstrip(".")
    )
