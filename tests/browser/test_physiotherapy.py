"""The physiotherapist in a real browser, by keyboard: a test timed, a category confirmed, a programme printed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.actions import refresh_standing
from guidelines.adapters import facts_for
from guidelines.models import FunctionalDecision
from registry.models import Role
from tests.browser.conftest import WIDTHS
from tests.browser.pdf_text import pages_of
from tests.decision_support.test_physiotherapy import EVERYDAY, HELD, LIMITED
from tests.factories import DAY, a_department, a_patient, a_user, recorded

pytestmark = pytest.mark.django_db(transaction=True)
EDGE = {**EVERYDAY, "activity_level": "trains", "tug_s": 12.0, "t_score": None}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def patient(sign_in):
    department = a_department()
    sign_in(a_user(Role.PHYSIOTHERAPIST, department, first_name="Frida", last_name="Fysio"))
    return a_patient(department, given_name="Karen", family_name="Testesen", number="TEST-998877")


@pytest.fixture
def opened(page, live_server, patient):
    """opened("programme", **facts): that page of the patient with these facts."""

    def go(name="function", **facts):
        recorded(patient, **facts)
        refresh_standing(patient, DAY)
        page.goto(live_server.url + reverse(name, args=[patient.key]))
        return page

    return go


def decided(page):
    page.get_by_role("button", name="Confirm:").click()
    expect(page.locator("#messages")).to_contain_text("Decided:")


def confirmed(page):
    page.get_by_role("link", name="Build the programme").click()
    page.get_by_role("button", name="Confirm the programme").click()


def test_the_stopwatch_fills_the_number_by_keyboard(opened, patient):
    page = opened(**EVERYDAY)
    watch = page.get_by_role("group", name="Stopwatch: Timed up and go")
    watch.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(watch.get_by_role("button", name="Stop")).to_be_focused()
    page.wait_for_timeout(300)
    page.keyboard.press("Space")
    timed = float(page.locator("#id_tug_s").input_value())
    assert 0.2 <= timed <= 5
    page.locator("#id_tug_s").press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("1 answer is recorded.")
    assert facts_for(patient, DAY).tug_s == timed


def test_unable_takes_the_stopwatch_and_the_time_away(opened, patient):
    page = opened(**EVERYDAY)
    page.locator("#id_tug_unable_2").press("y")
    expect(page.locator("#id_tug_s")).to_be_hidden()
    page.get_by_role("button", name="Save and see the suggestion").press("Enter")
    expect(page.locator("#suggestion")).to_contain_text("Function-limited")
    facts = facts_for(patient, DAY)
    assert (facts.tug_unable, facts.tug_s) == (True, None)
    expect(page.locator("#id_tug_s")).to_be_hidden()
    page.locator("#id_tug_unable_0").press("n")
    expect(page.locator("#id_tug_s")).to_be_visible()


def test_a_category_is_confirmed_by_keyboard_and_its_programme_printed(opened, page):
    opened(**EVERYDAY)
    page.get_by_role("button", name="Confirm: Everyday-active").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Decided: Everyday-active.")
    expect(page.locator("#decisions")).to_contain_text("Frida Fysio")
    page.get_by_role("link", name="Build the programme").press("Enter")
    page.get_by_role("button", name="Confirm the programme").press("Enter")
    page.get_by_role("link", name="Programme for the patient").press("Enter")
    expect(page.get_by_role("heading", name="Straight")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main li')).fontSize") == "20px"
    printed = pages_of(page.pdf(format="A4", print_background=True))
    for number, text in enumerate(printed, start=1):
        assert "TEST-" in text or "Karen" in text
        assert "Notforclinicaluse" in text.replace(" ", "")
        assert f"page{number}of{len(printed)}" in text.replace(" ", "")


def test_a_loosening_override_is_asked_a_second_time(opened, page, patient, axe):
    opened(**LIMITED)
    page.get_by_text("Override", exact=True).press("Enter")
    page.locator("#id_category").select_option("exercise_active")
    page.locator("#id_reason").select_option("clinical_judgement")
    page.get_by_role("button", name="Record the override").press("Enter")
    question = page.locator(".second")
    expect(question).to_be_focused()
    expect(question).to_contain_text("goes straight to the category that trains hardest")
    assert axe() == []
    assert not FunctionalDecision.objects.exists()
    page.locator("#id_twice").press("Space")
    page.get_by_role("button", name="Record the override").press("Enter")
    expect(page.locator("#decisions")).to_contain_text("Confirmed a second time.")
    assert FunctionalDecision.objects.get().confirmed_twice


def test_nobody_decides_while_something_is_typed_and_not_saved(opened, page):
    opened(**EVERYDAY)
    confirm = page.get_by_role("button", name="Confirm:")
    expect(confirm).to_be_visible()
    page.locator("#id_tug_s").fill("17")
    expect(confirm).to_be_hidden()
    expect(page.locator("#decide")).to_contain_text("the suggestion does not know of it")
    expect(page.locator(".assessment__draft-state")).to_contain_text("Draft kept")
    page.reload()
    expect(page.locator("#id_tug_s")).to_have_value("17")
    expect(confirm).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("facts", [EDGE, HELD, {}], ids=["edge", "hold", "empty"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(
    opened, page, axe, no_overflow, width, facts
):
    page.set_viewport_size({"width": width, "height": 900})
    opened(**facts)
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
    assert axe() == []
    no_overflow()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_and_the_programme_are_clean_too(opened, page, live_server, axe, no_overflow, width):
    page.set_viewport_size({"width": width, "height": 900})
    opened("programme", **EVERYDAY)
    expect(page.locator("main")).to_contain_text("there is no programme to print")
    assert axe() == []
    page.goto(live_server.url + reverse("physiotherapy-list"))
    expect(page.locator("main")).to_contain_text("Karen Testesen")
    assert axe() == []
    no_overflow()
    page.get_by_role("link", name="Karen Testesen").click()
    decided(page)
    confirmed(page)
    page.get_by_role("link", name="Programme for the patient").click()
    expect(page.get_by_role("heading", name="Strong")).to_be_visible()
    assert axe() == []
    no_overflow()


def test_screenshots(opened, page, live_server, screenshot):
    opened(**EDGE)
    screenshot("function")
    page.goto(live_server.url + reverse("physiotherapy-list"))
    screenshot("physiotherapy-list")
    page.go_back()
    decided(page)
    page.get_by_role("link", name="Build the programme").click()
    screenshot("programme-build")
    page.get_by_role("button", name="Confirm the programme").click()
    page.get_by_role("link", name="Programme for the patient").click()
    screenshot("programme")
