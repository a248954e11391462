"""What everybody may read without signing in: published reports, each edition for good."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from registry.exchange.annual.files import NAMES, SHOWN
from registry.models import PublishedReport
from registry.selectors.annual_reports import published_file, published_report, published_reports
from registry.views.annual_report import as_download


@require_safe
@login_not_required
def published_list(request: HttpRequest) -> HttpResponse:
    return render(request, "registry/published_list.html", {"editions": list(published_reports())})


@require_safe
@login_not_required
def published(request: HttpRequest, country: str, year: int) -> HttpResponse:
    """The latest edition of a year: the address that stays."""
    return _edition(request, published_report(country, year))


@require_safe
@login_not_required
def published_edition(request: HttpRequest, country: str, year: int, edition: int) -> HttpResponse:
    return _edition(request, published_report(country, year, edition))


def _edition(request: HttpRequest, found: PublishedReport | None) -> HttpResponse:
    if found is None:
        raise Http404
    files = {one.name: one for one in found.files.all()}
    context = {
        "published": found,
        "shown": bytes(files[SHOWN].content).decode() if SHOWN in files else "",
        "files": [files[name] for name in NAMES if name in files],
        "editions": list(published_reports().filter(country=found.country, year=found.year)),
    }
    return render(request, "registry/published.html", context)


@require_safe
@login_not_required
def published_download(
    request: HttpRequest, country: str, year: int, edition: int, name: str
) -> HttpResponse:
    found = published_file(country, year, edition, name)
    if found is None or name not in NAMES:
        raise Http404
    return as_download(found)
