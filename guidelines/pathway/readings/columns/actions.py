"""One action as columns: its verdict, what it waits for, and whether an urgent alarm holds it."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from guidelines.pathway.building import known_true, not_true
from guidelines.pathway.criteria import All, Criterion
from guidelines.pathway.readings.closure import in_contract_order
from guidelines.pathway.readings.columns.deciding import Deciding
from guidelines.pathway.readings.columns.sheet import Sheet, either
from guidelines.pathway.recommendations import Action, Case, Verdict

VERDICTS = pl.Enum([verdict.value for verdict in Verdict])


class ActionColumns:
    """The columns of the answer for one action."""

    def __init__(self, action: Action, sheet: Sheet) -> None:
        self.action = action
        self._sheet = sheet
        self._missing: dict[str, list[pl.Expr]] = defaultdict(list)
        self._searched: list[tuple[Criterion, pl.Expr]] = []
        self._rows = [(case, sheet.met(_gives_the_verdict(action, case))) for case in action.cases]
        for case, row in self._rows:
            self._wait(case, row)

    @property
    def verdict(self) -> pl.Expr:
        """The verdict; null where the action is absent."""
        return chosen([(row, case.verdict) for case, row in self._rows], VERDICTS)

    @property
    def held(self) -> pl.Expr:
        """True where the urgent actions that are present hold it."""
        return either(row for case, row in self._rows if case.held)

    @property
    def missing(self) -> dict[str, pl.Expr]:
        """Fact to the column that is true where the action waits for it, in contract order."""
        return {fact: either(self._missing[fact]) for fact in in_contract_order(self._missing)}

    @property
    def searched(self) -> list[tuple[Criterion, pl.Expr]]:
        """What decides each criterion must be searched one patient at a time where its column is true."""
        return self._searched

    def _wait(self, case: Case, row: pl.Expr) -> None:
        """What a case waits for, in the patients whose verdict it gives."""
        if case.decides is None:
            for need in case.needs:
                self._missing[need.fact].append(row & self._sheet.met(need.when))
            return
        deciding = Deciding(case.decides, self._sheet)
        for fact, is_open in deciding.on_open_branch().items():
            self._missing[fact].append(row & is_open)
        self._searched.append((case.decides, row & deciding.needs_search()))


def _gives_the_verdict(action: Action, case: Case) -> Criterion:
    """Met exactly where the action is present and this is the first of its cases that is met."""
    before = action.cases[: action.cases.index(case)]
    return All((action.present, *(not_true(each.when) for each in before), known_true(case.when)))


def chosen(rows: list[tuple[pl.Expr, str]], words: pl.Enum) -> pl.Expr:
    """The word of the row that is true, of rows that exclude each other; null where none is."""
    places = {word: place for place, word in enumerate(words.categories)}
    found = pl.lit(None, dtype=pl.UInt8)
    for row, word in reversed(rows):
        found = pl.when(row).then(pl.lit(places[word], dtype=pl.UInt8)).otherwise(found)
    return found.cat.to(words)
