"""The patient's questionnaire: no login, one question a screen, kept at each answer. Opened by a one-time link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from decision_support.questionnaire import session
from decision_support.questionnaire.birth_date import BirthDateForm
from decision_support.questionnaire.questions import Progress, codes_of, first_open, question_of
from decision_support.questionnaire.words import MEDICAL_LINES
from guidelines.actions import send_questionnaire
from registry.actions import AlreadyAnswered, check_birth_date, choose_language, keep_answer
from registry.models import Department, Invitation, ReportedAlarm
from registry.questionnaire_terms import ALARM, terms_on
from registry.selectors.invitations import link_for

View = Callable[..., HttpResponse]
LANGUAGES = dict(settings.LANGUAGES)
never_kept = cache_control(no_store=True, private=True)  # no time of day in a header, unlike never_cache


def by_link(view: View) -> View:
    """A view called as view(request, invitation, token, …). Whatever is wrong with a link, the answer is one and the same."""

    @wraps(view)
    def gated(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        link = link_for(token, timezone.localdate())
        if link is None:
            return _closed(request)
        translation.activate(_language(request, link.invitation))
        return view(request, link.invitation, token, **rest)

    return login_not_required(never_kept(gated))


def confirmed(view: View) -> View:
    """Only after the birth date was given in this browser; else back to the question for it."""

    @wraps(view)
    def gated(request: HttpRequest, invitation: Invitation, token: str, **rest: Any) -> HttpResponse:
        if not session.is_confirmed(request, invitation):
            return redirect("questionnaire", token=token)
        return view(request, invitation, token, **rest)

    return gated


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/closed.html", status=404)


def _language(request: HttpRequest, invitation: Invitation) -> str:
    asked = request.POST.get("language") or request.GET.get("language", "")
    return asked if asked in LANGUAGES else invitation.language or translation.get_language()


@require_http_methods(["GET", "POST"])
@by_link
def start(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Language, and the birth date."""
    form = BirthDateForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _start_page(request, invitation, token, form)
    today = timezone.localdate()
    if not check_birth_date(invitation=invitation, given=form.given, on=today):
        if link_for(token, today) is None:
            return _closed(request)
        form.add_error(None, _wrong(link_for(token, today).invitation))
        return _start_page(request, invitation, token, form)
    choose_language(invitation=invitation, language=translation.get_language())
    session.confirm(request, invitation)
    invitation.refresh_from_db(
        fields=["answers"]
    )  # taken up on another day, the alarm questions are open again
    return _to(token, first_open(invitation))


def _wrong(invitation: Invitation) -> str:
    left = terms_on(timezone.localdate()).attempts - invitation.attempts
    said = pgettext(
        "questionnaire",
        "That is not the birth date we have. You can try %(left)s more times, then the link closes.",
    )
    return said % {"left": left}


def _start_page(
    request: HttpRequest, invitation: Invitation, token: str, form: BirthDateForm
) -> HttpResponse:
    context = {
        "form": form,
        "token": token,
        "languages": LANGUAGES.items(),
        "department": invitation.episode.patient.department.name,
        "total": len(codes_of(invitation)),
        "resumes": bool(invitation.answers),
    }
    return render(request, "questionnaire/start.html", context, status=422 if form.errors else 200)


def _to(token: str, question: str) -> HttpResponse:
    if question:
        return redirect("questionnaire-question", token=token, question=question)
    return redirect("questionnaire-send", token=token)


@require_http_methods(["GET", "POST"])
@by_link
@confirmed
def question(request: HttpRequest, invitation: Invitation, token: str, question: str) -> HttpResponse:
    codes = codes_of(invitation)
    if question not in codes:
        raise Http404
    progress = Progress(codes, question)
    asked = question_of(invitation, question, translation.get_language())
    error = ""
    if request.method == "POST":
        try:
            answer = (
                Invitation.DECLINED
                if "decline" in request.POST
                else asked.read(request.POST.get("answer", ""))
            )
            keep_answer(invitation=invitation, question=question, answer=answer)
            if asked.is_alarm and answer is True:
                return redirect("questionnaire-call", token=token, question=question)
            return _to(token, progress.after)
        except ValidationError as refused:
            error = refused.messages[0]
        except AlreadyAnswered:
            return _closed(request)
    context = {
        "question": asked,
        "progress": progress,
        "token": token,
        "error": error,
        "typed": request.POST.get("answer", _typed(invitation, question)),
        "is_declined": invitation.answers.get(question) == Invitation.DECLINED,
    }
    return render(request, "questionnaire/question.html", context, status=422 if error else 200)


@require_safe
@by_link
@confirmed
def call(request: HttpRequest, invitation: Invitation, token: str, question: str) -> HttpResponse:
    """What to do after a yes to an alarm question, said at once; the questions go on from here."""
    codes = codes_of(invitation)
    if not question.startswith(ALARM) or question not in codes:
        raise Http404
    department = invitation.episode.patient.department
    context = {
        "token": token,
        "question": question,
        "after": Progress(codes, question).after,
        **_whom_to_call(department),
    }
    return render(request, "questionnaire/call.html", context)


def _whom_to_call(department: Department | None) -> dict[str, Any]:
    country = department.country if department else Department.Country.DENMARK
    return {"department": department, "medical_line": MEDICAL_LINES[country]}


def _typed(invitation: Invitation, question: str) -> int | str:
    kept = invitation.answers.get(question)
    return kept if type(kept) is int else ""


@require_http_methods(["GET", "POST"])
@by_link
@confirmed
def send(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The last look before the answers go to the department; also where one stops early."""
    if request.method == "POST":
        return _sent(request, invitation)
    codes = codes_of(invitation)
    declined = sum(answer == Invitation.DECLINED for answer in invitation.answers.values())
    context = {
        "token": token,
        "total": len(codes),
        "answered": len(invitation.answers) - declined,
        "declined": declined,
        "open": first_open(invitation),
        "last": codes[-1],
        "department": invitation.episode.patient.department.name,
    }
    return render(request, "questionnaire/send.html", context)


def _sent(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    department = invitation.episode.patient.department
    try:
        send_questionnaire(invitation=invitation, on=timezone.localdate())
    except AlreadyAnswered:
        return render(request, "questionnaire/already.html", {"department": department}, status=409)
    alarm = ReportedAlarm.objects.filter(invitation=invitation).exists()
    session.leave(request, department=department.pk, alarm=alarm, language=translation.get_language())
    return redirect("questionnaire-done")


@require_safe
@login_not_required
@never_kept
def done(request: HttpRequest) -> HttpResponse:
    """Thanks, and what to do; the same for anybody who opens the address without having answered."""
    said = session.said_at_the_end(request)
    if said.get("language") in LANGUAGES:
        translation.activate(said["language"])
    department = Department.objects.filter(pk=said.get("department")).first() if said else None
    context = {"alarm": said.get("alarm", False), **_whom_to_call(department)}
    return render(request, "questionnaire/done.html", context)
