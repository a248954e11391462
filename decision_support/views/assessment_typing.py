"""While the assessment is being filled in: the draft that is kept, and the advice that forms."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from decision_support.live_answer import live_answer
from decision_support.visits import draft_kept
from guidelines.forms.assessment_form import AssessmentForm
from registry import audit
from registry.gates import patient_page
from registry.models import Patient


@require_POST
@patient_page("registry.record_facts", reads="draft of the clinical assessment")
def assessment_draft(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Keeps what is half filled in, or forgets it."""
    return draft_kept(request, patient, AssessmentForm, "assessment")


@require_POST
@patient_page("registry.record_facts", reads="advice forming")
def assessment_advice(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The advice for what is typed so far; nothing of it is stored."""
    prefetch_related_objects([patient], "episodes")
    form = AssessmentForm(request.POST, patient=patient, on=timezone.localdate())
    form.is_valid()
    _record_first_read(request, patient)
    return render(request, "decision_support/_live_answer.html", {"answer": live_answer(form)})


def _record_first_read(request: HttpRequest, patient: Patient) -> None:
    """The answer is asked for with every few keystrokes; who saw it is recorded once a session."""
    seen = request.session.get("advice_forming", [])
    if str(patient.key) not in seen:
        audit.record_read(patient, by=request.user, what="advice forming")
        request.session["advice_forming"] = [*seen, str(patient.key)]
