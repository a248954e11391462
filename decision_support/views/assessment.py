"""The clinical assessment: filled with what is recorded, saved as what is new."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.visits import draft_for, has_an_age, recorded
from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.steps import steps
from registry.gates import patient_page
from registry.models import Episode, Patient
from registry.selectors import clinical


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_facts", reads="clinical assessment form")
def assessment(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The form; posted, it records what is new and leads on to the advice."""
    today = timezone.localdate()
    prefetch_related_objects([patient], "episodes")
    if not has_an_age(patient, today):
        context = {"patient": patient, "banner": banner(patient, on=today)}
        return render(request, "decision_support/assessment_without_age.html", context)
    episode = clinical.latest_open_episode(patient)
    if request.method == "GET":
        draft = draft_for(request.user, patient, AssessmentForm)
        form = AssessmentForm(patient=patient, on=today, draft=draft.content if draft else None)
        return _page(request, form, episode, draft=draft)
    form = AssessmentForm(request.POST, patient=patient, on=today, has_episode=episode is not None)
    if not form.is_valid():
        return _page(request, form, episode)
    return recorded(request, form, episode, "recommendation")


def _page(
    request: HttpRequest, form: AssessmentForm, episode: Episode | None, **context: Any
) -> HttpResponse:
    context |= {
        "patient": form.patient,
        "form": form,
        "steps": steps(form),
        "episode": episode,
        "banner": banner(form.patient, on=form.on, episode=episode),
    }
    return render(request, "decision_support/assessment.html", context, status=422 if form.errors else 200)
