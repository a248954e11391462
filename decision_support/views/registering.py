"""Registering a patient with the episode they come with."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guidelines.actions.patients import REGISTER_FORM, register
from registry import audit
from registry.actions import discard_draft, save_draft
from registry.forms.patients import PersonForm, RegisterForm
from registry.forms.register_draft import opened, sealed_draft
from registry.gates import staff_page
from registry.models import Patient
from registry.selectors.patients import found_by, visible_patients, with_number
from registry.selectors.staff import departments_to_register_in


@require_http_methods(["GET", "POST"])
@staff_page("registry.register_patient")
def patient_register(request: HttpRequest) -> HttpResponse:
    """The form, filled with the draft where there is one; posted, it leads to the new patient's page."""
    draft = request.user.drafts.filter(form=REGISTER_FORM, patient=None).first()
    sent = request.POST if request.method == "POST" else None
    form = RegisterForm(
        sent,
        departments=departments_to_register_in(request.user),
        on=timezone.localdate(),
        draft=opened(draft),
    )
    if request.method == "POST" and form.is_valid() and (patient := _registered(request, form)):
        messages.success(request, _("The patient is registered. What comes next is the assessment."))
        warn_of_number(request, form)
        return redirect("patient-page", key=patient.key)
    known = _known(request, form)
    context = {
        "form": form,
        "draft": None if form.is_bound else draft,
        "known": known,
        "ask_for": form.somebody_has_it and known is None,
    }
    return render(
        request, "decision_support/patient_register.html", context, status=422 if form.errors else 200
    )


@require_POST
@staff_page("registry.register_patient")
def patient_register_draft(request: HttpRequest) -> HttpResponse:
    """Keeps what is half filled in for its owner, encrypted; with `discard`, forgets it."""
    owned = {"owner": request.user, "form": REGISTER_FORM, "patient": None}
    if "discard" in request.POST:
        discard_draft(**owned)
        messages.success(request, _("The draft is discarded."))
        return redirect("patient-register")
    content = sealed_draft(request.POST)
    if content:
        save_draft(**owned, content=content)
    else:
        discard_draft(**owned)
    return render(request, "decision_support/_draft_state.html", {"kept": bool(content)})


def warn_of_number(request: HttpRequest, form: PersonForm) -> None:
    """Said, never refused: numbers issued since 2007 may fail the check, and mistyped ones do."""
    if form.has_unusual_number:
        said = _(
            "The check digit of the number does not fit. Numbers issued since 2007 may be so, and mistyped ones are: compare it with the hospital record."
        )
        messages.warning(request, said)


def _registered(request: HttpRequest, form: RegisterForm) -> Patient | None:
    """The new patient; None where the action refused, and then the form says why."""
    try:
        return register(
            department=form.chosen_department,
            person=form.person(),
            episode=form.episode(),
            on=form.on,
            by=request.user,
            confirmed=form.confirmed,
        )
    except ValidationError as refused:
        form.take(refused)
        if "number" in getattr(refused, "error_dict", {}):  # somebody has it
            _record_try(request, form)
        return None


def _record_try(request: HttpRequest, form: RegisterForm) -> None:
    """As where a number is asked for in a transfer: whoever tries numbers leaves a trace, and is told no more than there."""
    known = with_number(form.cleaned_data["number_kind"], form.data["number"])
    keys = [str(patient.key) for patient in known]
    audit.record_list_read(Patient, by=request.user, what="number refused at registration", keys=keys)
    form.somebody_has_it = True


def _known(request: HttpRequest, form: RegisterForm) -> Patient | None:
    """The patient of the user's departments who has the number already, so that one need not search for them."""
    typed = form.data.get("number", "") if "number" in form.errors else ""
    return found_by(visible_patients(request.user), typed).first() if typed.strip() else None
