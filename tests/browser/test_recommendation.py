"""The recommendation in a real browser: answered and signed by keyboard, printed, opened again, at both widths."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.models import Evaluation, Response, Signature
from guidelines.pathway.rulebook import RULESET
from registry.models import Role
from tests.browser.conftest import WIDTHS
from tests.browser.pdf_text import pages_of
from tests.factories import a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import CANDIDATE, FRACTURE

pytestmark = pytest.mark.django_db(transaction=True)

URGENT = {**CANDIDATE, "fever": True, "frail": True, "tramadol": "contraindicated"}
PLACES = ("recommendation", "advice-text", "advice-print")


@pytest.fixture
def opened(page, live_server, sign_in):
    """opened(**facts): a clinician on the recommendation of a patient with these facts; gives the patient."""

    def go(name="recommendation", *, role=Role.CLINICIAN, **facts):
        department = a_department()
        patient = a_patient(department, given_name="Karen", family_name="Testesen", number="TEST-998877")
        recorded(patient, on=timezone.localdate(), **facts)
        sign_in(a_user(role, department, first_name="Clara", last_name="Kliniker"))
        page.goto(live_server.url + reverse(name, args=[patient.key]))
        return patient

    return go


def card(page, code):
    return page.locator(f"#action-{code.replace('.', '-')}")


def by_keyboard_to(page, locator, presses=400):
    """Tabs until the element has the focus: what cannot be reached so cannot be used without a mouse."""
    target = locator.element_handle()
    for _press in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("element => document.activeElement === element", target):
            return
    pytest.fail(f"not reached by {presses} presses of Tab")


def open_everything(page):
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing_serious(page, opened, axe, width, name):
    page.set_viewport_size({"width": width, "height": 900})
    opened(name, **URGENT)
    assert axe() == []
    open_everything(page)
    assert axe() == []


@pytest.mark.parametrize("name", PLACES)
def test_nothing_is_wider_than_a_phone(page, opened, no_overflow, name):
    opened(name, **URGENT)
    open_everything(page)
    no_overflow()


def test_on_a_phone_everything_stands_in_the_same_order(page, opened):
    opened(**URGENT)
    parts = "#urgent, .group, .advice__side, #category, #signing"
    wide = page.locator(parts).evaluate_all("all => all.map(one => one.id || one.className)")
    page.set_viewport_size({"width": WIDTHS[1], "height": 900})
    tops = page.locator(parts).evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert wide[0] == "urgent"


def test_what_is_urgent_has_the_focus_and_is_not_asked_again_after_an_override(page, opened):
    opened(**URGENT)
    expect(page.locator("#urgent")).to_be_focused()
    for code in ("urgent.suspected_infection", "image.spine_mri"):
        card(page, code).get_by_text("Override", exact=True).click()
        card(page, code).get_by_role("button", name="Already done or under way").click()
        expect(card(page, code)).to_contain_text("Overridden")
    page.reload()
    expect(page.locator("#urgent")).to_be_visible()
    expect(page.locator("#urgent")).not_to_be_focused()


def test_a_response_by_keyboard_keeps_the_focus_where_it_was_given(page, opened):
    opened(**FRACTURE)
    goal = card(page, "goal.pain")
    by_keyboard_to(page, goal.get_by_role("button", name="Accept"))
    scrolled = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(goal.locator(".response__given")).to_be_focused()
    expect(goal.locator(".response__given")).to_contain_text("Accepted (recommend) Clara Kliniker")
    expect(page.locator("#signing")).to_contain_text("1 of ")
    assert abs(page.evaluate("scrollY") - scrolled) < 200
    assert Response.objects.get().kind == "accept"


def test_an_override_by_keyboard_takes_one_press_of_a_reason(page, opened):
    opened(**FRACTURE)
    goal = card(page, "goal.pain")
    by_keyboard_to(page, goal.locator("summary", has_text="Override"))
    page.keyboard.press("Enter")
    by_keyboard_to(page, goal.get_by_role("button", name="The patient declines"), presses=5)
    page.keyboard.press("Enter")
    expect(goal).to_contain_text("Overridden (recommend): The patient declines")
    goal.get_by_text("Change the response").click()
    goal.get_by_role("button", name="Defer").click()
    expect(goal).to_contain_text("Deferred (recommend)")
    assert [response.kind for response in Response.objects.order_by("id")] == ["override", "defer"]


def test_other_asks_for_its_comment_and_keeps_the_panel_open(page, opened):
    opened(**FRACTURE)
    goal = card(page, "goal.pain")
    goal.get_by_text("Override", exact=True).click()
    goal.get_by_role("button", name="Other (say which)").click()
    expect(goal.locator(".field__error")).to_be_focused()
    goal.get_by_role("textbox").fill("goes abroad")
    goal.get_by_role("button", name="Other (say which)").click()
    expect(goal).to_contain_text("“goes abroad”")


def test_what_would_change_it_comes_in_place(page, opened):
    opened(**{**CANDIDATE, "coagulopathy": None})
    vertebroplasty = card(page, "procedure.vertebroplasty")
    vertebroplasty.get_by_text("What would change it").click()
    expect(vertebroplasty.locator(".action__change")).to_contain_text("Bleeding tendency: none")


def test_sources_and_both_sides_are_one_press_away(page, opened):
    opened(**CANDIDATE)
    vertebroplasty = card(page, "assess.vertebroplasty")
    vertebroplasty.get_by_text("Both sides: Does vertebroplasty help?").click()
    expect(vertebroplasty.locator(".position").first).to_be_visible()
    expect(
        vertebroplasty.locator(".position").get_by_text("uncontrolled: no proof of effect").first
    ).to_be_visible()
    procedure = card(page, "procedure.vertebroplasty")
    procedure.get_by_text("2 sources").click()
    expect(procedure.get_by_text("17 to 25 years old")).to_be_visible()


def test_it_is_signed_by_keyboard_and_printed_with_page_x_of_y(page, opened):
    opened(**CANDIDATE)
    accepted = card(page, "procedure.vertebroplasty")
    accepted.get_by_role("button", name="Accept").click()
    expect(page.locator("#signing")).to_contain_text("You accepted “Vertebroplasty”")
    for tick in page.locator("#signing input[type=checkbox]").all():
        tick.focus()
        page.keyboard.press("Space")
    by_keyboard_to(page, page.get_by_role("button", name="Sign and print"), presses=3)
    page.keyboard.press("Enter")
    expect(page.locator(".print-surname")).to_contain_text("signed by Clara Kliniker")
    pages = pages_of(page.pdf(prefer_css_page_size=True))
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in text
        assert "Karen Testesen" in text
        assert f"Rules {RULESET}" in text
        assert "Not for clinical use: not a CE-marked medical device" in text
    assert Signature.objects.get().confirmed


def test_without_a_script_everything_still_works(browser, browser_context_args, opened, page, live_server):
    patient = opened(**FRACTURE)
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + reverse("recommendation", args=[patient.key]))
    card(plain, "goal.pain").get_by_role("button", name="Accept").click()
    expect(card(plain, "goal.pain")).to_contain_text("Accepted (recommend)")
    card(plain, "goal.pain").get_by_text("What would change it").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("What would change")
    plain.go_back()
    plain.get_by_role("button", name="Sign and print").click()
    expect(plain.locator(".print-surname")).to_contain_text("signed by")
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_signed_evaluation_opens_as_it_was_shown(page, opened, axe, live_server, no_overflow, width):
    patient = opened(**FRACTURE)
    page.get_by_role("button", name="Sign and print").click()
    expect(page.locator(".print-surname")).to_contain_text("signed by")
    recorded(patient, on=timezone.localdate(), fever=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + reverse("evaluation", args=[Evaluation.objects.get().pk]))
    expect(page.locator("#as-shown")).not_to_contain_text("Suspected infection")
    expect(page.get_by_role("row", name="Suspected infection of the spine")).to_contain_text("not advised")
    assert axe() == []
    no_overflow()


def test_the_text_is_copied(page, opened):
    opened("advice-text", **FRACTURE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("#messages")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Columna: advice of")


def test_screenshots(opened, screenshot, page, live_server):
    patient = opened(**URGENT)
    screenshot("recommendation-urgent")
    open_everything(page)
    screenshot("recommendation-everything-open")
    for name in PLACES[1:]:
        page.goto(live_server.url + reverse(name, args=[patient.key]))
        screenshot(name)
