"""Erasing who a person is: what goes, what stays and why, then the name typed, and no way back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from registry.actions import erase_person
from registry.forms.erasure import ErasureForm
from registry.gates import patient_page
from registry.models import Patient, VersionConflict


@require_http_methods(["GET", "POST"])
@patient_page("registry.erase_person", reads="erasure form")
def person_erase(request: HttpRequest, patient: Patient) -> HttpResponse:
    on, status = timezone.localdate(), 200
    form = ErasureForm(request.POST if request.method == "POST" else None, patient=patient)
    if request.method == "POST" and form.is_valid():
        version, ground = form.cleaned_data["version"], form.cleaned_data["ground"]
        try:
            erase_person(patient=patient, version=version, ground=ground, on=on, by=request.user)
        except VersionConflict:
            status = 409
            said = _(
                "Somebody saved this patient meanwhile, so nothing is erased. Open the page again and look."
            )
            form.add_error(None, said)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(
                request, _("The person is erased. What was done and measured stays, without a name.")
            )
            return redirect("patient-page", key=patient.key)
    context = {"form": form, "patient": patient, "banner": banner(patient, on=on)}
    status = status if status != 200 or not form.errors else 422
    return render(request, "decision_support/person_erase.html", context, status=status)
