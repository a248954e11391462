"""What the linter found: which rule, where, and in words what stands there and what should."""

from __future__ import annotations

from dataclasses import dataclass

from registry.annual_report.report import Place, Rule
from registry.instruments.translate import Message, _, say

RULE_TITLES: dict[Rule, str] = {
    Rule.SUM: _("The rows add up to the total"),
    Rule.SHARES: _("Shares of a whole add up to 100 %"),
    Rule.ROUNDING: _("A difference that only rounding makes is said"),
    Rule.SHARE: _("A share is its count of its base"),
    Rule.DIFFERENCE: _("A difference is that of its parts"),
    Rule.SIGN: _("Improvement is positive"),
    Rule.SAME_COUNT: _("A count is the same wherever it recurs"),
    Rule.IMPLIED_COUNT: _("A share is of no more people than there are"),
    Rule.BASE: _("It is said how many were operated on"),
    Rule.PAIRED: _("A change is of the same patients, and of no more than answered either time"),
    Rule.MORE_AFTER: _("No more answer after than before, unless the change is of pairs"),
    Rule.DUE: _("No more answer than were due"),
    Rule.SPREAD: _("A mean has its SD"),
    Rule.SPREAD_NAME: _("A spread is called by its name"),
    Rule.CAPTION: _("The caption names what the table shows"),
    Rule.FORM: _("Numbers are written one way"),
    Rule.BLANK: _("An empty cell says why it is empty, and a figure has what it draws"),
    Rule.TEXT: _("The text says what the tables say"),
    Rule.REFERENCE: _("A reference leads to what it is made for"),
    Rule.EDGE: _("A mean change at its threshold is said to be there"),
    Rule.AT_ODDS: _("One measure that moves against all the others is remarked on"),
    Rule.SMALL: _("Counts from one to four are not shown, nor what they could be worked out from"),
    Rule.SURNAME: _("An index names its value set"),
}


@dataclass(frozen=True)
class Finding:
    """`places` begins with where it is; the others take part in it."""

    rule: Rule
    places: tuple[Place, ...]
    text: Message

    @property
    def place(self) -> Place:
        return self.places[0]

    def __str__(self) -> str:
        return f"{self.place} [{self.rule}] {self.text}"


def found(rule: Rule, *places: Place, text: str, **values: object) -> Finding:
    return Finding(rule, places, say(text, **{name: str(value) for name, value in values.items()}))
