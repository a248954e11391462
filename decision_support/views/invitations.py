"""Inviting a patient to answer the baseline or a follow-up, and taking note of an alarm that a patient reported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.completeness_words import names_of
from decision_support.questionnaire.delivery import address_of, language_of, qr_code, send_by_mail
from decision_support.questionnaire.state import state_of
from decision_support.row_words import SHORT_NAMES
from registry.actions import Sent, acknowledge_alarm, invite
from registry.forms.invitations import InviteForm
from registry.gates import patient_page
from registry.models import Episode, InvitationLink, Patient, Timepoint
from registry.selectors.invitations import invitation_of, open_until
from registry.selectors.wave_answers import asked_of, episode_with_course, instruments_by_link, wave_of
from registry.selectors.wordings import in_words

Channel = InvitationLink.Channel


@never_cache
@require_http_methods(["GET", "POST"])
@patient_page("registry.invite_patient", reads="invitation")
def wave_invite(request: HttpRequest, patient: Patient, episode: int, wave: str) -> HttpResponse:
    found = episode_with_course(patient, episode)
    code = wave if wave == Timepoint.BASELINE else wave_of(found, wave).code
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"email": _email(patient)})
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, code, form)
    try:
        sent = invite(
            episode=found,
            wave=code,
            channel=form.cleaned_data["channel"],
            email=form.cleaned_data["email"],
            on=timezone.localdate(),
            by=request.user,
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _page(request, found, code, form)
    return DELIVERED[sent.link.channel](request, patient, sent)


def _email(patient: Patient) -> str:
    identity = getattr(patient, "identity", None)
    return identity.email if identity else ""


def _page(request: HttpRequest, episode: Episode, wave: str, form: InviteForm) -> HttpResponse:
    today = timezone.localdate()
    invitation = invitation_of(episode.pk, wave)
    asked = asked_of(episode, wave)
    worded = in_words(episode.patient.department, asked)
    context: dict[str, Any] = {
        "form": form,
        "asked": names_of(instruments_by_link(episode, wave), SHORT_NAMES),
        "left_out": names_of([code for code in asked if code not in worded], SHORT_NAMES),
        "patient": episode.patient,
        "episode": episode,
        "wave": wave,
        "until": open_until(episode, wave, today),
        "back": _back(episode, wave),
        "label": Timepoint(wave).label,
        "links": invitation.links.all() if invitation else [],
        "state": state_of(invitation, today) if invitation else None,
        "banner": banner(episode.patient, on=today, episode=episode),
    }
    return render(request, "decision_support/wave_invite.html", context, status=422 if form.errors else 200)


def _back(episode: Episode, wave: str) -> str:
    if wave == Timepoint.BASELINE:
        return reverse("patient-page", args=[episode.patient.key])
    return reverse("follow-up-entry", args=[episode.patient.key, episode.pk, wave])


def _mailed(request: HttpRequest, patient: Patient, sent: Sent) -> HttpResponse:
    if send_by_mail(sent):
        messages.success(request, _("The e-mail is sent. Reminders follow by themselves."))
    else:
        messages.error(
            request,
            _("The e-mail could not be sent: the mail server refused it. Try later, or print a letter."),
        )
    return redirect(request.path)


def _letter(request: HttpRequest, patient: Patient, sent: Sent) -> HttpResponse:
    """The letter is the answer itself: the link is known now and never again."""
    address = address_of(sent.token)
    context = {
        "patient": patient,
        "department": patient.department,
        "address": address,
        "code": qr_code(address),
        "expires_on": sent.link.expires_on,
        "back": request.path,
    }
    with translation.override(language_of(sent.link.invitation)):
        return render(request, "questionnaire/letter.html", context)


def _on_tablet(request: HttpRequest, patient: Patient, sent: Sent) -> HttpResponse:
    """The tablet goes to the patient, so whoever opened it here is signed out first."""
    logout(request)
    return redirect("questionnaire", token=sent.token)


DELIVERED = {Channel.EMAIL: _mailed, Channel.LETTER: _letter, Channel.TABLET: _on_tablet}


@require_POST
@patient_page("registry.acknowledge_alarm", reads="reported alarm")
def alarm_acknowledge(request: HttpRequest, patient: Patient, alarm: int) -> HttpResponse:
    found = get_object_or_404(patient.reported_alarms, pk=alarm)
    acknowledge_alarm(alarm=found, by=request.user)
    messages.success(request, _("You have taken note of the alarm. Record what you find at the assessment."))
    return redirect("patient-page", key=patient.key)
