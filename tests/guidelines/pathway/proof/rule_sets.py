"""The real rules with one thing changed, and what the engine then says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guidelines.pathway.answer import Answer
from guidelines.pathway.criteria import All, Criterion, Named
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.recommendations import Action, Case
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import FunctionalRules, RuleSet


def with_action(code: str, **changes: object) -> RuleSet:
    """The rules with one action changed."""
    changed = replace(CURRENT.by_code[code], **changes)
    return replace(CURRENT, actions=tuple(changed if each.code == code else each for each in CURRENT.actions))


def without_case(code: str, case: str) -> RuleSet:
    return with_action(code, cases=tuple(each for each in CURRENT.by_code[code].cases if each.code != case))


def with_case(code: str, case: str, **changes: object) -> RuleSet:
    cases = CURRENT.by_code[code].cases
    return with_action(
        code, cases=tuple(replace(each, **changes) if each.code == case else each for each in cases)
    )


def case_of(code: str, case: str) -> Case:
    return next(each for each in CURRENT.by_code[code].cases if each.code == case)


def also(code: str, more: Criterion) -> RuleSet:
    """The rules with one action present only when something more is met."""
    return with_action(code, when=All((CURRENT.by_code[code].when, more)))


def without_part(criterion: Criterion, *facts: str) -> Criterion:
    """An All or an Any without the parts that read exactly these facts."""
    kept = tuple(part for part in criterion.parts if facts_of(part) != facts)
    assert len(kept) < len(criterion.parts), f"no part reads {facts} alone"
    return type(criterion)(kept)


def without_named(action: Action, name: str) -> Criterion:
    return All(
        tuple(part for part in action.when.parts if not (isinstance(part, Named) and part.code == name))
    )


def with_function(**changes: object) -> RuleSet:
    table: FunctionalRules = replace(CURRENT.functional, **changes)
    return replace(CURRENT, functional=table)


def with_row(kind: str, code: str, **changes: object) -> RuleSet:
    """The functional table with one step or constraint changed."""
    rows = getattr(CURRENT.functional, kind)
    return with_function(
        **{kind: tuple(replace(row, **changes) if row.code == code else row for row in rows)}
    )


@dataclass(frozen=True)
class Seen:
    """What the engine says of the patients a proof found."""

    answers: tuple[Answer, ...]
    patients: tuple[PatientFacts, ...]

    @property
    def facts(self) -> PatientFacts:
        return self.patients[0]

    def told(self, code: str, patient: int = 0) -> str | None:
        finding = self.answers[patient].actions.get(code)
        return finding.verdict.value if finding else None

    @property
    def alarm(self) -> bool:
        return bool(self.answers[0].red_flags.present)

    @property
    def category(self) -> str | None:
        return self.answers[0].functional_category.category

    @property
    def constraints(self) -> tuple[str, ...]:
        return self.answers[0].functional_category.constraints
