"""Why somebody changes a locked year: said once for a request or a command, read by the one gate (registry/actions/locks.py).

Like who acts (auditlog's middleware), it goes beside the arguments of a write, so that no action and no form has to hand
it on, and none can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

FIELD = "lock_reason"
SHORTEST, LONGEST = 5, 200
_said: ContextVar[Callable[[], str]] = ContextVar("reason after a lock", default=str)


@contextmanager
def because(said: Callable[[], str] | str) -> Iterator[None]:
    """The reason that counts inside; a callable is asked only when something locked is reached."""
    held = _said.set(said if callable(said) else lambda: said)
    try:
        yield
    finally:
        _said.reset(held)


def reason_given() -> str:
    """The reason in words; "" where there is none, or one too short to tell anybody anything."""
    words = " ".join(_said.get()().split())[:LONGEST]
    return words if len(words) >= SHORTEST else ""
