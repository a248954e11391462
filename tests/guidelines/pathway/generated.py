"""Made-up patients by the thousand: blanks, sets, and numbers on and just beside every cut; the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from guidelines.pathway.criteria import Compare, Limit
from guidelines.pathway.facts import FACTS, Fact, FactError, Kind, PatientFacts, facts_from_mapping
from guidelines.pathway.readings.closure import leaves_of
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import DEFAULT, Override, Thresholds
from tests.guidelines.pathway.vignettes import vignettes

DAY = "2026-11-22"
BESIDE = 1e-9
VIGNETTES = [vignette["facts"] for vignette in vignettes()]

# A department that has moved every threshold it may, to the odd side of a whole number where that is allowed.
OTHER_THRESHOLDS: Thresholds = DEFAULT.with_overrides(
    {
        threshold.name: Override(
            threshold.low + (threshold.high - threshold.low) * (0.5 if threshold.whole else 0.3137),
            "a test",
            threshold.valid_from,
        )
        for threshold in DEFAULT
        if not threshold.whole and threshold.name not in ("rest_goal_vas",)
    }
)


def patients(
    count: int, *, seed: int, thresholds: Thresholds = DEFAULT, rules: RuleSet = CURRENT
) -> Iterator[PatientFacts]:
    """Half are made fact by fact, half stand a few facts away from a vignette."""
    random, values = Random(seed), Values(rules, thresholds)  # noqa: S311
    made = 0
    while made < count:
        mapping = (
            values.anybody(random) if random.random() < 0.5 else values.near(random, random.choice(VIGNETTES))
        )
        try:
            patient = facts_from_mapping({**mapping, "index_date": DAY})
        except FactError:  # two facts that exclude each other
            continue
        made += 1
        yield patient


class Values:
    """What each fact is drawn from: every value of a choice, and for a number the cuts and what lies beside them."""

    def __init__(self, rules: RuleSet, thresholds: Thresholds) -> None:
        self._cuts = cuts(rules, thresholds)

    def anybody(self, random: Random) -> dict[str, Any]:
        """Each patient is asked much or little."""
        recorded = random.choice((0.1, 0.5, 0.9))
        return {
            name: self.value(random, fact)
            for name, fact in FACTS.items()
            if fact.kind is not Kind.DATE and (fact.required or random.random() < recorded)
        }

    def near(self, random: Random, vignette: Mapping[str, Any]) -> dict[str, Any]:
        changed = random.sample(list(FACTS), random.randint(0, 12))
        mapping = dict(vignette)
        for name in changed:
            if random.random() < 0.3 and not FACTS[name].required:
                mapping.pop(name, None)
            elif FACTS[name].kind is not Kind.DATE:
                mapping[name] = self.value(random, FACTS[name])
        return mapping

    def value(self, random: Random, fact: Fact) -> Any:
        if fact.kind is Kind.BOOL:
            return random.random() < 0.5
        if fact.kind is Kind.SET:
            return random.sample(fact.values, random.randint(0, len(fact.values)))
        return random.choice(fact.values or self._cuts[fact.name])


def cuts(rules: RuleSet, thresholds: Thresholds) -> dict[str, list[float]]:
    """Number to the ends of its range, every cut it is compared with, and what lies just beside each."""
    compared: dict[str, set[float]] = {name: set() for name in FACTS}
    for criterion in rules.criteria:
        for leaf in leaves_of(criterion):
            if isinstance(leaf, Compare):
                limit = leaf.limit
                compared[leaf.fact].add(thresholds[limit.name] if isinstance(limit, Limit) else limit)
    return {
        name: sorted(_beside(fact, compared[name]))
        for name, fact in FACTS.items()
        if fact.low is not None and fact.high is not None
    }


def _beside(fact: Fact, compared: set[float]) -> set[float]:
    assert fact.low is not None
    assert fact.high is not None
    ends = {fact.low, fact.high, *compared}
    if fact.kind is Kind.INT:
        beside: set[float] = {int(end) + step for end in ends for step in (-1, 0, 1)}
    else:
        beside = {float(end) + step for end in ends for step in (-1, -BESIDE, 0, BESIDE, 1)}
    return {number for number in beside if fact.low <= number <= fact.high}
