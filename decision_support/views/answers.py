"""Responses to the instruments, item by item, with the score as it forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from decision_support.answers_page import AnswersPage
from decision_support.banner import banner
from guidelines.actions.answers import record_instruments
from registry.actions import save_draft
from registry.forms.answers import AnswersForm, field_name, versions_as_text
from registry.gates import patient_page
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Patient, VersionConflict
from registry.score_words import ScoreWords, score_words
from registry.views.conflict import Row, conflict_page, typed


@require_http_methods(["GET", "POST"])
@patient_page("registry.record_assessment", reads="questionnaire")
def instrument_entry(request: HttpRequest, patient: Patient, **asked: Any) -> HttpResponse:
    """The items of an instrument at a timepoint; posted, they are recorded, or correct what was recorded."""
    page = AnswersPage.of(patient, **asked, on=timezone.localdate())
    if request.method == "GET":
        draft = patient.drafts.filter(owner=request.user, form=page.draft_name).first()
        return _page(request, page, page.form(draft=draft.content if draft else None), draft=draft)
    form = page.form(request.POST)
    return _recorded(request, page, form) if form.is_valid() else _page(request, page, form)


@require_POST
@patient_page("registry.record_assessment", reads="questionnaire")
def instrument_score(request: HttpRequest, patient: Patient, **asked: Any) -> HttpResponse:
    """The score of what is answered so far; the answers are kept as a draft and not yet as an assessment."""
    page = AnswersPage.of(patient, **asked, on=timezone.localdate())
    form = page.form(request.POST)
    form.is_valid()
    if set(form.changed_data) - {"version", "observed_on"}:
        kept = {name: request.POST.get(name, "") for name in form.fields}
        save_draft(owner=request.user, form=page.draft_name, patient=patient, content=kept)
    return render(request, "decision_support/_score.html", {"scores": _scores(form), "form": form})


def _page(request: HttpRequest, page: AnswersPage, form: AnswersForm, **context: Any) -> HttpResponse:
    context |= {
        "page": page,
        "form": form,
        "patient": page.patient,
        "banner": banner(page.patient, on=page.on, episode=page.episode),
    }
    return render(request, "decision_support/answers.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, page: AnswersPage, form: AnswersForm) -> HttpResponse:
    try:
        record_instruments(
            episode=page.episode,
            answered=form.answered,
            opened=form.opened,
            timepoint=page.timepoint,
            observed_on=form.cleaned_data["observed_on"].day,
            draft=page.draft_name,
            on=page.on,
            by=request.user,
        )
    except VersionConflict as conflict:
        return answers_conflict(request, form, page.standing, conflict, page.url())
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _page(request, page, form)
    for score in _scores(form):
        messages.success(request, f"{score} ({', '.join(score.details)})")
    return redirect(page.url())


def _scores(form: AnswersForm) -> list[ScoreWords]:
    """Each instrument that has an answer, scored; without its value set an index is not asked for."""
    answered = [one for one in form.answered if one.value_set or not INSTRUMENTS[one.instrument].value_sets]
    return [
        score_words(
            INSTRUMENTS[one.instrument],
            INSTRUMENTS[one.instrument].score(one.responses, value_set=one.value_set),
        )
        for one in answered
    ]


def answers_conflict(
    request: HttpRequest,
    form: AnswersForm,
    standing: dict[str, Assessment],
    conflict: VersionConflict,
    back_url: str,
) -> HttpResponse:
    """What was typed beside what somebody saved meanwhile; `standing` is by instrument, as the page was opened."""
    standing = standing | {conflict.current.instrument: conflict.current}
    return conflict_page(
        request,
        rows=[both_answers(form, standing, instrument, item) for instrument, item in form.asked()],
        hidden=typed(request.POST),
        version=versions_as_text(standing),
        back_url=back_url,
    )


def both_answers(form: AnswersForm, standing: dict, instrument: Any, item: Any) -> Row:
    name, found = field_name(instrument, item), standing.get(instrument.code)
    theirs, yours = found and found.responses.get(item.code), form.cleaned_data.get(name)
    texts = ("" if value is None else str(value) for value in (theirs, yours))
    return Row(form.fields[name].label, theirs, yours, name, *texts)
