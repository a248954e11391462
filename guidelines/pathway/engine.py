"""The pathway for one patient: every action's verdict, with its reasons. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidelines.pathway.alarms import ALARM_FACTS, URGENT
from guidelines.pathway.answer import Answer, RedFlags, Warned
from guidelines.pathway.derived import goal_met
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.finding import Finding
from guidelines.pathway.functional_category import suggest
from guidelines.pathway.functional_table import READ_BY_THE_TABLE
from guidelines.pathway.plan import Plan, planned
from guidelines.pathway.readings.closure import criteria_of, facts_of, limits_of
from guidelines.pathway.readings.verdict import Memo, Status, reader
from guidelines.pathway.rulebook import PATHWAY, RULESET
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.pathway.warnings import WARNINGS

PLANS: dict[str, Plan] = {action.code: planned(action) for action in PATHWAY}

# Which urgent action an alarm fact speaks for; each fact is asked by exactly one.
RAISED_BY = {fact: action.code for action in URGENT for fact in facts_of(action.when) if fact in ALARM_FACTS}
NEGATIVE = (False, "none")

# Each fact with a threshold it is compared with somewhere in the rules.
COMPARED = limits_of(
    (goal_met, *(criterion for action in PATHWAY for criterion in criteria_of(action)), *READ_BY_THE_TABLE)
)
READ_WARNINGS = tuple((warning, reader(warning.when)) for warning in WARNINGS)


def evaluate(
    facts: PatientFacts, thresholds: Thresholds = DEFAULT, *, plans: Iterable[Plan] = PLANS.values()
) -> Answer:
    """The answer for these facts, judged by these thresholds. Never raises for facts that were let in.

    `plans` are the actions to ask about, in any order.
    """
    patient = _Patient(facts, thresholds)
    return Answer(
        ruleset=RULESET,
        findings=tuple(patient.findings(plans)),
        red_flags=patient.red_flags(),
        goal_met=patient.goal_met(),
        functional_category=suggest(facts, thresholds, bool(patient.urgent)),
        thresholds=thresholds,
        thresholds_used=patient.thresholds_used(),
        warnings=tuple(patient.warnings()),
    )


class _Patient:
    """One patient while being evaluated: the record, the limits, and what has been worked out already."""

    def __init__(self, facts: PatientFacts, thresholds: Thresholds) -> None:
        self.record = vars(facts)
        self.limits = thresholds.values
        self.memo: Memo = {}
        self.urgent = tuple(
            action.code
            for action in URGENT
            if PLANS[action.code].present(self.record, self.limits, self.memo) is True
        )

    def findings(self, plans: Iterable[Plan]) -> Iterator[Finding]:
        for plan in plans:
            finding = plan.finding(self.record, self.limits, self.memo, self.urgent)
            if finding is not None:
                yield finding

    def thresholds_used(self) -> tuple[str, ...]:
        """The thresholds something recorded about this patient was compared with."""
        used = dict.fromkeys(name for fact, name in COMPARED if self.record[fact] is not None)
        return tuple(name for name in self.limits if name in used)

    def goal_met(self) -> Status:
        return reader(goal_met)(self.record, self.limits, self.memo)

    def red_flags(self) -> RedFlags:
        recorded = {fact: self.record[fact] for fact in ALARM_FACTS if self.record[fact] is not None}
        positive = [fact for fact, value in recorded.items() if value not in NEGATIVE]
        return RedFlags(
            present=self.urgent,
            open=tuple(fact for fact in ALARM_FACTS if fact not in recorded),
            cleared=tuple(fact for fact in recorded if fact not in positive),
            noted=tuple(fact for fact in positive if RAISED_BY[fact] not in self.urgent),
        )

    def warnings(self) -> Iterator[Warned]:
        for warning, read in READ_WARNINGS:
            if read(self.record, self.limits, self.memo) is True:
                about = tuple(fact for fact in warning.facts if self.record[fact] is not None)
                yield Warned(warning.code, about, warning.message)
