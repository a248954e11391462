"""Reports about advice: whoever filed one reads what became of it, an editor answers it and replays what was said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guidelines.actions import answer_incident
from guidelines.forms.review import AnswerForm
from guidelines.models import IncidentReport, IncidentStep
from guidelines.presentation.incidents import incident_words
from guidelines.replay import replayed
from guidelines.review_selectors import incident_report, incident_reports
from registry import audit
from registry.gates import staff_page
from registry.paging import ListPaginator


@require_GET
@staff_page("guidelines.see_incidents")
def reports(request: HttpRequest) -> HttpResponse:
    """All of them for whoever sees the desk, else one's own."""
    page = ListPaginator(incident_reports(request.user)).get_page(request.GET.get("page"))
    sees_all = request.user.has_perm("guidelines.see_review_desk")
    return render(request, "guidelines/incident_list.html", {"page_obj": page, "sees_all": sees_all})


@require_GET
@staff_page("guidelines.see_incidents")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = incident_report(request.user, pk)
    audit.record_read(found, by=request.user, what="incident report")  # somebody's facts, though not whose
    return _shown(request, found)


@require_POST
@staff_page("guidelines.answer_incident")
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = incident_report(request.user, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    answer_incident(report=found, by=request.user, **form.cleaned_data)
    closed = form.cleaned_data["state"] == IncidentStep.State.CLOSED
    messages.success(
        request, _("Answered and closed.") if closed else _("The report says that it is being looked at.")
    )
    return redirect("guideline-report", pk)


def _shown(
    request: HttpRequest, found: IncidentReport, form: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "report": found,
        "words": incident_words(found),
        "replay": replayed(found),
        "steps": list(found.steps.select_related("answered_by")),
        "may_answer": request.user.has_perm("guidelines.answer_incident"),
        "form": form or AnswerForm(),
    }
    return render(request, "guidelines/incident_detail.html", context, status=status)
