"""Opening an episode, and recording a procedure within one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.conflicts import saved_by
from guidelines.actions.patients import add_procedure, begin_episode
from registry.forms.episodes import EpisodeForm, ProcedureForm
from registry.gates import patient_page
from registry.models import Episode, Patient, VersionConflict
from registry.views.conflict import conflict_page, typed


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
    return _page(request, "episode_open", form, patient)


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_procedure", reads="procedure form")
def procedure_record(request: HttpRequest, patient: Patient, episode: int) -> HttpResponse:
    within = get_object_or_404(patient.episodes, pk=episode)
    sent = request.POST if request.method == "POST" else None
    form = ProcedureForm(sent, episode=within, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, within, form)
        except VersionConflict as conflict:
            return _conflict(request, patient, form, conflict)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("The procedure is recorded. Follow-up counts from it."))
            return redirect("patient-page", key=patient.key)
    return _page(request, "procedure_record", form, patient, within)


def _record(request: HttpRequest, episode: Episode, form: ProcedureForm) -> None:
    add_procedure(
        episode=episode,
        version=form.cleaned_data["version"],
        kind=form.cleaned_data["kind"],
        performed_on=form.cleaned_data["performed_on"].day,
        on=form.on,
        by=request.user,
        confirmed=form.confirmed,
    )


def _conflict(
    request: HttpRequest, patient: Patient, form: ProcedureForm, conflict: VersionConflict
) -> HttpResponse:
    standing = "; ".join(map(str, conflict.current.procedures.all()))
    kind = dict(form.fields["kind"].choices)[form.cleaned_data["kind"]]
    return conflict_page(
        request,
        rows=[(_("Procedures of the episode"), standing, f"{kind}, {form.cleaned_data['performed_on']}")],
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=reverse("patient-page", args=[patient.key]),
        saved=saved_by(conflict.current),
        banner=banner(patient, on=form.on, episode=conflict.current),
    )


def _page(
    request: HttpRequest,
    name: str,
    form: EpisodeForm | ProcedureForm,
    patient: Patient,
    episode: Episode | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "patient": patient,
        "episode": episode,
        "banner": banner(patient, on=form.on, episode=episode),
    }
    return render(request, f"decision_support/{name}.html", context, status=422 if form.errors else 200)
