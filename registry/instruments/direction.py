"""Which way is worse: of a score, and of an answer. A type of curve is neither."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    HIGHER_IS_WORSE = "higher_is_worse"
    HIGHER_IS_BETTER = "higher_is_better"
    NEITHER = "neither"  # the numbers are names
