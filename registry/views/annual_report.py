"""Annual reports on the way: start one, watch it being made, read it with what the linter found, sign it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from registry.actions.annual_reports import cancel_report, sign_report, start_report, work_on_report
from registry.exchange.annual.files import NAMES, SHOWN
from registry.forms.annual_report import AnnualReportForm
from registry.gates import staff_page
from registry.models import AnnualReport
from registry.paging import ListPaginator
from registry.selectors.annual_reports import annual_reports, being_made, published_report

PERMISSION = "registry.make_annual_report"
SECONDS_A_CALL = 1.0  # of making for each call of the page; drawing the charts is one step and takes longer


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(PERMISSION)
def annual_report_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = AnnualReportForm(request.POST if request.method == "POST" else None, on=today)
    if form.is_valid():
        try:
            report = start_report(**form.cleaned_data, on=today, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("annual-report", report=report.pk)
    page = ListPaginator(annual_reports()).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "making": being_made()}
    return render(request, "registry/annual_report_list.html", context, status=422 if form.errors else 200)


@require_safe
@staff_page(PERMISSION)
def annual_report(request: HttpRequest, report: int) -> HttpResponse:
    return _shown(request, get_object_or_404(AnnualReport.objects.defer("content"), pk=report))


def _shown(request: HttpRequest, report: AnnualReport, refused: list[str] | None = None) -> HttpResponse:
    files = dict(report.files.filter(name=SHOWN).values_list("name", "content"))
    signatures = list(report.signatures.select_related("signed_by"))
    context = {
        "report": report,
        "shown": bytes(files.get(SHOWN, b"")).decode(),
        "names": NAMES if report.state == report.State.MADE else (),
        "signatures": signatures,
        "signed": any(one.signed_by_id == request.user.pk for one in signatures),
        "published": getattr(report, "published", None),
        "before": published_report(report.country, report.year),
        "refused": refused or [],
        "correction": request.POST.get("correction", ""),
    }
    return render(request, "registry/annual_report.html", context, status=422 if refused else 200)


@require_POST
@staff_page(PERMISSION)
def annual_report_work(request: HttpRequest, report: int) -> HttpResponse:
    """Makes on for a second, whoever calls; the page calls again and again while it is open."""
    worked = work_on_report(get_object_or_404(AnnualReport, pk=report), seconds=SECONDS_A_CALL)
    if not request.htmx:
        return redirect("annual-report", report=report)
    if not worked.is_making:
        return HttpResponseClientRedirect(reverse("annual-report", args=[report]))
    return render(request, "registry/_annual_report_progress.html", {"report": worked})


@require_POST
@staff_page(PERMISSION)
def annual_report_cancel(request: HttpRequest, report: int) -> HttpResponse:
    ended = cancel_report(get_object_or_404(AnnualReport, pk=report), by=request.user)
    if ended.state == AnnualReport.State.CANCELLED:
        messages.success(request, _("Cancelled. What was published before stands."))
    return redirect("annual-report", report=report)


@require_POST
@staff_page(PERMISSION)
def annual_report_sign(request: HttpRequest, report: int) -> HttpResponse:
    found = get_object_or_404(AnnualReport, pk=report)
    try:
        published = sign_report(found, by=request.user, correction=request.POST.get("correction", ""))
    except ValidationError as refused:
        return _shown(request, found, refused.messages)
    if published is None:
        messages.success(request, _("Signed. It is published when somebody else has signed it too."))
        return redirect("annual-report", report=report)
    messages.success(request, _("Signed and published."))
    return redirect("published-report", country=published.country, year=published.year)


@require_safe
@staff_page(PERMISSION)
def annual_report_file(request: HttpRequest, report: int, name: str) -> HttpResponse:
    found = (
        get_object_or_404(AnnualReport.objects.defer("content"), pk=report).files.filter(name=name).first()
    )
    if found is None or name not in NAMES:
        raise Http404
    return as_download(found)


def as_download(file) -> HttpResponse:
    """Byte for byte as it was made, with its digest; never shown within Columna."""
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Digest"] = f"sha-256={file.digest}"
    return answer
