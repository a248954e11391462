"""What every reader of a file gives: its rows, or why the file as a whole cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from registry.exchange.cells import Cell


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; nothing is known of its rows."""


class Row(NamedTuple):
    """One row: the line of the file on which it ends, and its cells in the order of the columns."""

    line: int
    cells: Sequence[Cell]

    @property
    def is_blank(self) -> bool:
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)
