"""Which facts about a patient's data raise a query by themselves, and whose task it is: one table. Pure.

A subject names a value: patient.sex, episode.diagnosis, or assessment.<timepoint>.<instrument>. A query about it has its
answer when something else stands there than what was found; what is missing is found as "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.instruments.translate import _

PATIENT_SEX, EPISODE_DIAGNOSIS = "patient.sex", "episode.diagnosis"
ASSESSMENT = "assessment."
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


def assessment_subject(timepoint: str, instrument: str) -> str:
    return f"{ASSESSMENT}{timepoint}.{instrument}"


def of_assessment(subject: str) -> tuple[str, str] | None:
    """Timepoint and instrument of a subject; None for another kind."""
    if not subject.startswith(ASSESSMENT):
        return None
    timepoint, _dot, instrument = subject.removeprefix(ASSESSMENT).partition(".")
    return timepoint, instrument
