"""What a server does once before it serves."""

from __future__ import annotations

import gc
from importlib import import_module

from django.conf import settings


def load_and_keep() -> None:
    """Loads the addresses with all behind them, and has Python look through what is loaded no more.

    Else the first visitor waits for the loading, and one in some dozens waits some tens of milliseconds while hundreds
    of thousands of objects that stay anyway are looked through for circles.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
