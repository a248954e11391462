"""How the patient was at a timepoint, beside what the instruments ask: recorded by whoever enters answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_support.banner import banner
from decision_support.conflicts import saved_by
from decision_support.operation_page import rows_of_both
from registry.actions import record_background
from registry.forms.background_form import BackgroundForm
from registry.gates import patient_page
from registry.models import Episode, Patient, Timepoint, VersionConflict
from registry.selectors.follow_up_plans import waves_of
from registry.views.conflict import conflict_page, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_assessment", reads="background")
def background(request: HttpRequest, patient: Patient, episode: int, timepoint: str) -> HttpResponse:
    within = get_object_or_404(patient.episodes, pk=episode)
    if timepoint not in _timepoints(within):
        raise Http404(timepoint)
    form = _form(within, timepoint, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, form)
        except VersionConflict as conflict:
            return _conflict(request, form, conflict)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("How the patient was is recorded."))
            return redirect("patient-page", key=patient.key)
    return _page(request, form)


def _form(episode: Episode, timepoint: str, data: Any = None) -> BackgroundForm:
    standing = episode.backgrounds.filter(timepoint=timepoint).first()
    return BackgroundForm(
        data, episode=episode, timepoint=timepoint, standing=standing, on=timezone.localdate()
    )


def _record(request: HttpRequest, form: BackgroundForm) -> None:
    record_background(
        episode=form.episode,
        version=form.cleaned_data["version"],
        timepoint=form.timepoint,
        observed_on=form.cleaned_data["observed_on"].day,
        columns=form.background_columns,
        diagnosis=form.cleaned_data.get("diagnosis"),
        by=request.user,
        confirmed=form.confirmed,
    )


def _conflict(request: HttpRequest, form: BackgroundForm, conflict: VersionConflict) -> HttpResponse:
    episode = conflict.current
    return conflict_page(
        request,
        rows=rows_of_both(form, _form(episode, form.timepoint)),
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=reverse("patient-page", args=[episode.patient.key]),
        saved=saved_by(episode),
        banner=banner(episode.patient, on=form.on, episode=episode),
    )


def _page(request: HttpRequest, form: BackgroundForm) -> HttpResponse:
    patient = form.episode.patient
    context = {
        "form": form,
        "patient": patient,
        "title": Timepoint(form.timepoint).label,
        "timepoints": list(_chips(form)),
        "banner": banner(patient, on=form.on, episode=form.episode),
    }
    return render(request, "decision_support/background.html", context, status=422 if form.errors else 200)


def _timepoints(episode: Episode) -> list[str]:
    return [Timepoint.BASELINE, *(wave.code for wave in waves_of(episode))]


def _chips(form: BackgroundForm) -> Iterator[dict[str, Any]]:
    """The timepoints of the episode, those with an answer named."""
    told = set(form.episode.backgrounds.values_list("timepoint", flat=True))
    for point in _timepoints(form.episode):
        title = Timepoint(point).label
        yield {
            "label": _("%(title)s, answered") % {"title": title} if point in told else title,
            "url": reverse("background", args=[form.episode.patient.key, form.episode.pk, point]),
            "active": point == form.timepoint,
            "count": None,
        }
