"""The patient page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from decision_support.patient_page import page_of
from guidelines.actions import see_worse
from registry.gates import patient_page as gate
from registry.models import Patient


@gate("registry.see_patient", reads="patient page")
@require_GET
def patient_page(request, patient):
    page = page_of(patient, request.user, timezone.localdate())
    return render(request, "decision_support/patient_page.html", page)


@require_POST
@gate("guidelines.note_worse", reads="scores that got worse")
def worse_seen(request: HttpRequest, patient: Patient) -> HttpResponse:
    see_worse(patient=patient, by=request.user)
    messages.success(request, _("You have seen where the patient got worse; it has left the work list."))
    return redirect("patient-page", key=patient.key)
