"""The patient page."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.patient_page import page_of
from registry.gates import patient_page as gate


@gate("registry.see_patient", reads="patient page")
@require_GET
def patient_page(request, patient):
    page = page_of(patient, request.user, timezone.localdate())
    return render(request, "decision_support/patient_page.html", page)
