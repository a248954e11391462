"""Reporting that advice is wrong or unsafe, from the advice itself: the report keeps the inputs and not the patient."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.views.recommendation import needs_an_age
from guidelines.actions import report_incident
from guidelines.advice import Advice, advice_for
from guidelines.forms.incident import IncidentForm
from registry.gates import patient_page
from registry.models import Patient


@require_http_methods(["GET", "POST"])
@patient_page("guidelines.file_incident", reads="report about advice")
@needs_an_age
def incident_report(request: HttpRequest, patient: Patient) -> HttpResponse:
    advice = advice_for(patient, timezone.localdate())
    if request.method == "GET":
        start = {"digest": advice.digest, "about": request.GET.get("about", "")}
        return _shown(request, patient, advice, _form(patient, advice, initial=start))
    form = _form(patient, advice, data=request.POST)
    if request.POST.get("digest", advice.digest) != advice.digest:
        return _stale(request, patient, advice)
    if not form.is_valid():
        return _shown(request, patient, advice, form, status=422)
    report = report_incident(patient=patient, advice=advice, reported=form.reported(), by=request.user)
    messages.success(request, _("Reported. You read here what becomes of it."))
    return redirect("guideline-report", report.pk)


def _form(patient: Patient, advice: Advice, **given) -> IncidentForm:
    return IncidentForm(patient=patient, actions=advice.answer.actions, **given)


def _shown(request, patient, advice, form, *, errors=(), status=200) -> HttpResponse:
    context = {
        "patient": patient,
        "form": form,
        "errors": errors,
        "ruleset": advice.answer.ruleset,
        "banner": banner(patient, on=advice.sheet.facts.index_date),
    }
    return render(request, "decision_support/incident_report.html", context, status=status)


def _stale(request, patient, advice) -> HttpResponse:
    """The advice is another than the one on the person's screen: what they typed stays, about the advice of now."""
    typed = {**request.POST.dict(), "digest": advice.digest}
    said = _(
        "The advice changed after you opened the page, so nothing was reported. Read it again, then send."
    )
    form = _form(patient, advice, initial=typed)
    return _shown(request, patient, advice, form, errors=[{"text": said}], status=409)
