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
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.conflicts import saved_by
from decision_support.operation_page import rows_of_both
from registry.actions import background_draft_name, discard_draft, record_background, save_draft
from registry.forms.background_form import BackgroundForm
from registry.gates import patient_page
from registry.models import Draft, Episode, Patient, Timepoint, VersionConflict
from registry.selectors.follow_up_plans import waves_of
from registry.views.conflict import conflict_page, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_assessment", reads="background")
def background(request: HttpRequest, patient: Patient, episode: int, timepoint: str) -> HttpResponse:
    within = _within(patient, episode, timepoint)
    if request.method == "GET":
        draft = patient.drafts.filter(
            owner=request.user, form=background_draft_name(within, timepoint)
        ).first()
        return _page(request, _form(within, timepoint, draft=draft.content if draft else None), draft)
    form = _form(within, timepoint, request.POST)
    if form.is_valid():
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


@require_POST
@patient_page("registry.record_assessment", reads="draft of a background")
def background_draft(request: HttpRequest, patient: Patient, episode: int, timepoint: str) -> HttpResponse:
    """Keeps what is half filled in; with `discard`, forgets it."""
    within = _within(patient, episode, timepoint)
    owned = {"owner": request.user, "form": background_draft_name(within, timepoint), "patient": patient}
    if "discard" in request.POST:
        discard_draft(**owned)
        messages.success(request, _("The draft is discarded. The form shows what is recorded."))
        return redirect("background", key=patient.key, episode=episode, timepoint=timepoint)
    content = _form(within, timepoint, request.POST).typed
    if content:
        save_draft(**owned, content=content)
    else:
        discard_draft(**owned)
    return render(request, "decision_support/_draft_state.html", {"kept": bool(content)})


def _within(patient: Patient, episode: int, timepoint: str) -> Episode:
    within = get_object_or_404(patient.episodes, pk=episode)
    if timepoint not in _timepoints(within):
        raise Http404(timepoint)
    return within


def _form(episode: Episode, timepoint: str, data: Any = None, draft: Any = None) -> BackgroundForm:
    return BackgroundForm(
        data,
        episode=episode,
        timepoint=timepoint,
        standing=episode.backgrounds.filter(timepoint=timepoint).first(),
        on=timezone.localdate(),
        draft=draft,
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


def _page(request: HttpRequest, form: BackgroundForm, draft: Draft | None = None) -> HttpResponse:
    patient = form.episode.patient
    context = {
        "form": form,
        "draft": draft,
        "patient": patient,
        "title": Timepoint(form.timepoint).label,
        "draft_url": reverse("background-draft", args=[patient.key, form.episode.pk, form.timepoint]),
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
