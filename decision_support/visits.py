"""A form of facts, whole or in part: opened with what is recorded or half typed, saved as what is new."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.actions.clinical_assessment import record_clinical_assessment
from guidelines.adapters import age_on
from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.conflict import both_versions, kept
from guidelines.forms.draft import draft_of
from guidelines.pathway.facts import FACTS
from registry.actions import discard_draft, save_draft
from registry.models import Draft, Episode, Patient, VersionConflict
from registry.selectors import clinical
from registry.views.conflict import conflict_page


def has_an_age(patient: Patient, on: date) -> bool:
    """The pathway cannot be asked without one, or with one that nobody has."""
    age, allowed = age_on(patient, on), FACTS["age_years"]
    return age is not None and allowed.low <= age <= allowed.high


def draft_for(user: Any, patient: Patient, asked: type[AssessmentForm]) -> Draft | None:
    """What this user had typed into this form and not saved."""
    return patient.drafts.filter(owner=user, form=asked.draft_name).first()


def draft_kept(
    request: HttpRequest, patient: Patient, asked: type[AssessmentForm], page: str
) -> HttpResponse:
    """Keeps what is half filled in for its owner; with `discard`, forgets it and leads to `page`."""
    draft = {"owner": request.user, "form": asked.draft_name, "patient": patient}
    if "discard" in request.POST:
        discard_draft(**draft)
        messages.success(request, _("The draft is discarded. The form shows what is recorded."))
        return redirect(page, key=patient.key)
    content = draft_of(request.POST)
    if content:
        save_draft(**draft, content=content)
    else:
        discard_draft(**draft)
    return render(request, "decision_support/_draft_state.html", {"kept": bool(content)})


def recorded(request: HttpRequest, form: AssessmentForm, episode: Episode | None, page: str) -> HttpResponse:
    """Records what a valid form says and leads to `page`, or shows both versions."""
    answers = form.typed.changes
    try:
        record_clinical_assessment(
            patient=form.patient,
            facts_version=form.cleaned_data["version"],
            answers=answers,
            episode=episode,
            observed_on=form.visit.day,
            draft=form.draft_name,
            on=form.on,
            by=request.user,
        )
    except VersionConflict as conflict:
        return _conflict(request, form, conflict, page)
    said = ngettext("%(n)d answer is recorded.", "%(n)d answers are recorded.", len(answers))
    unchanged = _("Nothing was changed: the earlier answers stand.")
    messages.success(request, said % {"n": len(answers)} if answers else unchanged)
    return redirect(page, key=form.patient.key)


def _conflict(
    request: HttpRequest, form: AssessmentForm, conflict: VersionConflict, page: str
) -> HttpResponse:
    return conflict_page(
        request,
        rows=both_versions(form),
        hidden=kept(form),
        version=conflict.standing,
        back_url=reverse(page, kwargs={"key": form.patient.key}),
        saved=_saved_by(form.patient),
    )


def _saved_by(patient: Patient) -> str:
    last = clinical.last_recording(patient)
    if last is None or last.recorded_by is None:
        return ""
    when = date_format(timezone.localtime(last.recorded_at), "SHORT_DATETIME_FORMAT")
    return _("Saved by %(name)s, %(when)s.") % {"name": last.recorded_by, "when": when}
