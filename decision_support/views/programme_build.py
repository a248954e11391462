"""The programme builder: exercises are chosen and dosed, and the physiotherapist confirms the programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.programme_builder import context, draft_for, form_for
from decision_support.programme_page import ProgrammePage, programme_page
from guidelines.actions import BasisChanged, Refused, confirm_programme
from guidelines.actions.training_programmes import DRAFT
from guidelines.forms.programme import ProgrammeForm
from guidelines.pathway.exercises import LIBRARY
from guidelines.presentation.doses import dose_of, dose_words
from registry.actions import discard_draft, save_draft
from registry.gates import patient_page
from registry.models import Patient, VersionConflict
from registry.views.conflict import Row, conflict_page, typed

DECIDES = "guidelines.decide_functional_category"
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "version", "token", "discard"})


@require_http_methods(["GET", "POST"])
@patient_page(DECIDES, reads="programme builder")
def programme_build(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = timezone.localdate()
    page = programme_page(patient, today)
    if page.now.basis is None:
        return _nothing_to_build(request, page)
    draft = draft_for(page, request.user)
    if request.method == "GET":
        form = form_for(page, today, draft=draft, anew="suggestion" in request.GET)
        return render(request, "decision_support/programme_build.html", context(page, form, draft, today))
    if request.POST.get("token") != page.now.token:
        return _built_anew(request, page)
    form = form_for(page, today, request.POST)
    if form.is_valid():
        return _confirmed(request, page, form)
    return _asked_again(request, page, form, 422)


@require_POST
@patient_page(DECIDES, reads="draft of the programme")
def programme_draft(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Keeps what is half filled in for its owner; with `discard`, forgets it."""
    draft = {"owner": request.user, "form": DRAFT, "patient": patient}
    if "discard" in request.POST:
        discard_draft(**draft)
        messages.success(request, _("The draft is discarded."))
        return redirect("programme-build", key=patient.key)
    fields = {name: value for name, value in request.POST.items() if name not in NOT_KEPT}
    save_draft(**draft, content={"fields": fields, "version": request.POST.get("version", "0")})
    return render(request, "decision_support/_draft_state.html", {"kept": True})


def _confirmed(request: HttpRequest, page: ProgrammePage, form: ProgrammeForm) -> HttpResponse:
    try:
        confirm_programme(
            patient=page.patient,
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
            written=form.written(),
            on=form.on,
            by=request.user,
        )
    except VersionConflict as conflict:
        return _conflict(request, page, form, conflict)
    except BasisChanged:
        return _built_anew(request, programme_page(page.patient, form.on))
    except Refused as refused:
        form.add_error(None, refused)
        return _asked_again(request, page, form, 422)
    messages.success(request, _("The programme is confirmed and can be printed."))
    return redirect("function", key=page.patient.key)


def _changed() -> str:
    return _(
        "The category, its phase or a constraint changed after you opened the page, so nothing was confirmed. What you "
        "typed is still here; this is what is offered now. Look at it again, then confirm."
    )


def _built_anew(request: HttpRequest, page: ProgrammePage) -> HttpResponse:
    """What was typed, on what is offered now; nothing is confirmed."""
    if page.now.basis is None:
        return _nothing_to_build(request, page)
    typed_anew = request.POST.copy()
    typed_anew["token"] = page.now.token
    form = form_for(page, timezone.localdate(), typed_anew)
    form.add_error(None, _changed())
    return _asked_again(request, page, form, 409)


def _asked_again(request: HttpRequest, page: ProgrammePage, form: ProgrammeForm, status: int) -> HttpResponse:
    found = context(page, form, None, form.on)
    return render(request, "decision_support/programme_build.html", found, status=status)


def _nothing_to_build(request: HttpRequest, page: ProgrammePage) -> HttpResponse:
    found = {"patient": page.patient, "banner": banner(page.patient, on=timezone.localdate()), "page": page}
    return render(request, "decision_support/programme_unconfirmed.html", found)


def _conflict(
    request: HttpRequest, page: ProgrammePage, form: ProgrammeForm, conflict: VersionConflict
) -> HttpResponse:
    """Both programmes, exercise by exercise."""
    theirs = conflict.current
    said = {"name": theirs.confirmed_by.get_full_name(), "when": date_format(theirs.confirmed_on)}
    return conflict_page(
        request,
        rows=_both(theirs.exercises, form),
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=reverse("programme-build", args=[page.patient.key]),
        saved=_("Confirmed by %(name)s, %(when)s.") % said,
        banner=banner(page.patient, on=form.on),
    )


def _both(kept: list[dict], form: ProgrammeForm) -> list[Row]:
    theirs = {
        row["code"]: dose_words(LIBRARY[row["code"]].dose, dose_of(row))
        for row in kept
        if row["code"] in LIBRARY
    }
    yours = {code: dose_words(LIBRARY[code].dose, dose) for code, dose in form.written().exercises.items()}
    return [Row(_(LIBRARY[code].title), theirs.get(code, ""), yours.get(code, "")) for code in theirs | yours]
