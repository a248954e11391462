"""What would change this advice: the smallest sets of facts whose recording or change alters an action's verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any as Anything

from pydantic import ValidationError

from guidelines.pathway.engine import PLANS
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.finding import as_plain
from guidelines.pathway.readings.closure import criteria_of, in_contract_order, leaves_of
from guidelines.pathway.readings.cuts import proposals
from guidelines.pathway.readings.verdict import Limits, Record, reader
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.pathway.warnings import WEEKS_WITHOUT_FRACTURE

Facts = dict[str, Anything]


@dataclass(frozen=True)
class Change:
    """One or two facts and the values that would change the verdict; None means the action would leave the answer."""

    facts: Mapping[str, Anything]
    verdict: Verdict | None

    def as_json(self) -> dict[str, Anything]:
        facts = {fact: as_plain(fact, value) for fact, value in self.facts.items()}
        return {"facts": facts, "verdict": self.verdict.value if self.verdict else None}


def would_change(facts: PatientFacts, action: str, thresholds: Thresholds = DEFAULT) -> tuple[Change, ...]:
    """Single facts first, then pairs of which neither alone would do; in contract order, values just beside a cut.

    Raises KeyError for a code that is no action.
    """
    record, limits = vars(facts), thresholds.values
    search = _Search(record, limits, lambda changed: PLANS[action].verdict(changed, limits))
    alternatives = _alternatives(action, record, limits)
    singles = [change for fact in alternatives for change in search.changes({fact: alternatives[fact]})]
    reported = {(fact, value) for change in singles for fact, value in change.facts.items()}
    left = {
        fact: [value for value in values if (fact, value) not in reported]
        for fact, values in alternatives.items()
    }
    pairs = [
        change
        for first, second in combinations(left, 2)
        for change in search.changes({first: left[first], second: left[second]})
    ]
    return (*singles, *pairs)


def _alternatives(action: str, record: Record, limits: Limits) -> dict[str, list[Anything]]:
    """For each fact the action reads: the values in other cells than the patient's own, nearest first."""
    criteria = criteria_of(PLANS[action].action)
    leaves = dict.fromkeys(leaf for criterion in criteria for leaf in leaves_of(criterion))
    return {
        fact: proposals(fact, [leaf for leaf in leaves if leaf.fact == fact], limits, record[fact])
        for fact in in_contract_order(leaf.fact for leaf in leaves)
    }


class _Search:
    """Tries values in a copy of the record and keeps what alters the verdict and could be true of a patient."""

    def __init__(self, record: Record, limits: Limits, verdict: Callable[[Record], Verdict | None]) -> None:
        self.record = record
        self.limits = limits
        self.verdict = verdict
        self.now = verdict(record)
        self.odd_already = self._odd(record)

    def changes(self, values: Mapping[str, list[Anything]]) -> Iterator[Change]:
        """Every combination of these values, one of each fact, that alters the verdict."""
        for combination in product(*values.values()):
            changed = dict(zip(values, combination, strict=True))
            record = {**self.record, **changed}
            verdict = self.verdict(record)
            if verdict is not self.now and self._plausible(record):
                yield Change(changed, verdict)

    def _plausible(self, record: Facts) -> bool:
        """Facts that would be refused, or that newly do not fit each other, are never proposed."""
        try:
            PatientFacts(**record)
        except ValidationError:
            return False
        return self.odd_already or not self._odd(record)

    def _odd(self, record: Record) -> bool:
        return reader(WEEKS_WITHOUT_FRACTURE.when)(record, self.limits, {}) is True
