"""What a reason is, and how heavy it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Gravity(StrEnum):
    REFUSED = "refused"  # the line cannot be stored
    UNLIKELY = "unlikely"  # stored when somebody says that it was looked at again
    LEFT_OUT = "left_out"  # not stored, as the mapping says
    CORRECTED = "corrected"  # takes the place of what is stored, as the mapping says


@dataclass(frozen=True)
class Reason:
    """`title` names the reason in counts and in the report; `why` says what was found there, `todo` what to do."""

    code: str
    title: Any
    why: Any
    todo: Any
    gravity: Gravity = Gravity.REFUSED
