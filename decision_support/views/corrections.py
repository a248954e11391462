"""Correcting an episode; removing an episode or an operation that was recorded by mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.conflicts import both_versions, saved_by
from guidelines.actions.patients import drop_episode, drop_operation, mend_episode
from registry.forms.corrections import EpisodeCorrectForm, RemoveForm
from registry.gates import patient_page
from registry.models import Episode, Operation, Patient, VersionConflict
from registry.views.conflict import conflict_page, said_on, status_of, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.edit_patient", reads="episode correction")
def episode_correct(request: HttpRequest, patient: Patient, episode: int) -> HttpResponse:
    within = get_object_or_404(patient.episodes, pk=episode)
    sent = request.POST if request.method == "POST" else None
    form = EpisodeCorrectForm(sent, episode=within, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            _mend(request, form)
        except VersionConflict as conflict:
            return _conflict(request, patient, form, conflict)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("The episode is corrected. What follows from it is counted anew."))
            return redirect("patient-page", key=patient.key)
    context = {"form": form, "patient": patient, "episode": within}
    context["banner"] = banner(patient, on=form.on, episode=within)
    status = 422 if form.errors else 200
    return render(request, "decision_support/episode_correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
@patient_page("registry.edit_patient", reads="episode removal")
def episode_remove(request: HttpRequest, patient: Patient, episode: int) -> HttpResponse:
    within = get_object_or_404(patient.episodes, pk=episode)
    rows = (
        (_("Operations"), within.operations.count()),
        (_("Assessments"), within.assessments.count()),
        (_("Invitations"), within.invitations.count()),
    )
    return _removal(request, within, str(within), rows, lambda **said: drop_episode(episode=within, **said))


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_procedure", reads="operation removal")
def operation_remove(request: HttpRequest, patient: Patient, operation: int) -> HttpResponse:
    standing = get_object_or_404(Operation, pk=operation, episode__patient=patient)
    procedures = standing.episode.procedures.filter(performed_on=standing.performed_on)
    rows = ((_("Procedures of the day"), procedures.count()),)
    return _removal(
        request,
        standing.episode,
        str(standing),
        rows,
        lambda **said: drop_operation(operation=standing, **said),
    )


def _removal(
    request: HttpRequest, episode: Episode, what: str, rows: Any, remove: Callable[..., Any]
) -> HttpResponse:
    """Asks why, with what goes along, then removes."""
    on = timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = RemoveForm(sent, initial={"version": episode.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changed = _(
            "Somebody saved this episode meanwhile, so nothing is removed. Open the page again and look."
        )
        with said_on(form, meanwhile=changed):
            remove(version=said["version"], reason=said["reason"], on=on, by=request.user)
            messages.success(request, _("Removed. The history keeps what stood there, and why it went."))
            return redirect("patient-page", key=episode.patient.key)
    context = {
        "form": form,
        "what": what,
        "rows": rows,
        "patient": episode.patient,
        "banner": banner(episode.patient, on=on, episode=episode),
    }
    return render(request, "decision_support/record_remove.html", context, status=status_of(form))


def _mend(request: HttpRequest, form: EpisodeCorrectForm) -> None:
    said = form.cleaned_data
    mend_episode(
        episode=form.episode,
        version=said["version"],
        kind=said["kind"],
        diagnosis=said["diagnosis"],
        onset_on=said["onset_on"].day,
        onset_precision=said["onset_on"].precision,
        site=said.get("site") if "site" in form.fields else form.episode.site,
        on=form.on,
        by=request.user,
        confirmed=form.confirmed,
    )


def _conflict(
    request: HttpRequest, patient: Patient, form: EpisodeCorrectForm, conflict: VersionConflict
) -> HttpResponse:
    standing = patient.episodes.get(pk=form.episode.pk)
    return conflict_page(
        request,
        rows=both_versions(form, EpisodeCorrectForm(episode=standing, on=form.on)),
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=reverse("patient-page", args=[patient.key]),
        saved=saved_by(standing),
        banner=banner(patient, on=form.on, episode=standing),
    )
