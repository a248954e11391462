"""A count made elsewhere, loaded by page: looked at line by line, then stored whole."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from registry.actions import UnreadableCounts, load_external_counts
from registry.actions.external_counts import CountedLine, Loader, read_external_counts
from registry.forms.external_counts import CountsForm
from registry.gates import staff_page
from registry.models import Department
from registry.selectors.staff import countries_of

LOAD = "registry.load_external_counts"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(LOAD)
def external_counts(request: HttpRequest) -> HttpResponse:
    """The form; what its file would store; and, where that was just shown, the storing."""
    countries = countries_of(request.user)
    if request.method != "POST":
        return _page(request, CountsForm(countries=countries))
    form = CountsForm(request.POST, request.FILES, countries=countries)
    if not form.is_valid():
        return _page(request, form)
    loader = _loader(request, form)
    try:
        read = read_external_counts(form.cleaned_data["content"].splitlines(keepends=True), loader)
    except UnreadableCounts as wrong:
        return _page(request, form, faults=str(wrong).splitlines())
    if request.POST.get("seen") != _seen(read):
        return _page(request, form, read=read)
    return _stored(request, form, loader, read)


def _loader(request: HttpRequest, form: CountsForm) -> Loader:
    def may(department: Department) -> bool:
        return request.user.has_perm(LOAD, department)

    return Loader(form.cleaned_data["source"], form.cleaned_data["country"], request.user, may)


def _own(request: HttpRequest) -> list[Department]:
    places = {one.department_id: one.department for one in request.user.held_memberships}
    return [place for place in places.values() if request.user.has_perm(LOAD, place)]


def _seen(read: list[CountedLine]) -> str:
    """What was shown, old and new, as one word: storing holds it against what would be stored now."""
    shown = [
        (one.count.unit, one.count.year, one.count.operations, one.was, one.count.department_id)
        for one in read
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _stored(request: HttpRequest, form: CountsForm, loader: Loader, read: list[CountedLine]) -> HttpResponse:
    lines = form.cleaned_data["content"].splitlines(keepends=True)
    stored = load_external_counts(
        lines, source=loader.source, country=loader.country, by=request.user, may=loader.may
    )
    said = ngettext("%(stored)s count is loaded.", "%(stored)s counts are loaded.", stored)
    messages.success(request, said % {"stored": stored})
    return redirect(f"{reverse('capture')}?year={max(one.count.year for one in read)}")


def _page(
    request: HttpRequest,
    form: CountsForm,
    *,
    read: list[CountedLine] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "read": read,
        "faults": faults or [],
        "seen": _seen(read) if read else "",
        "replaced": sum(one.is_replaced for one in read or ()),
        "changed": bool(read) and "seen" in request.POST,
        "own_code": next((place.code for place in _own(request)), ""),
        "title": _("Load a count made elsewhere"),
    }
    status = 422 if form.errors or faults else 200
    return render(request, "decision_support/external_counts.html", context, status=status)
