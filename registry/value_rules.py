"""What the values of one patient can be: one table, beside that of the dates (registry/date_rules.py). Pure.

Impossible is refused; unlikely is asked about, and the reason is kept. A bound is inside: at it nothing is asked. A
value that is not recorded breaks no rule. Bounds without a source are ours; the item ranges of an instrument are its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.date_rules import Gravity
from registry.instruments.translate import _

# Name of a value to the value, None where it is not recorded. Names are those of the fields they are typed in.
Numbers = Mapping[str, float | None]


@dataclass(frozen=True)
class Within:
    """The value called `at` lies from `low` to `high`."""

    at: str
    low: float
    high: float

    def is_broken(self, numbers: Numbers) -> bool:
        found = numbers.get(self.at)
        return found is not None and not self.low <= found <= self.high


@dataclass(frozen=True)
class NotBelow:
    """The value called `at` is at least `low` where `where` stands (is 1)."""

    at: str
    low: float
    where: str

    def is_broken(self, numbers: Numbers) -> bool:
        found = numbers.get(self.at)
        return numbers.get(self.where) == 1 and found is not None and found < self.low


@dataclass(frozen=True)
class ChangesAtMost:
    """From the value called `before` to the one called `at` lies at most so much, up or down."""

    at: str
    before: str
    most: float

    def is_broken(self, numbers: Numbers) -> bool:
        found, before = numbers.get(self.at), numbers.get(self.before)
        return found is not None and before is not None and abs(found - before) > self.most


@dataclass(frozen=True)
class ValueRule:
    """The message says what was found, and of what is impossible what to do."""

    code: str
    gravity: Gravity
    kept: Within | NotBelow | ChangesAtMost
    message: str

    @property
    def at(self) -> str:
        """The value to look at again."""
        return self.kept.at


NO, HARDLY = Gravity.IMPOSSIBLE, Gravity.UNLIKELY
VALUE_RULES: tuple[ValueRule, ...] = (
    ValueRule("age-impossible", NO, Within("age_years", 0, 120), _("Found {found}; give an age of {low} to {high} years.")),
    ValueRule("age-of-a-child", HARDLY, Within("age_years", 18, 120), _("{found} years is an age under {low}.")),
    ValueRule("osteoporotic-fracture-young", HARDLY, NotBelow("age_years", 40, "osteoporotic_fracture"), _("{found} years is young for an osteoporotic fracture (under {low}).")),
    ValueRule("bmi-impossible", NO, Within("bmi", 10, 80), _("Found {found}; give a BMI of {low} to {high} kg/m².")),
    ValueRule("bmi-unlikely", HARDLY, Within("bmi", 15, 50), _("A BMI of {found} is outside {low} to {high}.")),
    ValueRule("sick-leave-impossible", NO, Within("sick_leave_days", 0, 5000), _("Found {found}; give {low} to {high} days.")),
    ValueRule("sick-leave-long", HARDLY, Within("sick_leave_days", 0, 730), _("{found} days of sick leave is more than two years.")),
    ValueRule("stay-long", HARDLY, Within("stay_days", 0, 60), _("A stay of {found} days is longer than {high}.")),
    ValueRule("vas-impossible", NO, Within("vas", 0, 100), _("Found {found}; give a number of {low} to {high}.")),
    ValueRule("odi-change-rare", HARDLY, ChangesAtMost("odi", "odi_before", 70), _("ODI {before} at baseline and {found} now: a change of more than {most} is rare. Look whether the answers are the right way round.")),
    ValueRule("ndi-change-rare", HARDLY, ChangesAtMost("ndi", "ndi_before", 70), _("NDI {before} at baseline and {found} now: a change of more than {most} is rare. Look whether the answers are the right way round.")),
)  # fmt: skip


@dataclass(frozen=True)
class ValueFinding:
    """A rule that is broken, with the numbers it speaks of."""

    rule: ValueRule
    found: float
    before: float | None = None

    @property
    def is_impossible(self) -> bool:
        return self.rule.gravity is Gravity.IMPOSSIBLE


def value_findings(numbers: Numbers) -> tuple[ValueFinding, ...]:
    """Every rule these values break, in the order of the table; an unlikely one is left out where its value is impossible."""
    broken = [_finding(rule, numbers) for rule in VALUE_RULES if rule.kept.is_broken(numbers)]
    impossible = {one.rule.at for one in broken if one.is_impossible}
    return tuple(one for one in broken if one.is_impossible or one.rule.at not in impossible)


def _finding(rule: ValueRule, numbers: Numbers) -> ValueFinding:
    found = numbers[rule.at]
    if found is None:
        raise ValueError(f"{rule.code} is broken by a value that is not recorded.")
    before = numbers.get(rule.kept.before) if isinstance(rule.kept, ChangesAtMost) else None
    return ValueFinding(rule, found, before)


def bounds(name: str) -> tuple[float, float]:
    """What is possible of a value, for a field that says its range; KeyError where no rule bounds it."""
    return next(
        (rule.kept.low, rule.kept.high)
        for rule in VALUE_RULES
        if rule.gravity is NO and isinstance(rule.kept, Within) and rule.at == name
    )
