"""Many patients at once: the whole answer for a frame of facts, under one rule set and one set of thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.criteria import Criterion, OneOf
from guidelines.pathway.engine import NEGATIVE
from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_rules import Category, Status
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.columns.actions import ActionColumns
from guidelines.pathway.readings.columns.answers import Answers, Layout, Outlook
from guidelines.pathway.readings.columns.edges import borderline
from guidelines.pathway.readings.columns.functional import FunctionalColumns
from guidelines.pathway.readings.columns.outlook import OutlookColumns
from guidelines.pathway.readings.columns.schema import checked, records_of
from guidelines.pathway.readings.columns.sheet import Sheet
from guidelines.pathway.readings.deciding import deciding
from guidelines.pathway.readings.verdict import Limits
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import FunctionalRules, RuleSet
from guidelines.pathway.thresholds import Thresholds

ROWS_AT_A_TIME = 262_144  # memory stays flat; fewer would pay for each expression more often


@dataclass(frozen=True)
class Search:
    """Where a column cannot say what decides a criterion: `flag` is true there, `missing` are the columns to fill."""

    criterion: Criterion
    flag: str
    missing: dict[str, str]


class OutlookReading:
    """What could change a functional category, for the patients in whom anything could."""

    def __init__(self, rules: FunctionalRules, limits: Limits) -> None:
        self._sheet = Sheet(limits)
        self._layout = Layout()
        self._layout.add_outlook(OutlookColumns(rules, self._sheet))

    def read(self, facts: pl.DataFrame, answers: pl.DataFrame) -> Outlook:
        settled = (answers["functional.status"] == Status.HOLD) | (
            answers["functional.category"] == Category.FUNCTION_LIMITED
        ).fill_null(False)
        rows = (~settled).arg_true()
        parts = [
            self._sheet.read(facts[part], self._layout.columns).with_columns(row=part)
            for part in _parts(rows)
        ]
        return Outlook(pl.concat(parts), self._layout)


def _parts(rows: pl.Series) -> Iterator[pl.Series]:
    """So many rows at a time, and one part at least."""
    for start in range(0, max(1, len(rows)), ROWS_AT_A_TIME):
        yield rows[start : start + ROWS_AT_A_TIME]


class ColumnReading:
    """A rule set made ready to be read for many patients, judged by one set of thresholds (its own, if none is given).

    `outlook`: also what could change the functional category; it takes most of the time to make ready.
    """

    def __init__(
        self, rules: RuleSet = CURRENT, thresholds: Thresholds | None = None, *, outlook: bool = True
    ) -> None:
        self._rules = rules
        self._sheet = Sheet((thresholds or rules.thresholds).values)
        self._layout = Layout()
        self._searches: list[Search] = []
        for action in rules.actions:
            self._add(ActionColumns(action, self._sheet))
        self._add_red_flags()
        self._layout.add("goal_met", self._sheet.status(rules.goal_met))
        self._layout.add_functional(FunctionalColumns(rules, self._sheet))
        self._outlook = OutlookReading(rules.functional, self._sheet.limits) if outlook else None
        if outlook:
            self._layout.add_list("functional.borderline", borderline(rules, self._sheet))
        self._layout.add_list("warnings", {row.code: self._sheet.met(row.when) for row in rules.warnings})

    def read(self, facts: pl.DataFrame) -> Answers:
        """The answers, row by row. Raises FrameError for a frame that does not fit."""
        fitting = checked(facts)
        parts = [self._part(part) for part in fitting.iter_slices(ROWS_AT_A_TIME)]
        frame = pl.concat(parts or [self._part(fitting)])
        return Answers(frame, self._layout, self._outlook.read(fitting, frame) if self._outlook else None)

    def _part(self, facts: pl.DataFrame) -> pl.DataFrame:
        answers = self._sheet.read(facts, self._layout.columns)
        for search in self._searches:
            answers = self._searched(search, facts, answers)
        return answers

    def _searched(self, search: Search, facts: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
        """The answers with the facts that decide found one patient at a time, for those where it takes that."""
        rows = answers[search.flag].arg_true()
        if rows.is_empty():
            return answers
        found = [deciding(search.criterion, record, self._sheet.limits) for record in records_of(facts[rows])]
        return answers.with_columns(
            answers[column].scatter(rows, [fact in each for each in found]).alias(column)
            for fact, column in search.missing.items()
        )

    def _add(self, action: ActionColumns) -> None:
        self._layout.add_action(action)
        missing = self._layout.lists[f"{action.action.code}.missing"]
        for number, (criterion, where) in enumerate(action.searched):
            flag = f"{action.action.code}.searched.{number}"
            self._layout.add(flag, where)
            self._searches.append(
                Search(criterion, flag, {fact: missing[fact] for fact in facts_of(criterion)})
            )

    def _add_red_flags(self) -> None:
        present = {action.code: self._sheet.met(action.present) for action in self._rules.urgent}
        raised_by = {
            fact: present[action.code]
            for action in self._rules.urgent
            for fact in facts_of(action.when)
            if fact in ALARM_FACTS
        }
        negative = {fact: self._sheet.met(_negative(fact)) for fact in ALARM_FACTS}
        recorded = {fact: pl.col(fact).is_not_null() for fact in ALARM_FACTS}
        self._layout.add_list("red_flags.present", present)
        self._layout.add_list("red_flags.open", {fact: ~recorded[fact] for fact in ALARM_FACTS})
        self._layout.add_list("red_flags.cleared", negative)
        self._layout.add_list(
            "red_flags.noted",
            {
                fact: recorded[fact] & ~negative[fact] & ~raised_by.get(fact, pl.lit(False))
                for fact in ALARM_FACTS
            },
        )


def _negative(fact: str) -> OneOf:
    """An alarm question answered no."""
    allowed = FACTS[fact].values or (True, False)
    return OneOf(fact, tuple(value for value in NEGATIVE if value in allowed))
