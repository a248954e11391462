from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.advice import Advice
from guidelines.models import IncidentReport, IncidentStep
from registry import audit
from registry.free_text import named_in, personal_number_in
from registry.models import Patient


@dataclass(frozen=True)
class Reported:
    """What somebody says is the matter; `about` is the code of an action, "" for the advice whole."""

    about: str
    kind: str
    severity: str
    text: str


@transaction.atomic
def report_incident(*, patient: Patient, advice: Advice, reported: Reported, by: Any) -> IncidentReport:
    """Keeps what somebody says about this advice with what it was computed from, and not whose it was.

    Raises ValidationError where the text names the patient or holds a personal number.
    """
    text = reported.text.strip()
    refuse_identity(text, patient)
    report = IncidentReport(
        about=reported.about,
        kind=reported.kind,
        severity=reported.severity,
        text=text,
        ruleset=advice.answer.ruleset,
        facts=advice.facts,
        thresholds={threshold.name: threshold.as_json() for threshold in advice.thresholds},
        answer=advice.told,
        digest=advice.digest,
        department_id=patient.department_id,
        reported_by=by,
        reported_on=advice.sheet.facts.index_date,
    )
    report.full_clean()
    report.save()
    audit.record_event("incident.reported", report, by=by, about=report.about, kind=report.kind)
    return report


def refuse_identity(text: str, patient: Patient) -> None:
    """ValidationError, naming what was found, where the text says who the patient is."""
    found = personal_number_in(text) or named_in(text, getattr(patient, "identity", None))
    if found:
        said = _("Found “%(found)s”. The report goes to people who must not know the patient: leave it out.")
        raise ValidationError({"text": said % {"found": found}})


@transaction.atomic
def answer_incident(
    *, report: IncidentReport, state: str, decision: str = "", answer: str = "", by: Any
) -> IncidentStep:
    """An editor takes a report up, or closes it with a decision and an answer that the reporter sees."""
    step = IncidentStep(report=report, state=state, decision=decision, answer=answer.strip(), answered_by=by)
    step.full_clean()
    step.save()
    audit.record_event("incident.answered", step, by=by, report=report.pk, state=state, decision=decision)
    return step
