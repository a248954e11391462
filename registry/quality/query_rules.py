"""Which facts about a patient's data raise a query by themselves, and whose task it is: one table of what is missing; what is
unlikely is in that of the values (registry/value_rules.py). Pure.

A subject names a value: patient.sex, episode.diagnosis, assessment.<timepoint>.<instrument>, or
background.<timepoint>.<column>. A query about it has its
answer when something else stands there than what was found; what is missing is found as "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.instruments.translate import _
from registry.value_rules import Numbers, value_findings

PATIENT_SEX, EPISODE_DIAGNOSIS = "patient.sex", "episode.diagnosis"
ASSESSMENT, BACKGROUND = "assessment.", "background."
ASKED_OF_BACKGROUND = ("bmi", "sick_leave_days")
# Subject to what stands there, "" where it is missing, of one patient or one episode.
Values = Mapping[str, str]


@dataclass(frozen=True)
class QueryRule:
    """`about` is a subject, or the beginning of several; the rule asks where the value is missing."""

    code: str
    about: str
    task: str
    question: str

    def asks(self, values: Values) -> Iterator[str]:
        """The subjects that lack their value."""
        return (subject for subject, value in values.items() if self._is_about(subject) and not value)

    def _is_about(self, subject: str) -> bool:
        return subject.startswith(self.about) if self.about.endswith(".") else subject == self.about


QUERY_RULES: tuple[QueryRule, ...] = (
    QueryRule("sex-missing", PATIENT_SEX, "coordinator", _("The sex is not recorded.")),
    QueryRule("diagnosis-missing", EPISODE_DIAGNOSIS, "clinician", _("The diagnosis of the episode is not recorded.")),
    QueryRule("not-scorable", ASSESSMENT, "coordinator", _("Answered, and has no score: look at the blanks on the form.")),
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in QUERY_RULES}


def unlikely_in(values: Values) -> Iterator[tuple[str, str]]:
    """Rule and subject of what is unlikely among the values of one episode."""
    for subject, value in values.items():
        for finding in value_findings(_numbers(subject, values)) if value else ():
            if not finding.is_impossible:
                yield finding.rule.code, subject


def _numbers(subject: str, values: Values) -> Numbers:
    """What the rules of values speak of; a score is held against that of the baseline."""
    if subject.startswith(BACKGROUND):
        return {subject.rpartition(".")[2]: float(values[subject])}
    timepoint, instrument = of_assessment(subject) or ("", "")
    before = values.get(assessment_subject("baseline", instrument))
    if not before or timepoint in ("", "baseline"):
        return {}
    return {instrument: float(values[subject]), f"{instrument}_before": float(before)}


def background_subject(timepoint: str, column: str) -> str:
    return f"{BACKGROUND}{timepoint}.{column}"


def assessment_subject(timepoint: str, instrument: str) -> str:
    return f"{ASSESSMENT}{timepoint}.{instrument}"


def of_assessment(subject: str) -> tuple[str, str] | None:
    """Timepoint and instrument of a subject; None for another kind."""
    if not subject.startswith(ASSESSMENT):
        return None
    timepoint, _dot, instrument = subject.removeprefix(ASSESSMENT).partition(".")
    return timepoint, instrument
