"""One row of a file being read: values by column, and what could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from registry.exchange.cells import Cell, RefusedCell, as_found
from registry.exchange.reasons import Problem
from registry.exchange.row import Row

Value = TypeVar("Value")
HIDDEN = "•••"


class Reading:
    """One row being read: what could not be taken from it is kept, so that all of it can be told at once."""

    def __init__(self, row: Row, positions: dict[str, int]):
        self.row = row
        self.positions = positions
        self.refused: list[tuple[str, RefusedCell]] = []

    def take(self, column: str | None, read: Callable[[str, Cell], Value]) -> Value | None:
        """The value of a column; None where there is no such column or its cell is refused."""
        if column is None:
            return None
        try:
            return read(column, self.row.cells[self.positions[column]])
        except RefusedCell as refused:
            self.refused.append((column, refused))
            return None

    def refuse(self, column: str, code: str, **params: object) -> None:
        """For what only several cells together tell."""
        self.refused.append((column, RefusedCell(code, **params)))

    def problems(self, source_id: str, sealed: frozenset[str]) -> Iterator[Problem]:
        """What stands in a sealed column is not told."""
        for column, refused in self.refused:
            hides = column in sealed or refused.code == "id_is_number"
            found = HIDDEN if hides else as_found(self.row.cells[self.positions[column]])
            params = refused.params | {"found": HIDDEN} if hides else refused.params
            yield Problem(self.row.line, source_id, column, found, refused.code, params)
