"""Every controversy between the sources, and a page for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.presentation.controversy_page import controversy_page, controversy_url, kinds
from guidelines.views.unknown import Known, unknown
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def controversies(request: HttpRequest) -> HttpResponse:
    return render(request, "guidelines/controversy_list.html", {"kinds": kinds()})


@require_GET
@staff_page("guidelines.read_guideline")
def controversy(request: HttpRequest, controversy: str) -> HttpResponse:
    if controversy not in CONTROVERSIES:
        there_are = [Known(code, controversy_url(code)) for code in CONTROVERSIES]
        return unknown(request, _("There is no controversy “%(id)s”") % {"id": controversy}, there_are)
    return render(request, "guidelines/controversy_detail.html", controversy_page(CONTROVERSIES[controversy]))
