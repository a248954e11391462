"""The sandbox: set facts, see the answer and what flipped, share the address. No patient is in it and none is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guidelines.forms.sandbox import SandboxForm, query_of
from guidelines.pathway.releases import UnknownRuleSet, versions
from guidelines.presentation.sandbox import address, agrees, answered, drawn, rules_asked_for, unknown_names
from guidelines.views.unknown import Known, unknown
from guidelines.vignettes import UnknownVignette, Vignette, vignette, vignettes
from registry.gates import staff_page


@require_http_methods(["GET", "POST"])
@staff_page("guidelines.read_guideline")
def sandbox(request: HttpRequest) -> HttpResponse:
    """The page for the facts in the address. What is typed comes by POST: only what can be read gets an address."""
    try:
        loaded = vignette(request.GET["vignette"]) if request.GET.get("vignette") else None
        context = _page(request.POST or request.GET, loaded)
    except UnknownVignette:
        return _no_such_vignette(request)
    except UnknownRuleSet as error:
        return _no_such_rules(request, error)
    found = context["answer"]
    wrong = context["unknown_names"] or found.left_out or found.refused
    if request.method == "POST" and not wrong:
        return HttpResponseRedirect(found.address)
    return render(request, "guidelines/sandbox.html", context, status=422 if wrong else 200)


@require_POST
@staff_page("guidelines.read_guideline")
def sandbox_answer(request: HttpRequest) -> HttpResponse:
    """The answer alone, as the facts are being set; the address bar follows."""
    try:
        rules = rules_asked_for(request.POST)
    except UnknownRuleSet as error:
        return _no_such_rules(request, error)
    found = answered(SandboxForm(request.POST), request.POST.get("was", ""), rules, timezone.localdate())
    response = render(request, "guidelines/_sandbox_answer.html", {"answer": found})
    response["HX-Replace-Url"] = found.address
    return response


def _page(given: QueryDict, loaded: Vignette | None) -> dict[str, Any]:
    on, rules = timezone.localdate(), rules_asked_for(given)
    form = SandboxForm(QueryDict(query_of(loaded.facts)) if loaded else given)
    return {
        "form": form,
        "sections": drawn(form),
        "answer": answered(form, "", rules, on),
        "rules": rules,
        "versions": versions(),
        "vignettes": vignettes(),
        "loaded": loaded,
        "agrees": agrees(loaded, on) if loaded else None,
        "unknown_names": unknown_names(given),
    }


def _no_such_vignette(request: HttpRequest) -> HttpResponse:
    known = [Known(each.title, f"{reverse('guideline-sandbox')}?vignette={each.id}") for each in vignettes()]
    said = _("There is no vignette “%(id)s”") % {"id": request.GET["vignette"]}
    return unknown(request, said, known)


def _no_such_rules(request: HttpRequest, error: UnknownRuleSet) -> HttpResponse:
    known = [Known(version, address("", version)) for version in versions()]
    said = _("There is no rule-set version “%(version)s”") % {"version": error.version}
    return unknown(request, said, known)
