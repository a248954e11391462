"""The patients behind a number of one's own unit's report: as many as the number says."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from decision_support.patient_rows import patient_rows
from registry import audit
from registry.gates import staff_page
from registry.models import Patient
from registry.paging import CountedPaginator
from registry.report_page.asked import Asked
from registry.report_page.choices import controls, not_offered
from registry.report_page.labels import surname_of
from registry.report_page.report import Report
from registry.report_page.silent import DESCRIBED
from registry.reports.behind import BINNED, Behind, Group, number_in
from registry.selectors.report_cells import answered_at_wave
from registry.selectors.report_patients import EpisodesBehind, patients_of
from registry.views.reports import asked_here

TITLES = {
    Group.DUE: _("Due for the follow-up"),
    Group.BASELINE: _("With a baseline"),
    Group.ANSWERED_DUE: _("Due, and answered"),
    Group.ANSWERED: _("Answered the follow-up"),
    Group.PAIRED: _("With a baseline and a follow-up"),
    Group.REACHED: _("Reached the threshold"),
    Group.SILENT: _("Due and silent"),
    Group.WAVE_ANSWERED: _("Due, and answered by one of the instruments that answer the follow-up"),
}


@require_safe
@staff_page("registry.see_reports")
def report_patients(request: HttpRequest) -> HttpResponse:
    asked, units, diagnoses = asked_here(request)
    behind = _behind(request, asked)
    page = CountedPaginator(EpisodesBehind(behind), _number(asked, behind)).get_page(request.GET.get("page"))
    rows = patient_rows(request.user, patients_of(page.object_list), timezone.localdate())
    audit.record_list_read(Patient, by=request.user, what="report", keys=[row.key for row in rows])
    context = {
        "page_obj": page,
        "rows": rows,
        "title": TITLES[behind.group],
        "surname": surname_of(asked, threshold=behind.group is Group.REACHED),
        "here": asked.address(),
        "not_offered": not_offered(request.GET, asked, controls(asked, units, diagnoses)),
    }
    return render(request, "decision_support/report_patients.html", context)


def _number(asked: Asked, behind: Behind) -> int:
    """As the report shows it."""
    report, question = Report(asked), behind.question
    if behind.group is Group.WAVE_ANSWERED:
        return answered_at_wave(question)
    if not question.stratum:
        return number_in(report.own, behind.group, behind.threshold, behind.bin)
    part = report.described.get((question.stratum, question.value))
    return number_in(part, behind.group, behind.threshold) if part else 0


def _behind(request: HttpRequest, asked: Asked) -> Behind:
    """Http404 for a number that no report has."""
    of, stratum = request.GET.get("of", Group.BASELINE.value), request.GET.get("stratum", "")
    if of not in list(Group) or (stratum and stratum not in DESCRIBED):
        raise Http404
    value = request.GET.get("value", "").replace("unknown", "")
    question = replace(asked.of_unit(), stratum=stratum, value=value if stratum else "")
    return Behind(question, Group(of), asked.threshold, _bin(request, asked, Group(of)))


def _bin(request: HttpRequest, asked: Asked, group: Group) -> int | None:
    """The bin of a histogram that is asked for; Http404 for one that the group has not."""
    found = request.GET.get("bin", "")
    if not found:
        return None
    bins = asked.measure.change_bins if group is Group.PAIRED else asked.measure.bins
    if group not in BINNED or not found.isdecimal() or int(found) >= bins.count:
        raise Http404
    return int(found)
