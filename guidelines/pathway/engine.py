"""The pathway for one patient: every action's verdict, with its reasons. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.answer import Answer, RedFlags, Warned
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.finding import Finding
from guidelines.pathway.functional_category import suggest
from guidelines.pathway.plan import Plan, planned
from guidelines.pathway.readings.closure import facts_of, limits_of
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.verdict import Memo, Status, reader
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Thresholds

NEGATIVE = (False, "none")


class Ready:
    """A rule set made ready to be asked: its trees turned into functions, once."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.plans = {action.code: planned(action) for action in rules.actions}
        self.urgent = tuple(self.plans[action.code] for action in rules.urgent)
        # Which urgent action an alarm fact speaks for; each fact is asked by exactly one.
        self.raised_by = {
            fact: action.code
            for action in rules.urgent
            for fact in facts_of(action.when)
            if fact in ALARM_FACTS
        }
        self.compared = limits_of(rules.criteria)  # each fact with a threshold it is compared with
        self.goal_met = reader(rules.goal_met)
        self.warnings = tuple((warning, reader(warning.when)) for warning in rules.warnings)


ready = kept(Ready)
PLANS: dict[str, Plan] = ready(CURRENT).plans


def evaluate(
    facts: PatientFacts,
    thresholds: Thresholds | None = None,
    *,
    rules: RuleSet = CURRENT,
    plans: Iterable[Plan] | None = None,
) -> Answer:
    """The answer for these facts, judged by these thresholds, or by the rule set's own. Never raises for facts that
    were let in.

    `plans` are the actions to ask about, in any order; all of them if none are given.
    """
    limits, asked = thresholds or rules.thresholds, ready(rules)
    patient = _Patient(facts, limits, asked)
    return Answer(
        ruleset=rules.version,
        findings=tuple(patient.findings(asked.plans.values() if plans is None else plans)),
        red_flags=patient.red_flags(),
        goal_met=patient.goal_met(),
        functional_category=suggest(facts, limits, bool(patient.urgent), rules.functional),
        thresholds=limits,
        thresholds_used=patient.thresholds_used(),
        warnings=tuple(patient.warnings()),
    )


class _Patient:
    """One patient while being evaluated: the record, the limits, and what has been worked out already."""

    def __init__(self, facts: PatientFacts, thresholds: Thresholds, asked: Ready) -> None:
        self.asked = asked
        self.record = vars(facts)
        self.limits = thresholds.values
        self.memo: Memo = {}
        self.urgent = tuple(
            plan.action.code
            for plan in asked.urgent
            if plan.present(self.record, self.limits, self.memo) is True
        )

    def findings(self, plans: Iterable[Plan]) -> Iterator[Finding]:
        for plan in plans:
            finding = plan.finding(self.record, self.limits, self.memo, self.urgent)
            if finding is not None:
                yield finding

    def thresholds_used(self) -> tuple[str, ...]:
        """The thresholds something recorded about this patient was compared with."""
        used = dict.fromkeys(name for fact, name in self.asked.compared if self.record[fact] is not None)
        return tuple(name for name in self.limits if name in used)

    def goal_met(self) -> Status:
        return self.asked.goal_met(self.record, self.limits, self.memo)

    def red_flags(self) -> RedFlags:
        recorded = {fact: self.record[fact] for fact in ALARM_FACTS if self.record[fact] is not None}
        positive = [fact for fact, value in recorded.items() if value not in NEGATIVE]
        return RedFlags(
            present=self.urgent,
            open=tuple(fact for fact in ALARM_FACTS if fact not in recorded),
            cleared=tuple(fact for fact in recorded if fact not in positive),
            noted=tuple(fact for fact in positive if self.asked.raised_by.get(fact) not in self.urgent),
        )

    def warnings(self) -> Iterator[Warned]:
        for warning, read in self.asked.warnings:
            if read(self.record, self.limits, self.memo) is True:
                about = tuple(fact for fact in warning.facts if self.record[fact] is not None)
                yield Warned(warning.code, about, warning.message)
