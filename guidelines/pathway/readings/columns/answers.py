"""The answers for many patients: a frame of small columns, and any one of them in the form of the contract's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from guidelines.pathway.functional_rules import Category
from guidelines.pathway.readings.closure import in_contract_order
from guidelines.pathway.readings.columns.actions import ActionColumns
from guidelines.pathway.readings.columns.functional import FunctionalColumns
from guidelines.pathway.readings.columns.outlook import OutlookColumns
from guidelines.pathway.readings.columns.sheet import either

RED_FLAGS = ("present", "open", "cleared", "noted")
FUNCTIONAL_LISTS = ("reasons", "constraints", "borderline")
COULD_BECOME, NEEDS_BOTH = "could_become", "needs_both"
PAIR = "+"
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

    def named(self, row: dict[str, Any], name: str) -> list[str]:
        """The entries of a list that stand in a row."""
        return [entry for entry, column in self.lists[name].items() if row[column]]

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

    def add_outlook(self, outlook: OutlookColumns) -> None:
        """For each category the facts that could bring it, and the pairs of them where it takes two."""
        for category, ways in outlook.ways.items():
            facts = in_contract_order(fact for names in ways for fact in names)
            could = {fact: either(where for names, where in ways.items() if fact in names) for fact in facts}
            pairs = {PAIR.join(names): where for names, where in ways.items() if len(names) > 1}
            self.add_list(f"{COULD_BECOME}.{category}", could)
            self.add_list(f"{NEEDS_BOTH}.{category}", pairs)


@dataclass(frozen=True)
class Outlook:
    """A row for each patient whose category is not settled; `row` is that patient's place among the answers."""

    frame: pl.DataFrame
    layout: Layout

    def by_row(self) -> dict[int, dict[str, Any]]:
        return {row["row"]: self._decoded(row) for row in self.frame.iter_rows(named=True)}

    def _decoded(self, row: dict[str, Any]) -> dict[str, Any]:
        could, needs = (
            {category.value: self.layout.named(row, f"{part}.{category}") for category in Category}
            for part in (COULD_BECOME, NEEDS_BOTH)
        )
        pairs = {category: [pair.split(PAIR) for pair in found] for category, found in needs.items() if found}
        could_become = {category: facts for category, facts in could.items() if facts}
        return {"could_become": could_become, **({"needs_both": pairs} if pairs else {})}


NO_OUTLOOK: dict[str, Any] = {"could_become": {}}


@dataclass(frozen=True)
class Answers:
    """One row a patient, in the order of the facts. `frame` has a column for each action, named by its code, with the
    verdict or null; the lists are decoded only for the rows that are asked for."""

    frame: pl.DataFrame
    layout: Layout
    outlook: Outlook | None = None

    @property
    def verdicts(self) -> pl.DataFrame:
        """The verdict of each action, null where it is absent."""
        return self.frame.select(self.layout.actions)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each patient's answer with the keys of the contract's, apart from words, reasons and traces."""
        outlooks = self.outlook.by_row() if self.outlook else {}
        for number, row in enumerate(self.frame.iter_rows(named=True)):
            answer = self._decoded(row)
            if self.outlook:
                answer["functional_category"] |= outlooks.get(number, NO_OUTLOOK)
            yield answer

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
            "functional_category": self._functional(row),
            "warnings": self._named(row, "warnings"),
        }

    def _functional(self, row: dict[str, Any]) -> dict[str, Any]:
        lists = [name for name in FUNCTIONAL_LISTS if f"functional.{name}" in self.layout.lists]
        return {
            **{part: row[f"functional.{part}"] for part in ("status", "category", "provisional")},
            **{part: self._named(row, f"functional.{part}") for part in lists},
        }

    def _action(self, row: dict[str, Any], code: str, present: list[str]) -> dict[str, Any]:
        return {
            "verdict": row[code],
            "missing": self._named(row, f"{code}.missing"),
            "held_by": present if row[f"{code}.held"] else [],
        }

    def _named(self, row: dict[str, Any], name: str) -> list[str]:
        return self.layout.named(row, name)
