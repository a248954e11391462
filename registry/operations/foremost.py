"""Which one of several procedures an operation, or an episode, is counted under; written once, for every number and export.

The annual report tells decompression alone from fusion, and fusion without instruments from fusion with them
(registry/annual_report/populations.py): so whoever was also fused stands with the fused, and whoever got implants with
those who got implants. What is named exactly goes before "other".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

FOREMOST_FIRST = (
    "fusion_with_cage",
    "disc_prosthesis",
    "fusion_instrumented",
    "stabilisation",  # with implants: the report counts it with instrumented fusion
    "fusion_uninstrumented",
    "kyphoplasty",
    "vertebroplasty",
    "sacroplasty",
    "discectomy",
    "decompression",
    "other",
)
RANK = {kind: place for place, kind in enumerate(FOREMOST_FIRST)}


class Performed(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def performed_on(self) -> date: ...


AProcedure = TypeVar("AProcedure", bound=Performed)


def foremost(kinds: Iterable[str]) -> str:
    """Of the kinds of one operation; ValueError where there is none."""
    return min(kinds, key=RANK.__getitem__)


def latest(procedures: Iterable[AProcedure]) -> AProcedure | None:
    """The foremost procedure of the latest day; None where there is none."""
    return max(procedures, key=lambda one: (one.performed_on, -RANK[one.kind]), default=None)
