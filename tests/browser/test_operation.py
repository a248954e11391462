"""The surgeon's form in a real browser: a usual case from the keyboard in few strokes, on a phone by touch, without a script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.models import Operation, Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def episode(sign_in):
    ours = a_department()
    sign_in(a_user(Role.CLINICIAN, ours, first_name="Clara", last_name="Kliniker"))
    onset = timezone.localdate() - timedelta(days=300)
    return an_episode(a_patient(ours), kind="other", diagnosis="stenosis", onset_on=onset)


@pytest.fixture
def opened(page, live_server, episode):
    def go(width=WIDTHS[0]):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(live_server.url + reverse("procedure-record", args=[episode.patient.key, episode.pk]))

    return go


def test_a_usual_case_needs_no_mouse(page, opened, episode, axe, screenshot, no_overflow):
    opened()
    assert axe() == []
    no_overflow()
    screenshot("operation-new")
    page.get_by_label("Decompression").focus()
    page.keyboard.press("Space")
    page.get_by_label("L3").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # to L4
    page.keyboard.press("Space")
    page.get_by_label("Type the levels").focus()
    page.keyboard.type("L5, S1")
    page.keyboard.press("Tab")
    during = page.get_by_role("group", name="Complications during the operation")
    during.get_by_label("Asked: none of these").focus()
    page.keyboard.press("Space")
    expect(page.locator(".draft-state")).to_contain_text("Draft kept")
    page.keyboard.press("Tab")
    page.get_by_label("Approach").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("The operation is recorded")
    operation = Operation.objects.get()
    assert (operation.levels, operation.complications_during) == (["L3", "L4", "L5", "S1"], [])
    page.get_by_role("link", name="Decompression · L3–S1").first.click()
    expect(page.get_by_role("heading", name="Correct the operation")).to_be_visible()
    expect(page.get_by_label("S1")).to_be_checked()
    assert axe() == []
    no_overflow()
    screenshot("operation-correct")


def test_on_a_phone_levels_are_touched_and_a_wrong_day_is_told(page, opened, episode, axe):
    opened(WIDTHS[1])
    page.get_by_text("Decompression", exact=True).click()
    page.locator("label", has_text="L4").click()
    expect(page.get_by_label("L4")).to_be_checked()
    page.locator(".spine summary", has_text="Neck").click()
    page.locator("label", has_text="C7").click()
    page.get_by_label("Performed on").fill("1.1.2020")
    page.get_by_label("Started at").click()
    expect(page.locator(".draft-state")).to_contain_text("Draft kept")
    page.get_by_role("button", name="Record the operation").click()
    expect(page.get_by_role("alert")).to_contain_text("before the fracture or onset")
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[1]
    page.get_by_label("Performed on").fill(timezone.localdate().isoformat())
    page.get_by_label("Started at").click()
    page.get_by_role("button", name="Record the operation").click()
    expect(page.get_by_role("status")).to_contain_text("The operation is recorded")
    assert Operation.objects.get().levels == ["C7", "L4"]


def test_shift_takes_every_level_between_two(page, opened):
    opened()
    page.get_by_label("L1").click()
    page.get_by_label("L5").click(modifiers=["Shift"])
    for level in ("L1", "L2", "L3", "L4", "L5"):
        expect(page.get_by_label(level)).to_be_checked()
    expect(page.locator(".draft-state")).to_contain_text("Draft kept")


def test_without_a_script_it_works_as_well(browser, live_server, episode, client):
    context = browser.new_context(java_script_enabled=False)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("procedure-record", args=[episode.patient.key, episode.pk]))
    page.get_by_text("Decompression", exact=True).click()
    page.locator("label", has_text="L4").click()
    page.get_by_role("button", name="As usual here").click()
    expect(page.get_by_role("status")).to_contain_text("too few such operations")
    expect(page.get_by_label("L4")).to_be_checked()
    page.get_by_role("button", name="Record the operation").click()
    expect(page.get_by_role("status")).to_contain_text("The operation is recorded")
    context.close()
    assert Operation.objects.get().levels == ["L4"]


def test_how_the_patient_is_fits_a_phone_and_asks_for_days_only_of_who_is_on_sick_leave(
    page, live_server, episode, axe
):
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    page.goto(live_server.url + reverse("background", args=[episode.patient.key, episode.pk, "baseline"]))
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[1]
    expect(page.get_by_label("Days on sick leave")).to_be_hidden()
    page.get_by_label("Work").select_option(label="On sick leave")
    page.get_by_label("Days on sick leave").fill("40")
    page.get_by_label("Walking distance").select_option(label="100 to 500 m")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("How the patient was is recorded")
    assert episode.backgrounds.get().sick_leave_days == 40
