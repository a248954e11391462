"""Entering one follow-up: baseline and new answers side by side, saved together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.follow_up_entry import Entry, as_typed, compared, entry_for, sheets
from decision_support.views.answers import answers_conflict
from guidelines.actions import draft_key, record_follow_up
from registry.actions import Answered, discard_draft, save_draft
from registry.forms.follow_up import FollowUpForm
from registry.gates import patient_page
from registry.instruments import INSTRUMENTS
from registry.models import Patient, VersionConflict


@require_http_methods(["GET", "POST"])
@patient_page("registry.enter_follow_up", reads="follow-up entry")
def follow_up_entry(request: HttpRequest, patient: Patient, episode: int, wave: str) -> HttpResponse:
    entry = entry_for(patient, episode, wave, timezone.localdate())
    if request.method == "GET":
        key = draft_key(entry.episode, entry.wave)
        draft = patient.drafts.filter(owner=request.user, form=key).first()
        form = entry.form(draft=draft.content if draft else None)
        return _page(request, entry, form, draft=draft)
    form = entry.form(request.POST)
    if not form.is_valid():
        return _page(request, entry, form, status=422)
    return _stored(request, entry, form)


def _page(
    request: HttpRequest, entry: Entry, form: FollowUpForm, *, draft: object = None, status: int = 200
) -> HttpResponse:
    context = {
        "entry": entry,
        "form": form,
        "sheets": sheets(entry, form),
        "draft": draft,
        "draft_url": reverse(
            "follow-up-draft", args=[entry.episode.patient.key, entry.episode.pk, entry.wave.code]
        ),
        "may_close": request.user.has_perm("registry.close_wave", entry.episode.patient),
        "may_invite": request.user.has_perm("registry.invite_patient", entry.episode.patient),
        "banner": banner(entry.episode.patient, on=entry.on, episode=entry.episode),
    }
    return render(request, "decision_support/follow_up_entry.html", context, status=status)


def _stored(request: HttpRequest, entry: Entry, form: FollowUpForm) -> HttpResponse:
    try:
        record_follow_up(
            episode=entry.episode,
            wave=entry.wave,
            answered=form.answered,
            opened=form.opened,
            observed_on=form.cleaned_data["observed_on"].day,
            outside_confirmed=form.cleaned_data["outside_confirmed"],
            confirmed=form.confirmed,
            on=entry.on,
            by=request.user,
        )
    except VersionConflict as conflict:
        return answers_conflict(request, form, entry.standing, conflict, request.path)
    messages.success(request, _("The follow-up is saved. What changed stands below."))
    return redirect(request.path)


def _scorable(form: FollowUpForm) -> list[Answered]:
    """What is answered so far; an index is not asked for while its value set is blank."""
    return [one for one in form.answered if one.value_set or not INSTRUMENTS[one.instrument].value_sets]


@require_POST
@patient_page("registry.enter_follow_up", reads="follow-up draft")
def follow_up_draft(request: HttpRequest, patient: Patient, episode: int, wave: str) -> HttpResponse:
    """Keeps what is half filled in, for its owner, and says how it compares so far; with `discard`, forgets it."""
    entry = entry_for(patient, episode, wave, timezone.localdate())
    key = draft_key(entry.episode, entry.wave)
    if "discard" in request.POST:
        discard_draft(owner=request.user, form=key, patient=patient)
        messages.success(request, _("The draft is discarded. The form shows what is recorded."))
        return redirect(reverse("follow-up-entry", args=[patient.key, episode, wave]))
    form = entry.form(request.POST)
    form.is_valid()
    if set(form.changed_data) - {"version", "observed_on"}:
        kept = {name: request.POST.get(name, "") for name in form.fields}
        save_draft(owner=request.user, form=key, patient=patient, content=kept)
    context = {"compared": compared(entry, as_typed(_scorable(form)))}
    return render(request, "decision_support/_follow_up_compared.html", context)
