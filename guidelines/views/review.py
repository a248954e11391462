"""The review desk: where each rule stands, and one rule beside its sources, to be signed or switched off."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guidelines.actions import (
    RuleChanged,
    SwitchNotConfirmed,
    sign_rule_check,
    switch_rule_off,
    switch_rule_on,
)
from guidelines.forms.review import CheckForm, SwitchForm
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.review import QUEUES, counts, open_sides, queued, rule_lines, rule_page
from guidelines.presentation.switched_off import off_everywhere
from guidelines.review_selectors import (
    FEWEST_ANSWERS,
    RuleState,
    checks_of,
    incident_reports,
    rule_state,
    rule_states,
    switches_of,
)
from guidelines.views.unknown import Known, unknown
from registry.chips import chips
from registry.gates import staff_page

RULES_A_PAGE = 50
REPORTS_SHOWN = 10


@require_GET
@staff_page("guidelines.see_review_desk")
def review_desk(request: HttpRequest) -> HttpResponse:
    states = rule_states(timezone.localdate())
    queue = request.GET.get("show", "")
    page = Paginator(queued(states, queue), RULES_A_PAGE).get_page(request.GET.get("page"))
    off = [state.off for state in states if state.off]
    context = {
        "page_obj": page,
        "rules": rule_lines(page.object_list),
        "chips": chips(
            request.GET, "show", [(name, said) for name, (said, _in) in QUEUES.items()], counts=counts(states)
        ),
        "off": off_everywhere(off),
        "reports": list(incident_reports(request.user)[:REPORTS_SHOWN]),
        "fewest_answers": FEWEST_ANSWERS,
    }
    return render(request, "guidelines/review_desk.html", context)


def known_rule(view: Any) -> Any:
    """Called with an action that exists; another code gets a page that names those there are."""

    @wraps(view)
    def asked(request: HttpRequest, action: str) -> HttpResponse:
        if action in ACTIONS:
            return view(request, action)
        there_are = [Known(code, reverse("guideline-review-rule", args=[code])) for code in ACTIONS]
        return unknown(request, _("There is no rule “%(code)s”") % {"code": action}, there_are)

    return asked


@require_GET
@staff_page("guidelines.see_review_desk")
@known_rule
def review_rule(request: HttpRequest, action: str) -> HttpResponse:
    return _shown(request, action)


@require_POST
@staff_page("guidelines.sign_rule_check")
@known_rule
def review_sign(request: HttpRequest, action: str) -> HttpResponse:
    form, today = CheckForm(request.POST), timezone.localdate()
    if not form.is_valid():
        return _shown(request, action, check=form, status=422)
    try:
        sign_rule_check(
            action=action,
            digest=form.cleaned_data["digest"],
            signed=form.signed(today),
            on=today,
            by=request.user,
        )
    except RuleChanged:
        return _shown(request, action, errors=[_changed()], status=409)
    except ValidationError as error:
        return _shown(request, action, check=form, errors=error.messages, status=422)
    messages.success(request, _("Signed: the rule was checked."))
    return redirect("guideline-review-rule", action)


@require_POST
@staff_page("guidelines.switch_rule")
@known_rule
def review_switch(request: HttpRequest, action: str) -> HttpResponse:
    """Off, or on again where it is off."""
    form, off = SwitchForm(request.POST), request.POST.get("to") == "off"
    if not form.is_valid():
        return _shown(request, action, switch=form, status=422)
    try:
        _switch(action, form.cleaned_data, off, request.user)
    except SwitchNotConfirmed:
        return _shown(request, action, switch=form, ask_twice=True, status=422)
    except ValidationError as error:
        return _shown(request, action, switch=form, errors=error.messages, status=422)
    messages.success(request, _("Switched off, everywhere and at once.") if off else _("Switched on again."))
    return redirect("guideline-review-rule", action)


def _switch(action: str, said: dict[str, Any], off: bool, by: Any) -> None:
    given = {"action": action, "reason": said["reason"], "on": timezone.localdate(), "by": by}
    if off:
        switch_rule_off(**given, twice=said["twice"])
    else:
        switch_rule_on(**given)


def _shown(
    request: HttpRequest,
    action: str,
    *,
    check: CheckForm | None = None,
    switch: SwitchForm | None = None,
    errors: list[str] = (),
    ask_twice: bool = False,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    state = rule_state(action, today)
    reports = incident_reports(request.user).filter(about=action)
    context = {
        **rule_page(ACTIONS[action], request.user, today),
        "state": state,
        "is_alarm": ACTIONS[action].is_urgent,
        "checks": checks_of(action),
        "switches": switches_of(action),
        "reports": list(reports[:REPORTS_SHOWN]),
        "may_switch": request.user.has_perm("guidelines.switch_rule"),
        "switch": switch or SwitchForm(),
        "ask_twice": ask_twice,
        "errors": [{"text": said} for said in errors],
        **_signing(request.user, state, check),
    }
    return render(request, "guidelines/review_rule.html", context, status=status)


def _signing(user: Any, state: RuleState, form: CheckForm | None) -> dict[str, Any]:
    may_sign = user.has_perm("guidelines.sign_rule_check")
    sides = open_sides(state, user) if may_sign else []
    only = sides[0] if len(sides) == 1 else ""
    return {
        "may_sign": may_sign,
        "sides": sides,
        "check": form or CheckForm(initial={"digest": state.digest, "side": only}),
    }


def _changed() -> str:
    return _(
        "The rule changed after you opened the page, so nothing was signed. This is the rule now; compare it again."
    )
