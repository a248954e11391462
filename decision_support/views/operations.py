"""The surgeon's form: an operation recorded, or corrected; its draft; and what the department usually answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.conflicts import saved_by
from decision_support.operation_page import OperationPage, rows_of_both
from guidelines.actions.patients import add_operation
from registry.actions import discard_draft, save_draft
from registry.forms.operations import OperationForm
from registry.gates import patient_page
from registry.models import Draft, Operation, Patient, VersionConflict
from registry.selectors.operations import Usual, usual_answers
from registry.views.conflict import conflict_page, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_procedure", reads="operation form")
def procedure_record(request: HttpRequest, patient: Patient, episode: int) -> HttpResponse:
    """A new operation within an episode."""
    within = get_object_or_404(patient.episodes, pk=episode)
    return _answered(request, OperationPage(patient, within, None, timezone.localdate()))


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_procedure", reads="operation form")
def operation_edit(request: HttpRequest, patient: Patient, operation: int) -> HttpResponse:
    """A recorded operation, to add to it or to correct it."""
    standing = get_object_or_404(Operation, pk=operation, episode__patient=patient)
    return _answered(request, OperationPage(patient, standing.episode, standing, timezone.localdate()))


@require_POST
@patient_page("registry.record_procedure", reads="draft of an operation")
def operation_draft(request: HttpRequest, patient: Patient, episode: int) -> HttpResponse:
    """Keeps what is half filled in; with `discard`, forgets it. `operation` names the one that is corrected."""
    within = get_object_or_404(patient.episodes, pk=episode)
    standing = within.operations.filter(pk=_number(request.POST.get("operation"))).first()
    page = OperationPage(patient, within, standing, timezone.localdate())
    owned = {"owner": request.user, "form": page.draft_name, "patient": patient}
    if "discard" in request.POST:
        discard_draft(**owned)
        messages.success(request, _("The draft is discarded. The form shows what is recorded."))
        return redirect(page.url)
    content = page.form(request.POST).typed
    if content:
        save_draft(**owned, content=content)
    else:
        discard_draft(**owned)
    return render(request, "decision_support/_draft_state.html", {"kept": bool(content)})


def _answered(request: HttpRequest, page: OperationPage) -> HttpResponse:
    if request.method == "GET":
        draft = page.patient.drafts.filter(owner=request.user, form=page.draft_name).first()
        return _shown(request, page, page.form(draft=draft.content if draft else None), draft=draft)
    form = page.form(request.POST)
    if "usual" in request.POST:
        return _as_usual(request, page, form)
    return _recorded(request, page, form) if form.is_valid() else _shown(request, page, form)


def _as_usual(request: HttpRequest, page: OperationPage, form: OperationForm) -> HttpResponse:
    """The form with what was typed, and the department's usual answers where nothing was; nothing is stored."""
    kinds = form.typed.get("kind") or form.opened.get("kind") or []
    usual = usual_answers(page.patient.department, kinds) if kinds else Usual(0)
    before = form.opened | form.typed
    filled = {name: value for name, value in usual.answers.items() if before.get(name) in ("", None)}
    messages.info(request, page.said_of_usual(kinds, usual, filled))
    return _shown(request, page, page.form(draft=form.typed | filled), filled=set(filled))


def _recorded(request: HttpRequest, page: OperationPage, form: OperationForm) -> HttpResponse:
    try:
        add_operation(
            episode=page.episode,
            version=form.cleaned_data["version"],
            operated=form.operated,
            operation=page.operation,
            draft=page.draft_name,
            on=page.on,
            by=request.user,
            confirmed=form.confirmed,
        )
    except VersionConflict as conflict:
        return _conflict(request, page, form, conflict)
    except ValidationError as refused:
        form.take(refused)
        return _shown(request, page, form)
    messages.success(request, _("The operation is recorded. Follow-up counts from the latest one."))
    return redirect("patient-page", key=page.patient.key)


def _conflict(
    request: HttpRequest, page: OperationPage, form: OperationForm, conflict: VersionConflict
) -> HttpResponse:
    return conflict_page(
        request,
        rows=rows_of_both(form, page.standing_form(conflict.current)),
        hidden=typed(request.POST),
        version=conflict.standing,
        back_url=page.back_url,
        saved=saved_by(conflict.current),
        banner=banner(page.patient, on=page.on, episode=conflict.current),
    )


def _shown(
    request: HttpRequest,
    page: OperationPage,
    form: OperationForm,
    draft: Draft | None = None,
    filled: Any = frozenset(),
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "draft": draft,
        "filled": filled,
        "banner": banner(page.patient, on=page.on, episode=page.episode),
    }
    return render(request, "decision_support/operation.html", context, status=422 if form.errors else 200)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
