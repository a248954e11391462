"""The physiotherapist's page: tests are recorded, and the suggested category is confirmed or overridden."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.banner import banner
from decision_support.function_page import FunctionPage, context, function_page
from decision_support.visits import draft_for, draft_kept, has_an_age, recorded
from guidelines.actions import SecondConfirmationNeeded, SuggestionChanged, decide_functional_category
from guidelines.forms.assessment_form import FunctionForm
from guidelines.forms.decision import DecisionForm
from guidelines.presentation.decisions import category_label
from guidelines.presentation.suggestion import second_question
from registry.gates import patient_page
from registry.models import Patient
from registry.selectors import clinical


def needs_an_age(view):
    """Where neither a birth date nor an age is recorded, the page says so and what to do."""

    @wraps(view)
    def asked(request, patient, **rest):
        today = timezone.localdate()
        prefetch_related_objects([patient], "episodes")
        if has_an_age(patient, today):
            return view(request, patient, **rest)
        found = {"patient": patient, "banner": banner(patient, on=today), "title": _("Function")}
        return render(request, "decision_support/assessment_without_age.html", found)

    return asked


@require_http_methods(["GET", "POST"])
@patient_page("guidelines.see_functional_category", reads="function")
@needs_an_age
def function(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The tests and the suggestion; posted, it records what is new and shows what is suggested now."""
    if request.method == "GET":
        return _shown(request, _page_of(request, patient))
    if not request.user.has_perm("registry.record_facts", patient):
        raise PermissionDenied
    form = FunctionForm(request.POST, patient=patient, on=timezone.localdate())
    if not form.is_valid():
        page = function_page(request.user, form, episode=clinical.latest_open_episode(patient))
        return _shown(request, page, status=422)
    return recorded(request, form, None, "function")


@require_POST
@patient_page("registry.record_facts", reads="draft of the tests")
def function_draft(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Keeps what is half filled in, or forgets it."""
    return draft_kept(request, patient, FunctionForm, "function")


@require_POST
@patient_page("guidelines.decide_functional_category", reads="functional category decided")
@needs_an_age
def decide(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Confirms the suggestion that was on the screen, or records another category with its reason."""
    page, form = _page_of(request, patient), DecisionForm(request.POST)
    if page.draft:
        return _refused(request, page, _unsaved())
    if not form.is_valid():
        return _shown(request, page, decision=form, status=422)
    return _decided(request, page, form)


def _decided(request: HttpRequest, page: FunctionPage, form: DecisionForm) -> HttpResponse:
    patient, suggested = page.patient, page.advice.answer.functional_category
    chosen = form.chosen(suggested.category)
    try:
        decided = decide_functional_category(
            patient=patient,
            digest=form.cleaned_data["digest"],
            chosen=chosen,
            on=timezone.localdate(),
            by=request.user,
        )
    except SuggestionChanged:
        return _refused(request, page, _changed())
    except SecondConfirmationNeeded:
        asked = second_question(suggested, chosen.category)
        return _shown(request, page, decision=form, second_question=asked, status=422)
    except ValidationError as error:
        return _refused(request, page, " ".join(error.messages), status=422)
    messages.success(request, _("Decided: %(category)s.") % {"category": category_label(decided.category)})
    return redirect("function", key=patient.key)


def _page_of(request: HttpRequest, patient: Patient) -> FunctionPage:
    draft = draft_for(request.user, patient, FunctionForm)
    form = FunctionForm(patient=patient, on=timezone.localdate(), draft=draft.content if draft else None)
    return function_page(request.user, form, draft, clinical.latest_open_episode(patient))


def _shown(request: HttpRequest, page: FunctionPage, *, status: int = 200, **what: Any) -> HttpResponse:
    return render(request, "decision_support/function.html", context(page, **what), status=status)


def _refused(request: HttpRequest, page: FunctionPage, said: str, status: int = 409) -> HttpResponse:
    """Nothing is recorded; the suggestion as it is now is shown."""
    return _shown(request, page, errors=[{"text": said, "href": "#suggestion"}], status=status)


def _changed() -> str:
    return _(
        "The suggestion changed after you opened the page, so nothing was decided. This is the suggestion now; read it and decide again."
    )


def _unsaved() -> str:
    return _(
        "You have typed answers that are not saved, so nothing was decided. Save them, or discard them; then decide about the suggestion they make."
    )
