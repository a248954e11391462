"""The recommendation: read it, answer it, sign it, print it, take it along as text."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from decision_support.advice_page import (
    AdvicePage,
    advice_page,
    context,
    response_context,
    signing_context,
)
from decision_support.banner import banner
from guidelines.actions import SignatureRefused, respond_to_advice, sign_advice
from guidelines.forms.response import ResponseForm
from guidelines.pathway.facts import FactError
from guidelines.presentation.changes import changes
from guidelines.presentation.record_text import record_text
from registry.gates import patient_page
from registry.models import Patient
from registry.selectors.invitations import alarms_waiting_of


def page_of(request: HttpRequest, patient: Patient) -> AdvicePage:
    return advice_page(patient, request.user, timezone.localdate())


def needs_an_age(view):
    """Where neither a birth date nor an age is recorded, the page says so and what to do, instead of advice."""

    @wraps(view)
    def asked(request, patient, **rest):
        try:
            return view(request, patient, **rest)
        except FactError:
            found = {"patient": patient, "banner": banner(patient, on=timezone.localdate())}
            return render(request, "decision_support/advice_without_age.html", found)

    return asked


@patient_page("guidelines.see_advice", reads="recommendation")
@require_GET
@needs_an_age
def recommendation(request, patient):
    return _shown(request, page_of(request, patient))


@patient_page("guidelines.respond", reads="response to advice")
@require_POST
@needs_an_age
def respond(request, patient):
    page, form = page_of(request, patient), ResponseForm(request.POST)
    if form.data.get("digest") != page.advice.digest:
        return _stale(request, page)
    if form.data.get("action") not in page.advice.answer.actions:
        raise Http404
    if not form.is_valid():
        return _refused(request, page, form)
    response = respond_to_advice(page.reading(), **form.said())
    return _responded(request, page.with_response(response), response.action)


@patient_page("guidelines.sign", reads="signature")
@require_POST
@needs_an_age
def sign(request, patient):
    page = page_of(request, patient)
    if request.POST.get("digest") != page.advice.digest:
        return _stale(request, page)
    if page.signature:  # pressed twice, or signed by somebody else meanwhile
        return redirect("advice-print", patient.key)
    try:
        confirmed = _confirmed(request.POST.getlist("confirmed"), page)
        sign_advice(page.reading(), confirmed=confirmed, shown=page.responses_as_shown())
    except SignatureRefused as refused:
        ticked = request.POST.getlist("confirmed")
        return _shown(request, page, errors=_open_points(refused, page), ticked=ticked, status=422)
    messages.success(request, _("Signed. The advice and your responses are kept as they were shown."))
    return redirect("advice-print", patient.key)


@patient_page("guidelines.see_advice", reads="what would change the advice")
@require_GET
@needs_an_age
def change(request, patient, action):
    page = page_of(request, patient)
    if action not in page.advice.answer.actions:
        raise Http404
    found = {
        "card": page.card(action),
        "changes": changes(page.advice.sheet, page.advice.answer, action),
        "patient": patient,
    }
    if request.htmx:
        return render(request, "decision_support/_change.html", found)
    shown_banner = banner(patient, on=page.screen.on, alarm=page.screen.alarm.state)
    return render(request, "decision_support/change.html", {**found, "banner": shown_banner})


@patient_page("guidelines.see_advice", reads="advice as text")
@require_GET
@needs_an_age
def text(request, patient):
    page = page_of(request, patient)
    return render(
        request,
        "decision_support/advice_text.html",
        {**context(page), "text": record_text(page.screen, page.signature)},
    )


@patient_page("guidelines.see_advice", reads="advice printed")
@require_GET
@needs_an_age
def print_view(request, patient):
    return render(request, "decision_support/advice_print.html", context(page_of(request, patient)))


def _shown(request, page, *, status=200, **what) -> HttpResponse:
    found = {
        **context(page, **what),
        "alarms": alarms_waiting_of(page.patient),
        "may_take_care": request.user.has_perm("registry.acknowledge_alarm", page.patient),
    }
    return render(request, "decision_support/recommendation.html", found, status=status)


def _responded(request, page, action) -> HttpResponse:
    card = page.card(action)
    if not request.htmx:
        messages.success(
            request, _("%(done)s: %(title)s.") % {"done": card.answered.done, "title": card.title}
        )
        return redirect(f"{reverse('recommendation', args=[page.patient.key])}#{card.anchor}")
    shown = {"card": card, **response_context(page, swapped=True), **signing_context(page)}
    return render(request, "decision_support/_responded.html", shown)


def _refused(request, page, form) -> HttpResponse:
    failed = form.refusal()
    card = page.card(failed["action"])
    if request.htmx:
        shown = {"card": card, **response_context(page, failed, swapped=True)}
        return render(request, "decision_support/_response.html", shown, status=422)
    errors = [{"text": failed["message"], "href": f"#{card.anchor}"}]
    return _shown(request, page, errors=errors, failed=failed, status=422)


def _stale(request, page) -> HttpResponse:
    """The advice is another than the one on the person's screen: nothing is recorded, the new one is shown."""
    said = _(
        "The advice changed after you opened the page, so nothing was recorded. This is the advice now; read it and answer again."
    )
    return _shown(request, page, errors=[{"text": said}], status=409)


def _confirmed(ticked: list[str], page: AdvicePage) -> dict[str, list[str]]:
    """Action to the texts that were ticked, from values like `procedure.vertebroplasty:0`."""
    confirmed: dict[str, list[str]] = {}
    for value in ticked:
        action, _colon, number = value.rpartition(":")
        finding = page.advice.told["actions"].get(action)
        if finding and number.isdecimal() and int(number) < len(finding["before_signing"]):
            confirmed.setdefault(action, []).append(finding["before_signing"][int(number)])
    return confirmed


def _open_points(refused: SignatureRefused, page: AdvicePage) -> list[dict[str, str]]:
    urgent = [page.card(code) for code in refused.unanswered]
    unconfirmed = [(page.card(code), text) for code, text in refused.unconfirmed]
    return [
        *(
            {"text": _("Urgent and not answered: %s") % card.title, "href": f"#{card.anchor}"}
            for card in urgent
        ),
        *(
            {
                "text": _("Not confirmed for “%(title)s”: %(text)s") % {"title": card.title, "text": _(text)},
                "href": "#signing",
            }
            for card, text in unconfirmed
        ),
    ]
