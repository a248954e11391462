"""The versions of the rules: their changelog, each one's rules, and what differs between two."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guidelines.pathway.releases import UnknownRuleSet, ruleset
from guidelines.pathway.releases import versions as there_are
from guidelines.presentation.versions import differences_between, rules_of, version_list
from guidelines.views.unknown import Known, unknown
from registry.gates import staff_page


@require_GET
@staff_page("guidelines.read_guideline")
def versions(request: HttpRequest) -> HttpResponse:
    """The list; with `then` and `now` it leads on to what differs between the two."""
    then, now = request.GET.get("then"), request.GET.get("now")
    if then and now:
        return HttpResponseRedirect(reverse("guideline-differences", args=[then, now]))
    return render(request, "guidelines/version_list.html", {"versions": version_list()})


@require_GET
@staff_page("guidelines.read_guideline")
def version(request: HttpRequest, version: str) -> HttpResponse:
    try:
        rules = ruleset(version)
    except UnknownRuleSet as error:
        return _no_such(request, error)
    return render(request, "guidelines/version_detail.html", {"rules": rules, "actions": rules_of(rules)})


@require_GET
@staff_page("guidelines.read_guideline")
def version_differences(request: HttpRequest, then: str, now: str) -> HttpResponse:
    try:
        both = ruleset(then), ruleset(now)
    except UnknownRuleSet as error:
        return _no_such(request, error)
    context = {"then": then, "now": now, "parts": differences_between(*both), "versions": version_list()}
    return render(request, "guidelines/version_differences.html", context)


def _no_such(request: HttpRequest, error: UnknownRuleSet) -> HttpResponse:
    known = [Known(version, reverse("guideline-version", args=[version])) for version in there_are()]
    return unknown(
        request, _("There is no rule-set version “%(version)s”") % {"version": error.version}, known
    )
