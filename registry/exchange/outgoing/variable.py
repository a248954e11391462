"""One variable of an export: where its value comes from, and everything a reader must know of it. Described once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Missing(StrEnum):
    """Why a cell holds no value. Each is a code of its own, none of them a number, so none is taken for an answer."""

    NOT_RECORDED = "not_recorded"
    DECLINED = "declined"
    NOT_SCORABLE = "not_scorable"
    ERROR = "error"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


MISSING_WORDS: dict[Missing, Promise] = {
    Missing.NOT_RECORDED: _(
        "Not recorded: nobody answered, or nobody wrote it down. It is never no, and never 0."
    ),
    Missing.DECLINED: _("Declined: the person withdrew, or would rather not answer."),
    Missing.NOT_SCORABLE: _("Answered, but too many items are blank for a score."),
    Missing.ERROR: _("Recorded in error: retracted, or a value that is not allowed."),
    Missing.NOT_DUE: _("The window of this follow-up has not opened on the day of the export."),
    Missing.NOT_APPLICABLE: _(
        "Does not apply: this follow-up does not belong to the episode, or the person died or moved."
    ),
}


class Type(StrEnum):
    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    CODES = "list of codes"


Read = Callable[..., Any]  # of a Subject, and of a timepoint where the variable repeats: a value, or Missing


@dataclass(frozen=True, kw_only=True)
class Variable:
    """`name` is stable. `repeats`: it has a value at every timepoint. `each_operation`: one for
    every operation of the episode, of which the wide layout has the latest. `codes` are the values with what they mean."""

    name: str
    group: str
    label: Any
    type: Type
    read: Read
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    codes: tuple[tuple[str, Any], ...] = ()
    value_set: str = ""
    scoring_rule: str = ""
    missing: tuple[Missing, ...] = (Missing.NOT_RECORDED,)
    note: str = ""
    repeats: bool = False
    each_operation: bool = False
    identifying: bool = False


@dataclass(frozen=True)
class Group:
    """Variables that are chosen together; `code` may stand for all of them."""

    code: str
    label: Any
    variables: tuple[Variable, ...]


@dataclass(frozen=True)
class Column:
    """A variable in the wide layout: one column, or one for each timepoint."""

    variable: Variable
    timepoint: str = ""

    @property
    def name(self) -> str:
        return f"{self.variable.name}_{self.timepoint}" if self.timepoint else self.variable.name
