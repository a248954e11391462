"""Erasing who a person is: what goes, what stays and why, then the name typed, and no way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from registry.actions import erase_person
from registry.forms.erasure import ErasureForm
from registry.gates import patient_page
from registry.models import Patient
from registry.views.conflict import said_on, status_of


@require_http_methods(["GET", "POST"])
@patient_page("registry.erase_person", reads="erasure form")
def person_erase(request: HttpRequest, patient: Patient) -> HttpResponse:
    on = timezone.localdate()
    form = ErasureForm(request.POST if request.method == "POST" else None, patient=patient)
    if request.method == "POST" and form.is_valid():
        version, ground = form.cleaned_data["version"], form.cleaned_data["ground"]
        changed = _(
            "Somebody saved this patient meanwhile, so nothing is erased. Open the page again and look."
        )
        with said_on(form, meanwhile=changed):
            erase_person(patient=patient, version=version, ground=ground, on=on, by=request.user)
            messages.success(
                request, _("The person is erased. What was done and measured stays, without a name.")
            )
            return redirect("patient-page", key=patient.key)
    context = {"form": form, "patient": patient, "banner": banner(patient, on=on)}
    return render(request, "decision_support/person_erase.html", context, status=status_of(form))
