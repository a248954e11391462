"""Correcting who a patient is, and recording what ended the follow-up."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.conflicts import both_versions, saved_by
from decision_support.views.registering import warn_of_number
from guidelines.actions.patients import correct
from registry.forms.patients import EditPatientForm
from registry.gates import patient_page
from registry.models import Patient, VersionConflict
from registry.selectors.patients import patient_for
from registry.views.conflict import conflict_page, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.edit_patient", reads="patient edit form")
def patient_edit(request: HttpRequest, patient: Patient) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = EditPatientForm(sent, patient=patient, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, patient, form)
        except VersionConflict as conflict:
            return _conflict(request, form, conflict)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("The changes are saved."))
            warn_of_number(request, form)
            return redirect("patient-page", key=patient.key)
    context = {"form": form, "patient": patient, "banner": banner(patient, on=form.on)}
    return render(request, "decision_support/patient_edit.html", context, status=422 if form.errors else 200)


def _correct(request: HttpRequest, patient: Patient, form: EditPatientForm) -> None:
    correct(
        patient=patient,
        version=form.cleaned_data["version"],
        person=form.person(),
        on=form.on,
        by=request.user,
        confirmed=form.confirmed,
        **form.life_events(),
    )


def _conflict(request: HttpRequest, form: EditPatientForm, conflict: VersionConflict) -> HttpResponse:
    standing = patient_for(request.user, form.patient.key)
    return conflict_page(
        request,
        rows=both_versions(form, EditPatientForm(patient=standing, on=form.on)),
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=reverse("patient-page", args=[standing.key]),
        saved=saved_by(standing),
        banner=banner(standing, on=form.on),
    )
