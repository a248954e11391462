"""What an answer may say, so that it can be proved of the rules and looked for in the engine's own answer.

Each has two sides that know nothing of each other: `criterion` composes it from the rules, for the proof;
`stands_in` finds it in an answer, so that a wrong composition or encoding cannot hide.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.answer import Answer
from guidelines.pathway.building import blank, known_true, not_true
from guidelines.pathway.criteria import Any, Criterion, Not
from guidelines.pathway.functional_criteria import constrains, has_status, suggests
from guidelines.pathway.functional_rules import Category, Status
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.recommendations import Case, Verdict
from guidelines.pathway.ruleset import RuleSet

NEVER = Any(())


class Said:
    """Something an answer says, or does not."""

    __slots__ = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The codes of the actions it is about."""
        return ()

    def criterion(self, rules: RuleSet) -> Criterion:
        """Met exactly for the patients whose answer says it; never not known."""
        raise NotImplementedError

    def stands_in(self, answer: Answer) -> bool:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Told(Said):
    """The action is present with one of these verdicts."""

    code: str
    verdicts: tuple[Verdict, ...] = tuple(Verdict)

    @property
    def actions(self) -> tuple[str, ...]:
        return (self.code,)

    def criterion(self, rules: RuleSet) -> Criterion:
        action = rules.by_code.get(self.code)
        return action.told(*self.verdicts) if action else NEVER

    def stands_in(self, answer: Answer) -> bool:
        finding = answer.actions.get(self.code)
        return finding is not None and finding.verdict in self.verdicts


@dataclass(frozen=True, slots=True)
class UrgentStands(Said):
    """At least one urgent.* action is present."""

    def criterion(self, rules: RuleSet) -> Criterion:
        return _urgent_stands(rules)

    def stands_in(self, answer: Answer) -> bool:
        return any(finding.code.startswith("urgent.") for finding in answer.findings)


@dataclass(frozen=True, slots=True)
class HasStatus(Said):
    """The functional category has this status."""

    status: Status

    def criterion(self, rules: RuleSet) -> Criterion:
        return has_status(self.status, rules)

    def stands_in(self, answer: Answer) -> bool:
        return answer.functional_category.status is self.status


@dataclass(frozen=True, slots=True)
class Suggested(Said):
    """One of these functional categories is suggested."""

    categories: tuple[Category, ...] = tuple(Category)

    def criterion(self, rules: RuleSet) -> Criterion:
        return Any(tuple(suggests(category, rules) for category in self.categories))

    def stands_in(self, answer: Answer) -> bool:
        return answer.functional_category.category in self.categories


@dataclass(frozen=True, slots=True)
class Constrained(Said):
    """Training must respect this constraint."""

    code: str

    def criterion(self, rules: RuleSet) -> Criterion:
        rows = (row for row in rules.functional.constraints if row.code == self.code)
        return Any(tuple(constrains(row, rules) for row in rows))

    def stands_in(self, answer: Answer) -> bool:
        return self.code in answer.functional_category.constraints


@dataclass(frozen=True, slots=True)
class Absent(Said):
    """The answer does not say it."""

    said: Said

    @property
    def actions(self) -> tuple[str, ...]:
        return self.said.actions

    def criterion(self, rules: RuleSet) -> Criterion:
        return Not(self.said.criterion(rules))

    def stands_in(self, answer: Answer) -> bool:
        return not self.said.stands_in(answer)


@dataclass(frozen=True, slots=True)
class Unexplained(Said):
    """The action is not cleared, and neither a fact nor an alarm is named that it waits for."""

    code: str

    @property
    def actions(self) -> tuple[str, ...]:
        return (self.code,)

    def criterion(self, rules: RuleSet) -> Criterion:
        action = rules.by_code[self.code]
        waiting = (case for case in action.cases if case.verdict is Verdict.NOT_CLEARED)
        return Any(tuple(action.reaches(case) & Not(_explained(case, rules)) for case in waiting))

    def stands_in(self, answer: Answer) -> bool:
        finding = answer.actions.get(self.code)
        if finding is None or finding.verdict is not Verdict.NOT_CLEARED:
            return False
        return not finding.missing and not finding.held_by


def _urgent_stands(rules: RuleSet) -> Criterion:
    return Any(tuple(action.present for action in rules.urgent))


def _explained(case: Case, rules: RuleSet) -> Criterion:
    """Something the case waits for is open. For a criterion not known that is at least one blank fact of it."""
    waited_for = [known_true(need.when) for need in case.needs]
    if case.decides is not None:
        waited_for += [blank(fact) & not_true(case.decides) for fact in facts_of(case.decides)]
    if case.held:
        waited_for.append(_urgent_stands(rules))
    return Any(tuple(waited_for))
