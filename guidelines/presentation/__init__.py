"""The answer as people read it: pure functions from facts and answer to words, in the language of the moment."""

from guidelines.presentation.panel import Panel, panel
from guidelines.presentation.screen import Screen, screen

__all__ = ["Panel", "Screen", "panel", "screen"]
