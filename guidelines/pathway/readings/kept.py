"""Remember what was worked out for a rule, by the rule object itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Rule = TypeVar("Rule")
Read = TypeVar("Read")


def kept(work_out: Callable[[Rule], Read]) -> Callable[[Rule], Read]:
    """`work_out`, remembered by identity: rules live as long as the program, and hashing a whole tree at every
    look-up would cost more than reading it."""
    remembered: dict[int, tuple[Rule, Read]] = {}  # the rule is held, so its id is never given to another

    @wraps(work_out)
    def look_up(rule: Rule) -> Read:
        found = remembered.get(id(rule))
        if found is None:
            found = remembered[id(rule)] = (rule, work_out(rule))
        return found[1]

    return look_up
