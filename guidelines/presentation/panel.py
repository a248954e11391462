"""The answer in short, for the panel beside the assessment form while it is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.answer import Answer
from guidelines.pathway.finding import Finding
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.recommendations import Verdict
from guidelines.presentation.missing import MissingGroup, missing_groups
from guidelines.presentation.screen import FOLDED, GROUPS
from guidelines.presentation.stepper import Step, stepper
from guidelines.presentation.surroundings import AlarmWords, WarningWords, alarm_words, warnings

AGE_ALONE = "review.malignancy.age_only"


@dataclass(frozen=True)
class Line:
    """One action in a line: its title, and why in a few words."""

    code: str
    title: str
    why: str


@dataclass(frozen=True)
class PanelGroup:
    verdict: str
    title: str
    lines: tuple[Line, ...]
    folded: bool


@dataclass(frozen=True)
class Panel:
    """What `guidelines/_advice_panel.html` draws."""

    ruleset: str
    alarm: AlarmWords
    here: Step | None
    urgent: tuple[Line, ...]
    groups: list[PanelGroup]
    missing: list[MissingGroup]
    warnings: list[WarningWords]


def panel(answer: Answer, facts: PatientFacts) -> Panel:
    """The compact form of an answer to facts that need not be saved yet."""
    return Panel(
        ruleset=answer.ruleset,
        alarm=alarm_words(answer.red_flags),
        here=next((step for step in stepper(answer, facts) if step.state == "here"), None),
        urgent=_lines(answer, Verdict.URGENT),
        groups=[
            PanelGroup(verdict.value, _(title), lines, folded=verdict in FOLDED)
            for verdict, title in GROUPS
            if (lines := _lines(answer, verdict))
        ],
        missing=missing_groups(answer.findings),
        warnings=warnings(answer),
    )


def _lines(answer: Answer, verdict: Verdict) -> tuple[Line, ...]:
    """Those of a verdict; malignancy by age alone is left to the whole page."""
    return tuple(
        _line(finding)
        for finding in answer.findings
        if finding.verdict is verdict and finding.rule != AGE_ALONE
    )


def _line(finding: Finding) -> Line:
    return Line(finding.code, _(finding.action.title), _(finding.case.because))
