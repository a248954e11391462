"""A simple drawing of the spine from the side, level by level: our own lines, no likeness of anybody's.

Each level is a strip of WIDTH by HEIGHT; set under one another the strips are the spine, front to the left.
"""

from __future__ import annotations

from math import pi, sin

from registry.operations.levels import ILIAC, LEVELS, PLACE

WIDTH, HEIGHT = 112, 28
GAP = 2.0  # half a disc
MIDDLE = 52.0
# Half the width of a vertebral body where a part of the spine begins, in units of the drawing
HALF_WIDTHS = (
    ("C0", 15.0),
    ("C1", 10.0),
    ("C7", 13.0),
    ("T12", 19.0),
    ("L5", 23.0),
    ("S1", 22.0),
    ("S5", 8.0),
)
SWING = 13.0


def path(level: str) -> str:
    """The outline of one level as an SVG path within its own strip."""
    if level == ILIAC:
        return "M22 4 Q56 -6 92 4 Q102 16 84 26 Q56 20 30 26 Q14 16 22 4 Z"
    if level == "C0":
        return "M28 25 Q22 3 52 3 Q88 3 84 20 Q74 27 62 25 Z"
    middle, half = _middle(level), _half_width(level)
    left, right, top, bottom = middle - half, middle + half, GAP, HEIGHT - GAP
    body = f"M{left:.1f} {top} H{right:.1f} Q{right - 2:.1f} {HEIGHT / 2} {right:.1f} {bottom} H{left:.1f}"
    return f"{body} Q{left + 2:.1f} {HEIGHT / 2} {left:.1f} {top} Z {_spine(level, right)}"


def _spine(level: str, right: float) -> str:
    """The process at the back; the sacrum has hardly any, and the first neck vertebra none."""
    if level[0] == "S" or level == "C1":
        return ""
    long, drop = (20.0, 9.0) if level[0] == "T" else (16.0, 3.0)
    return f"M{right:.1f} 10 L{right + long:.1f} {12 + drop:.1f} L{right + long - 2:.1f} {17 + drop:.1f} L{right:.1f} 17 Z"


def _middle(level: str) -> float:
    """The curves of the spine: neck and low back forward, chest and sacrum backward."""
    return MIDDLE - SWING * sin(2 * pi * (PLACE[level] - 1) / (len(LEVELS) - 8) - pi / 6)


def _half_width(level: str) -> float:
    place = PLACE[level]
    known = [(PLACE[name], width) for name, width in HALF_WIDTHS]
    first = max(one for one in known if one[0] <= place)
    later = min((one for one in known if one[0] > place), default=first)
    if first == later:
        return first[1]
    return first[1] + (later[1] - first[1]) * (place - first[0]) / (later[0] - first[0])
