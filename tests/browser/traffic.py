"""How many requests the live server is answering at this moment, so that a test can end when it answers none."""

from __future__ import annotations

import threading
import time

from django.core.signals import request_finished, request_started

PATIENCE_S = 30.0
# a request that a closing page has just sent needs a moment to reach the server
QUIET_LOOKS = 5
STEP_S = 0.02


class Traffic:
    """Counts between entering and leaving; the test's own client, in the test's thread, is not the live server."""

    def __init__(self) -> None:
        self._answering = 0
        self._counting = threading.Lock()
        self._test_thread = threading.get_ident()

    def __enter__(self) -> Traffic:
        request_started.connect(self._began)
        request_finished.connect(self._ended)
        return self

    def __exit__(self, *error) -> None:
        request_started.disconnect(self._began)
        request_finished.disconnect(self._ended)

    def wait_until_quiet(self) -> None:
        """Returns once nothing was being answered for QUIET_LOOKS in a row; fails when that does not come in PATIENCE_S."""
        give_up, quiet = time.monotonic() + PATIENCE_S, 0
        while quiet < QUIET_LOOKS:
            if time.monotonic() > give_up:
                raise AssertionError(
                    f"The live server still answers {self._answering} requests after {PATIENCE_S} s."
                )
            time.sleep(STEP_S)
            quiet = 0 if self._answering else quiet + 1

    def _began(self, **_signal) -> None:
        self._add(1)

    def _ended(self, **_signal) -> None:
        self._add(-1)

    def _add(self, count: int) -> None:
        if threading.get_ident() != self._test_thread:
            with self._counting:
                self._answering += count
