"""The answers for many patients: a frame of small columns, and any one of them in the form of the contract's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from guidelines.pathway.readings.columns.actions import ActionColumns
from guidelines.pathway.readings.columns.functional import FunctionalColumns

RED_FLAGS = ("present", "open", "cleared", "noted")
Names = dict[str, str]  # what a list of the answer may name, to the column that is true where it does


@dataclass
class Layout:
    """Where each part of the answer stands: its column by name, and for a list one true/false column an entry."""

    columns: dict[str, pl.Expr] = field(default_factory=dict)
    lists: dict[str, Names] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)

    def add(self, name: str, column: pl.Expr) -> None:
        self.columns[name] = column

    def add_list(self, name: str, entries: Mapping[str, pl.Expr]) -> None:
        self.lists[name] = {entry: f"{name}.{entry}" for entry in entries}
        self.columns |= {f"{name}.{entry}": column for entry, column in entries.items()}

    def add_action(self, action: ActionColumns) -> None:
        """The column of an action's code holds its verdict, null where it is absent."""
        code = action.action.code
        self.actions.append(code)
        self.add(code, action.verdict)
        self.add(f"{code}.held", action.held)
        self.add_list(f"{code}.missing", action.missing)

    def add_functional(self, functional: FunctionalColumns) -> None:
        self.add("functional.status", functional.status)
        self.add("functional.category", functional.category)
        self.add("functional.provisional", functional.provisional)
        self.add_list("functional.reasons", functional.reasons)
        self.add_list("functional.constraints", functional.constraints)


@dataclass(frozen=True)
class Answers:
    """One row a patient, in the order of the facts. `frame` has a column for each action, named by its code, with the
    verdict or null; the lists are decoded only for the rows that are asked for."""

    frame: pl.DataFrame
    layout: Layout

    @property
    def verdicts(self) -> pl.DataFrame:
        """The verdict of each action, null where it is absent."""
        return self.frame.select(self.layout.actions)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each patient's answer with the keys of the contract's, apart from words, reasons and outlook."""
        return (self._decoded(row) for row in self.frame.iter_rows(named=True))

    def _decoded(self, row: dict[str, Any]) -> dict[str, Any]:
        present = self._named(row, "red_flags.present")
        return {
            "actions": {
                code: self._action(row, code, present)
                for code in self.layout.actions
                if row[code] is not None
            },
            "red_flags": {part: self._named(row, f"red_flags.{part}") for part in RED_FLAGS},
            "goal_met": row["goal_met"],
            "functional_category": {
                **{part: row[f"functional.{part}"] for part in ("status", "category", "provisional")},
                **{part: self._named(row, f"functional.{part}") for part in ("reasons", "constraints")},
            },
            "warnings": self._named(row, "warnings"),
        }

    def _action(self, row: dict[str, Any], code: str, present: list[str]) -> dict[str, Any]:
        return {
            "verdict": row[code],
            "missing": self._named(row, f"{code}.missing"),
            "held_by": present if row[f"{code}.held"] else [],
        }

    def _named(self, row: dict[str, Any], name: str) -> list[str]:
        return [entry for entry, column in self.layout.lists[name].items() if row[column]]
