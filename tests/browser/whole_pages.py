"""Every step of a journey is taken on a page that has loaded.

A page is parsed, and its heading found, before its styles and scripts have come: what is measured then is not what
anybody sees, and a key pressed then is heard by nobody. `expect` waits by itself and is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Keyboard, Locator, Page

STEPS: dict[type, tuple[str, ...]] = {
    Page: ("evaluate", "wait_for_function", "pdf", "screenshot"),
    Locator: (
        *("all", "all_inner_texts", "bounding_box", "count", "evaluate", "inner_text", "input_value", "is_visible"),
        *("check", "click", "fill", "focus", "hover", "press", "press_sequentially", "select_option"),
        *("set_input_files", "uncheck"),
    ),
    Keyboard: ("press", "type"),
}  # fmt: skip


def take_on_whole_pages(page: Page, patch: pytest.MonkeyPatch) -> None:
    """Page and locator wait for their own page, the keyboard for this one: it does not know whose it is."""
    whose: dict[type, Callable[[Any], Page]] = {
        Page: lambda step_of: step_of,
        Locator: lambda step_of: step_of.page,
        Keyboard: lambda _step_of: page,
    }
    for kind, names in STEPS.items():
        for name in names:
            patch.setattr(kind, name, _when_loaded(getattr(kind, name), whose[kind]))


def _when_loaded(step: Callable[..., Any], page_of: Callable[[Any], Page]) -> Callable[..., Any]:
    @wraps(step)
    def taken(self: Any, *args: Any, **kwargs: Any) -> Any:
        page_of(self).wait_for_load_state()
        return step(self, *args, **kwargs)

    return taken
