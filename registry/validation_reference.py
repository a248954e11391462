"""docs/reference/validation-rules.md, written from the tables that forms and imports read."""

from __future__ import annotations

from registry.completeness.effort import FOLLOW_UP_PERCENT, REGISTRATION_PERCENT
from registry.date_rules import RULES, AtLeast, FewerThan, Gravity, Order, Rule
from registry.quality.query_rules import QUERY_RULES
from registry.value_rules import VALUE_RULES, ChangesAtMost, NotBelow, ValueRule, Within

MEANS = {Gravity.IMPOSSIBLE: "refused", Gravity.UNLIKELY: "asked, kept with a reason"}
INTRODUCTION = f"""# Validation rules

Impossible is refused. Unlikely is asked about ("How do you know?"); the reason is stored as a closed data query and shown
on the patient's page of missing data and queries. A value that is not recorded breaks no rule. Forms and imports read
these tables (`registry/date_rules.py`, `registry/value_rules.py`, `registry/quality/query_rules.py`); the ranges of an
instrument's items are its own (`docs/reference/instruments/`). Targets of completeness: {REGISTRATION_PERCENT} % of
baselines and {FOLLOW_UP_PERCENT} % of follow-ups (statements R21, R49).
"""


def validation_markdown() -> dict[str, str]:
    return {
        "docs/reference/validation-rules.md": "\n".join(
            [
                INTRODUCTION,
                "## Values\n",
                *_table(("rule", "about", "kept when", "else"), [_value_row(rule) for rule in VALUE_RULES]),
                "\n## Dates\n",
                *_table(("rule", "about", "kept when", "else"), [_date_row(rule) for rule in RULES]),
                "\n## Queries raised by a rule\n",
                *_table(
                    ("rule", "about", "whose task", "question"),
                    [(rule.code, rule.about, rule.task, rule.question) for rule in QUERY_RULES],
                ),
                "\nOf what is stored, also what the rules above find unlikely of a BMI, of days of sick leave, or of an ODI or NDI beside "
                "that of the baseline: the coordinator's task, unless it was confirmed where it was typed.",
                "",
            ]
        )
    }


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [_line(head), _line(("---",) * len(head)), *map(_line, rows)]


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _value_row(rule: ValueRule) -> tuple[str, ...]:
    return (f"`{rule.code}`", rule.at, _kept(rule.kept), MEANS[rule.gravity])


def _kept(kept: Within | NotBelow | ChangesAtMost) -> str:
    if isinstance(kept, Within):
        return f"{kept.low:g} to {kept.high:g}"
    if isinstance(kept, NotBelow):
        return f"at least {kept.low:g}, of {kept.where}"
    return f"at most {kept.most:g} from {kept.before}"


def _date_row(rule: Rule) -> tuple[str, ...]:
    return (f"`{rule.code}`", rule.at, _in_order(rule.kept), MEANS[rule.gravity])


def _in_order(kept: Order | FewerThan | AtLeast) -> str:
    if isinstance(kept, FewerThan):
        return f"fewer than {kept.years} years from {kept.first} to {kept.later}"
    if isinstance(kept, AtLeast):
        return f"{kept.years} years or more from {kept.first} to {kept.later}"
    return f"{kept.later} not before {kept.first}"
