"""Opening an episode."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from guidelines.actions.patients import begin_episode
from registry.forms.episodes import EpisodeForm
from registry.gates import patient_page
from registry.models import Patient


@require_http_methods(["GET", "POST"])
@patient_page("registry.edit_patient", reads="episode form")
def episode_open(request: HttpRequest, patient: Patient) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = EpisodeForm(sent, patient=patient, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            begin_episode(
                patient=patient,
                kind=form.cleaned_data["kind"],
                diagnosis=form.cleaned_data["diagnosis"],
                onset=form.cleaned_data["onset_on"],
                site=form.cleaned_data.get("site"),
                on=form.on,
                by=request.user,
                confirmed=form.confirmed,
            )
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("The episode is open. Its baseline is what comes next."))
            return redirect("patient-page", key=patient.key)
    return _page(request, form, patient)


def _page(request: HttpRequest, form: EpisodeForm, patient: Patient) -> HttpResponse:
    context = {"form": form, "patient": patient, "banner": banner(patient, on=form.on)}
    return render(request, "decision_support/episode_open.html", context, status=422 if form.errors else 200)
