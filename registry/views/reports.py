"""Reports: one's own unit beside the country. Numbers alone; the patients behind them are a page of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.gates import staff_page
from registry.models import Department
from registry.report_page.asked import Asked, asked_of, unit_of
from registry.report_page.choices import controls, drawn, not_offered
from registry.report_page.figure import Figure
from registry.report_page.figures import FIGURES
from registry.report_page.follow_up import NOT_ASKED, follow_up_page, read_figure
from registry.report_page.page import page
from registry.report_page.report import Report
from registry.reports import drawing
from registry.selectors.patients import departments_of
from registry.selectors.report_cells import diagnoses_of_unit

SEEN_FOR_SECONDS = 60
EVERY_FIGURE: dict[str, Callable[[Asked], Figure]] = {
    **{code: lambda asked, of=of: of(Report(asked)) for code, of in FIGURES.items()},
    "follow-up": read_figure,
}


@require_safe
@staff_page("registry.see_reports")
def unit_report(request: HttpRequest) -> HttpResponse:
    asked, units, diagnoses = asked_here(request)
    offered = controls(asked, units, diagnoses)
    context = page(asked, diagnoses) | {
        "controls": drawn(offered),
        "not_offered": not_offered(request.GET, asked, offered),
    }
    response = render(request, "registry/unit_report.html", context)
    if request.htmx:
        said = _("The report is shown for %(unit)s.") % {"unit": asked.unit.name}
        response["HX-Trigger"] = json.dumps({"columna:announce": said})
    return response


@require_safe
@staff_page("registry.see_reports")
def follow_up_report(request: HttpRequest) -> HttpResponse:
    """How complete each wave of the unit is, year by year, against its target."""
    asked, units, diagnoses = asked_here(request)
    offered = controls(asked, units, diagnoses)
    context = follow_up_page(asked, diagnoses) | {
        "controls": drawn(offered, without=NOT_ASKED),
        "not_offered": not_offered(request.GET, asked, offered),
        "may_see_completeness": request.user.has_perm("registry.see_completeness"),
    }
    return render(request, "registry/follow_up_report.html", context)


@require_safe
@staff_page("registry.see_reports")
def report_figure(request: HttpRequest, figure: str, form: str) -> HttpResponse:
    """One figure as SVG, PNG or CSV; with `download` in the address as a file with title and surname."""
    if figure not in EVERY_FIGURE:
        raise Http404
    return written(request, EVERY_FIGURE[figure](asked_here(request)[0]), form)


def written(request: HttpRequest, figure: Figure, form: str) -> HttpResponse:
    """Http404 for a form there is none of, and for a chart of nothing."""
    if form not in WRITTEN:
        raise Http404
    is_file = "download" in request.GET
    response = WRITTEN[form](figure, is_file)
    response["Cache-Control"] = f"private, max-age={SEEN_FOR_SECONDS}"
    if is_file:
        response["Content-Disposition"] = f'attachment; filename="columna-{figure.code}.{form}"'
    return response


def asked_here(request: HttpRequest) -> tuple[Asked, list[Department], dict[str, int]]:
    """What the address asks, the units its user may ask about, and the diagnoses of the one that is asked about."""
    units = list(departments_of(request.user))
    if not units:
        raise PermissionDenied  # somebody of no department has no unit to report on
    diagnoses = diagnoses_of_unit(unit_of(request.GET, units).pk)
    return asked_of(request.GET, units, list(diagnoses), timezone.localdate()), units, diagnoses


def _svg(figure: Figure, is_file: bool) -> HttpResponse:
    return HttpResponse(drawing.svg(_chart(figure, is_file)), content_type="image/svg+xml")


def _png(figure: Figure, is_file: bool) -> HttpResponse:
    return HttpResponse(drawing.png(_chart(figure, is_file)), content_type="image/png")


def _chart(figure: Figure, is_file: bool) -> dict[str, Any]:
    chart = figure.chart(titled=is_file)
    if chart is None:
        raise Http404
    return chart


def _csv(figure: Figure, _is_file: bool) -> HttpResponse:
    """Title and surname first: a file is read apart from its page."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows(
        [[figure.labels.title], [figure.labels.surname], [], figure.table.head, *figure.table.rows]
    )
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")


WRITTEN = {"svg": _svg, "png": _png, "csv": _csv}
