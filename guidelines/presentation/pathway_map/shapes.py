"""The outline of each sort of box: colour is never the only sign."""

from __future__ import annotations

from guidelines.presentation.pathway_map.kinds import ALARM, IMAGING, Sort
from guidelines.presentation.pathway_map.layout import Rect

CUT = 9
ROUND = {"referral": 18, "drug": 9}


def outline(sort: Sort, rect: Rect) -> str:
    """The path of a box: cut corners for alarms, one cut corner for images, rounded for drugs and referrals."""
    left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    if sort is ALARM:
        return (
            f"M{left + CUT},{top} H{right - CUT} L{right},{top + CUT} V{bottom - CUT} L{right - CUT},{bottom} "
            f"H{left + CUT} L{left},{bottom - CUT} V{top + CUT} Z"
        )
    if sort is IMAGING:
        return f"M{left},{top} H{right - 2 * CUT} L{right},{top + 2 * CUT} V{bottom} H{left} Z"
    r = ROUND.get(sort.code, 3)
    return (
        f"M{left + r},{top} H{right - r} A{r},{r} 0 0 1 {right},{top + r} V{bottom - r} A{r},{r} 0 0 1 {right - r},{bottom} "
        f"H{left + r} A{r},{r} 0 0 1 {left},{bottom - r} V{top + r} A{r},{r} 0 0 1 {left + r},{top} Z"
    )
