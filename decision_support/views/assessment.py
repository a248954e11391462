"""The clinical assessment: filled with what is recorded, saved as what is new."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from guidelines.actions.clinical_assessment import record_clinical_assessment
from guidelines.adapters import age_on
from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.conflict import both_versions, kept
from guidelines.forms.draft import FORM
from guidelines.forms.steps import steps
from guidelines.pathway.facts import FACTS
from registry.gates import patient_page
from registry.models import Episode, Patient, VersionConflict
from registry.selectors import clinical
from registry.views.conflict import conflict_page


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_facts", reads="clinical assessment form")
def assessment(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The form; posted, it records what is new and leads on to the advice."""
    today = timezone.localdate()
    prefetch_related_objects([patient], "episodes")
    if not _has_an_age(patient, today):
        context = {"patient": patient, "banner": banner(patient, on=today)}
        return render(request, "decision_support/assessment_without_age.html", context)
    episode = clinical.latest_open_episode(patient)
    if request.method == "GET":
        draft = patient.drafts.filter(owner=request.user, form=FORM).first()
        form = AssessmentForm(patient=patient, on=today, draft=draft.content if draft else None)
        return _page(request, form, episode, draft=draft)
    form = AssessmentForm(request.POST, patient=patient, on=today, has_episode=episode is not None)
    if not form.is_valid():
        return _page(request, form, episode)
    return _recorded(request, form, episode)


def _has_an_age(patient: Patient, on: date) -> bool:
    """The pathway cannot be asked without one, or with one that nobody has."""
    age, allowed = age_on(patient, on), FACTS["age_years"]
    return age is not None and allowed.low <= age <= allowed.high


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


def _recorded(request: HttpRequest, form: AssessmentForm, episode: Episode | None) -> HttpResponse:
    answers = form.typed.changes
    try:
        record_clinical_assessment(
            patient=form.patient,
            facts_version=form.cleaned_data["version"],
            answers=answers,
            episode=episode,
            observed_on=form.visit.day,
            on=form.on,
            by=request.user,
        )
    except VersionConflict as conflict:
        return _conflict(request, form, conflict)
    said = ngettext("%(n)d answer is recorded.", "%(n)d answers are recorded.", len(answers))
    unchanged = _("Nothing was changed: the earlier answers stand.")
    messages.success(request, said % {"n": len(answers)} if answers else unchanged)
    return redirect("recommendation", key=form.patient.key)


def _conflict(request: HttpRequest, form: AssessmentForm, conflict: VersionConflict) -> HttpResponse:
    return conflict_page(
        request,
        rows=both_versions(form),
        hidden=kept(form),
        version=conflict.standing,
        back_url=reverse("recommendation", kwargs={"key": form.patient.key}),
        saved=_saved_by(form.patient),
    )


def _saved_by(patient: Patient) -> str:
    last = clinical.last_recording(patient)
    if last is None or last.recorded_by is None:
        return ""
    when = date_format(timezone.localtime(last.recorded_at), "SHORT_DATETIME_FORMAT")
    return _("Saved by %(name)s, %(when)s.") % {"name": last.recorded_by, "when": when}
