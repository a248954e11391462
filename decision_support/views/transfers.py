"""Transfers of patients between departments: who asked whom, asking from either side, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision_support.banner import banner
from decision_support.transfer_words import QUEUES, counts_by_queue, transfer_rows, transfer_words
from guidelines.actions import take_over
from registry import audit
from registry.actions import ask_for_transfer, offer_transfer, reject_transfer, withdraw_transfer
from registry.actions.transfers import why_ended
from registry.chips import chips
from registry.forms.transfers import AskForm, OfferForm, RejectForm
from registry.gates import patient_page, staff_page, transfer_page
from registry.models import Patient, Transfer
from registry.paging import ListPaginator
from registry.selectors.transfers import (
    TRANSFERS,
    departments_that_transfer,
    transfer_counts,
    transfer_for,
    transfers_of,
    with_everything,
)


@require_safe
@staff_page(TRANSFERS)
def transfer_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("show", "")
    queue = asked if asked in dict(QUEUES) else ""
    found = transfers_of(request.user, queue).values_list("pk", flat=True)
    page = ListPaginator(found).get_page(request.GET.get("page"))
    rows = transfer_rows(with_everything(page.object_list), request.user)
    seen = [row.seen_key for row in rows if row.seen_key]
    audit.record_list_read(Patient, by=request.user, what="transfer list", keys=seen)
    counts = counts_by_queue(transfer_counts(request.user))
    context = {
        "page_obj": page,
        "rows": rows,
        "queue": queue,
        "chips": chips(request.GET, "show", QUEUES, counts=counts),
    }
    return render(request, "decision_support/transfer_list.html", context)


@require_http_methods(["GET", "POST"])
@staff_page(TRANSFERS)
def transfer_ask(request: HttpRequest) -> HttpResponse:
    """A department asks for somebody it knows by number. Each number that was tried is recorded."""
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, departments=departments_that_transfer(request.user))
    if request.method == "POST" and form.is_valid() and (asked := _asked(request, form)):
        messages.success(
            request, _("Asked. The department that has the patient answers; you read here what.")
        )
        return redirect("transfer", asked.pk)
    return render(
        request, "decision_support/transfer_ask.html", {"form": form}, status=422 if form.errors else 200
    )


def _asked(request: HttpRequest, form: AskForm) -> Transfer | None:
    """The new transfer; None where it was refused, and then the form says why."""
    found = form.found()
    keys = [str(patient.key) for patient in found]
    audit.record_list_read(Patient, by=request.user, what="number asked for in a transfer", keys=keys)
    patient = form.the_one(found)
    if patient is None:
        return None
    try:
        return ask_for_transfer(patient=patient, receiving=form.receiving, by=request.user, **form.said)
    except ValidationError as refused:
        form.take(refused)
        return None


@require_http_methods(["GET", "POST"])
@patient_page(TRANSFERS, reads="transfer form")
def transfer_offer(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The department that has the patient offers the patient to another."""
    sent = request.POST if request.method == "POST" else None
    form = OfferForm(sent, patient=patient)
    if request.method == "POST" and form.is_valid():
        receiving = form.cleaned_data["receiving"]
        try:
            offered = offer_transfer(patient=patient, receiving=receiving, by=request.user, **form.said)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("Asked. The patient stays yours until the other department accepts."))
            return redirect("transfer", offered.pk)
    context = {
        "form": form,
        "patient": patient,
        "ended": why_ended(patient),
        "banner": banner(patient, on=timezone.localdate()),
    }
    return render(
        request, "decision_support/transfer_offer.html", context, status=422 if form.errors else 200
    )


@require_safe
@transfer_page(TRANSFERS)
def transfer(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    return _page(request, transfer)


@require_POST
@transfer_page(TRANSFERS, side="asked")
def transfer_accept(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    try:
        accepted = take_over(transfer=transfer, on=timezone.localdate(), by=request.user)
    except ValidationError as refused:
        return _refused(request, transfer, refused)
    if accepted.receiving_id not in request.user.patient_departments:
        messages.success(request, _("Accepted. The patient is no longer yours and has left your lists."))
        return redirect("transfer-list")
    messages.success(request, _("Accepted. The patient is yours, with all that is recorded."))
    return redirect("patient-page", key=accepted.patient.key)


@require_POST
@transfer_page(TRANSFERS, side="asked")
def transfer_reject(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _page(request, transfer, form=form, status=422)
    said = {"refusal": form.cleaned_data["refusal"], "note": form.cleaned_data["refusal_note"]}
    try:
        reject_transfer(transfer=transfer, by=request.user, **said)
    except ValidationError as refused:
        return _refused(request, transfer, refused, form=form)
    messages.success(request, _("Rejected. The other department reads why."))
    return redirect("transfer", transfer.pk)


@require_POST
@transfer_page(TRANSFERS, side="asking")
def transfer_withdraw(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    try:
        withdraw_transfer(transfer=transfer, by=request.user)
    except ValidationError as refused:
        return _refused(request, transfer, refused)
    messages.success(request, _("Withdrawn. The patient stays where the patient is."))
    return redirect("transfer", transfer.pk)


def _refused(
    request: HttpRequest, transfer: Transfer, refused: ValidationError, form: RejectForm | None = None
) -> HttpResponse:
    """The page as it stands now, with why nothing was done: 409 where somebody else was quicker."""
    closed = getattr(refused, "code", "") == "closed"
    if form is not None and not closed:
        form.take(refused)
        return _page(request, transfer, form=form, status=422)
    errors = [{"text": text} for text in refused.messages]
    standing = transfer_for(request.user, transfer.pk)
    return _page(request, standing, errors=errors, status=409 if closed else 422)


def _page(
    request: HttpRequest,
    transfer: Transfer,
    form: RejectForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    words = transfer_words(transfer, request.user)
    may = {side: request.user.has_perm(TRANSFERS, getattr(transfer, side)) for side in ("asked", "asking")}
    context |= {
        "transfer": words,
        "may_answer": transfer.is_open and may["asked"],
        "may_withdraw": transfer.is_open and may["asking"],
        "ended": why_ended(transfer.patient) if words.name and transfer.is_open else "",
        "form": form or RejectForm(),
        "banner": banner(transfer.patient, on=timezone.localdate()) if words.patient_key else None,
    }
    return render(request, "decision_support/transfer.html", context, status=status)
