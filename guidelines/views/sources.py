"""The sources, and each with all it says."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guidelines.pathway.sources import SOURCES
from guidelines.presentation.source_pages import source_cards, source_page
from guidelines.presentation.statement_rows import statement_rows
from guidelines.views.unknown import Known, unknown
from registry.gates import staff_page
from registry.paging import ROWS_A_PAGE


@require_GET
@staff_page("guidelines.read_guideline")
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "guidelines/source_list.html", {"sources": source_cards(timezone.localdate())})


@require_GET
@staff_page("guidelines.read_guideline")
def source(request: HttpRequest, source: str) -> HttpResponse:
    if source not in SOURCES:
        there_are = [
            Known(_(one.title), reverse("guideline-source", args=[one.id])) for one in SOURCES.values()
        ]
        return unknown(request, _("There is no source “%(id)s”") % {"id": source}, there_are)
    card = source_page(SOURCES[source], timezone.localdate())
    page = Paginator(card["codes"], ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {**card, "page_obj": page, "rows": statement_rows(page.object_list)}
    return render(request, "guidelines/source_detail.html", context)
