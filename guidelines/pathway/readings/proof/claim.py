"""What a claim is: words a clinician can check, and the checks that together are its proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.criteria import ALWAYS, Criterion
from guidelines.pathway.readings.proof.places import Place
from guidelines.pathway.readings.proof.said import Said
from guidelines.pathway.ruleset import RuleSet


def codes(rules: RuleSet, prefix: str = "") -> tuple[str, ...]:
    """The actions whose code begins so, in clinical order."""
    return tuple(code for code in rules.by_code if code.startswith(prefix))


@dataclass(frozen=True)
class Never:
    """No patient's answer says all of this while the criterion is met."""

    said: tuple[Said, ...]
    while_met: Criterion = ALWAYS

    @property
    def actions(self) -> tuple[str, ...]:
        return tuple(code for each in self.said for code in each.actions)


class Alike(StrEnum):
    """How the second of two patients is like the first."""

    AGREES = "agrees"  # the same on the named facts; all else, thresholds too, may differ
    MORE_RECORDED = "more_recorded"  # the same, with more recorded, under the same thresholds


@dataclass(frozen=True)
class NeverBoth:
    """No two patients who are alike have answers of which the first says `first` and the second says `second`."""

    first: Said
    second: Said
    alike: Alike
    facts: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        return self.first.actions


@dataclass(frozen=True)
class Reached:
    """Some patient comes to this place in the rules."""

    place: Place

    @property
    def actions(self) -> tuple[str, ...]:
        return (self.place.owner,)


Check = Never | NeverBoth | Reached


@dataclass(frozen=True, kw_only=True)
class Claim:
    """`doubt` marks what one would wish and what does not hold: it names the clinical doubt that says so."""

    id: str
    statement: str
    why: str
    checks: Callable[[RuleSet], Iterator[Check]]
    doubt: str = ""

    @property
    def is_wish(self) -> bool:
        return bool(self.doubt)

    def actions(self, rules: RuleSet) -> tuple[str, ...]:
        """The codes of the actions that take part, in clinical order."""
        taking_part = {code for check in self.checks(rules) for code in check.actions}
        return tuple(code for code in codes(rules) if code in taking_part)
