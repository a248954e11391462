"""The whole number of a patient, for somebody who asks to see it."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from registry.actions import reveal_number
from registry.gates import patient_page
from registry.models import Patient


@require_POST
@patient_page("registry.reveal_identity", reads="number")
def patient_number(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The fragment with the number; without htmx a page with it. The asking is recorded."""
    try:
        number = reveal_number(patient=patient, by=request.user)
    except ObjectDoesNotExist:  # imported: there is no number to show
        raise Http404 from None
    template = "_components/patient_id.html" if request.htmx else "registry/patient_number.html"
    return render(request, template, {"full_id": number, "patient": patient})
