"""A rule set composed into one library: the whole answer, action by action, for somebody else's engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.building import blank, known_true, not_true
from guidelines.pathway.criteria import Any, Criterion, Named, OneOf, Recorded, RuleError
from guidelines.pathway.engine import NEGATIVE, Ready, ready
from guidelines.pathway.fact import Kind
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.exported import about
from guidelines.pathway.readings.exported.actions import URGENT_PRESENT, action_definitions, present
from guidelines.pathway.readings.exported.category import category_definitions
from guidelines.pathway.readings.exported.definitions import (
    Body,
    CompareMoved,
    Definition,
    Gathered,
    Library,
    criteria_in,
)
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.warnings import Mismatch

NAME = "ColumnaPathway"


def library_of(rules: RuleSet) -> Library:
    """Everything a version of the rules says, as named definitions. Raises RuleError where that cannot be exact."""
    outputs = (
        Definition("goal_met", rules.goal_met),
        *_red_flags(ready(rules)),
        *chain.from_iterable(action_definitions(action, rules.thresholds) for action in rules.actions),
        Definition("actions", Gathered(tuple((present(action), action.code) for action in rules.actions))),
        *category_definitions(rules.functional),
        *_warnings(rules.warnings),
        Definition("thresholds_used", Gathered(tuple(_used(ready(rules))))),
    )
    return Library(
        name=NAME,
        version=rules.version,
        about=about.rules(rules),
        facts=tuple(FACTS.values()),
        thresholds=rules.thresholds.all,
        definitions=tuple(_Sorter(rules).in_order(outputs)),
    )


class _Sorter:
    """Puts every definition once, after the named criteria it is made of."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.known: dict[str, Body] = {}

    def in_order(self, outputs: Iterable[Definition]) -> Iterator[Definition]:
        for output in outputs:
            for criterion in criteria_in(output.body):
                yield from self._named_in(criterion)
            if output.name not in self.known:  # a criterion of that name is that output already
                self.known[output.name] = output.body
                yield output

    def _named_in(self, criterion: Criterion) -> Iterator[Definition]:
        """The named criteria of a tree that do not stand yet, the inner ones first."""
        if isinstance(criterion, Named) and criterion.code in self.known:
            if self.known[criterion.code] != criterion.criterion:
                raise RuleError(f"{criterion.code}: found two meanings; an exported library can hold one.")
            return
        for part in criterion.parts:
            yield from self._named_in(part)
        if isinstance(criterion, Named):
            self.known[criterion.code] = criterion.criterion
            yield Definition(criterion.code, criterion.criterion, self._about(criterion))

    def _about(self, criterion: Named) -> tuple[str, ...]:
        if any(isinstance(node, CompareMoved) for node in criterion.walk()):
            return ()  # told where the value is the patient's own
        action = self.rules.by_code.get(criterion.code)
        if action is not None:
            return about.action(action, self.rules.thresholds)
        return about.criterion(criterion, self.rules.thresholds)


def _red_flags(asked: Ready) -> Iterator[Definition]:
    """The alarm questions by what was answered; `noted` are yes without an urgent action."""
    urgent = {action.code: present(action) for action in asked.rules.urgent}
    yield Definition(URGENT_PRESENT, Gathered(tuple((flag, code) for code, flag in urgent.items())))
    yield Definition("red_flags: open", Gathered(tuple((blank(fact), fact) for fact in ALARM_FACTS)))
    yield Definition("red_flags: cleared", Gathered(tuple((_negative(fact), fact) for fact in ALARM_FACTS)))
    noted = []
    for fact in ALARM_FACTS:
        raised = urgent.get(asked.raised_by.get(fact, ""))
        positive = Recorded(fact) & ~_negative(fact)
        noted.append((positive & not_true(raised) if raised else positive, fact))
    yield Definition("red_flags: noted", Gathered(tuple(noted)))


def _negative(fact: str) -> Criterion:
    """The alarm question is answered no."""
    allowed = (True, False) if FACTS[fact].kind is Kind.BOOL else FACTS[fact].values
    return known_true(OneOf(fact, tuple(value for value in allowed if value in NEGATIVE)))


def _warnings(mismatches: Iterable[Mismatch]) -> Iterator[Definition]:
    """Which facts do not fit each other, and of each mismatch the facts that are recorded."""
    found = {each: Named(f"warning: {each.code}", each.message, known_true(each.when)) for each in mismatches}
    yield Definition("warnings", Gathered(tuple((met, each.code) for each, met in found.items())))
    for each, met in found.items():
        facts = tuple((met & Recorded(fact), fact) for fact in each.facts)
        yield Definition(f"warning: {each.code}: facts", Gathered(facts))


def _used(asked: Ready) -> Iterator[tuple[Criterion, str]]:
    """Each threshold, when something recorded is compared with it."""
    for threshold in asked.rules.thresholds:
        compared = tuple(Recorded(fact) for fact, name in asked.compared if name == threshold.name)
        yield Any(compared), threshold.name
