"""The physiotherapist's tablet: a test timed and a mis-tap undone, a programme built, confirmed and printed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.actions import refresh_standing
from guidelines.models import TrainingProgramme
from registry.models import Role
from tests.browser.conftest import WIDTHS
from tests.browser.pdf_text import pages_of
from tests.decision_support.test_physiotherapy import EVERYDAY, FRACTURED
from tests.factories import DAY, a_department, a_patient, a_user, recorded

pytestmark = pytest.mark.django_db(transaction=True)
TABLET = 820


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def patient(sign_in):
    department = a_department()
    department.phone, department.phone_answered_by = "+45 11 22 33 44", "the physiotherapists"
    department.save()
    sign_in(a_user(Role.PHYSIOTHERAPIST, department, first_name="Frida", last_name="Fysio"))
    return a_patient(department, given_name="Karen", family_name="Testesen", number="TEST-998877")


@pytest.fixture
def opened(page, live_server, patient):
    """opened("programme", **facts): that page of the patient with these facts, on a tablet."""

    def go(name="function", **facts):
        page.set_viewport_size({"width": TABLET, "height": 1180})
        recorded(patient, **facts)
        refresh_standing(patient, DAY)
        page.goto(live_server.url + reverse(name, args=[patient.key]))
        return page

    return go


def watch_of(page, test):
    return page.get_by_role("group", name=f"Stopwatch: {test}")


def timed(watch, milliseconds=400):
    watch.get_by_role("button", name="Start").click()
    watch.page.wait_for_timeout(milliseconds)
    watch.get_by_role("button", name="Stop").click()


def test_a_mis_tap_is_undone_and_the_attempt_that_counts_is_chosen(opened):
    page = opened()
    watch, field = watch_of(page, "Timed up and go"), page.locator("#id_tug_s")
    start = watch.get_by_role("button", name="Start")
    assert start.bounding_box()["height"] >= 64
    start.dblclick()  # the second tap of a double tap is the same tap
    expect(watch.get_by_role("button", name="Stop")).to_be_visible()
    expect(watch_of(page, "Five times sit-to-stand").get_by_role("button", name="Start")).to_be_disabled()
    assert not field.is_editable()
    watch.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("")
    timed(watch)
    first = field.input_value()
    timed(watch, 900)
    expect(field).to_have_value(first)  # the first counts …
    watch.get_by_role("button", name=re.compile("Attempt 2")).click()
    expect(field).not_to_have_value(first)  # … unless another is chosen
    expect(watch.get_by_role("button", name=re.compile("Attempt 2, .* counts"))).to_be_visible()
    watch.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(first)
    watch.get_by_role("button", name="Go on timing").click()
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")  # anywhere on the page
    assert float(field.input_value()) > float(first)


def test_a_time_typed_by_hand_is_not_replaced_without_being_asked(opened):
    page = opened()
    watch, field = watch_of(page, "Five times sit-to-stand"), page.locator("#id_five_sts_s")
    field.press_sequentially("14.2")
    timed(watch)
    expect(field).to_have_value("14.2")
    watch.get_by_role("button", name=re.compile("Attempt 1, .* use this")).click()
    expect(field).not_to_have_value("14.2")


def test_a_tandem_stance_ends_at_ten_seconds_and_may_be_none_at_all(opened):
    page = opened()
    watch, field = watch_of(page, "Tandem stance"), page.locator("#id_tandem_s")
    watch.get_by_role("button", name="Could not: 0 s").click()
    expect(field).to_have_value("0.0")
    page.clock.install()
    watch.get_by_role("button", name="Start").click()
    page.clock.run_for(11_000)
    expect(watch.get_by_role("button", name="Start")).to_be_visible()
    expect(field).to_have_value("10.0")
    expect(watch.get_by_role("button", name=re.compile("Attempt 2, 10.0 s: counts"))).to_be_visible()


def test_a_programme_is_built_confirmed_and_printed(opened, page, patient, axe):
    opened(**FRACTURED)
    page.get_by_role("button", name="Confirm:").click()
    page.get_by_role("link", name="Build the programme").click()
    expect(page.get_by_role("checkbox", name=re.compile("Rising without hands"))).to_be_checked()
    walk = page.locator("#offered-walk_short")
    expect(walk.get_by_label("Minutes a day")).to_be_visible()
    walk.get_by_role("checkbox").uncheck()
    expect(walk.get_by_label("Minutes a day")).to_be_hidden()
    expect(page.locator(".assessment__draft-state")).to_contain_text("Draft kept")
    walk.get_by_role("checkbox").check()
    page.locator("#offered-sit_to_stand").get_by_label("Times").fill("10")
    page.locator("#offered-sit_to_stand").get_by_label("Note").fill("The blue chair in the kitchen.")
    page.locator("#not-offered summary").click()
    expect(page.locator("#not-offered")).to_contain_text("is not allowed for this patient")
    assert axe() == []
    page.get_by_role("button", name="Confirm the programme").click()
    expect(page.locator("#messages")).to_contain_text("confirmed and can be printed")
    assert TrainingProgramme.objects.get().version == 1
    page.get_by_role("link", name="Programme for the patient").click()
    assert axe() == []
    assert page.evaluate("getComputedStyle(document.querySelector('.prescribed p')).fontSize") == "20px"
    printed = [text.replace(" ", "") for text in pages_of(page.pdf(format="A4", print_background=True))]
    for number, text in enumerate(printed, start=1):
        assert "KarenTestesen" in text
        assert "Notforclinicaluse" in text
        assert f"page{number}of{len(printed)}" in text
    whole = "".join(printed)
    for words in (
        "Stopandcallatonce",
        "Newweaknessornumbness",
        "+4511223344",
        "1roundof10,2daysaweek",
        "Thebluechairinthekitchen.",
        "17January2027",
        "FridaFysio",
    ):
        assert words in whole, words
    assert "Heeldrop" not in whole


def test_the_letter_is_edited_and_printed_and_the_tests_are_drawn(opened, page, live_server, patient, axe):
    recorded(patient, on=DAY - timedelta(weeks=9), tug_unable=True)
    opened(osteoporosis_risk_factor=True, tug_s=14.0, tandem_s=6.0)
    page.get_by_role("link", name="Letter to the patient's own doctor").click()
    assert axe() == []
    letter = page.get_by_label("The letter")
    expect(letter).to_have_value(re.compile("Risk factor for osteoporosis: yes"))
    letter.press("Control+Home")
    letter.press_sequentially("Dear colleague, ")
    page.get_by_role("button", name="Go on to print").click()
    assert axe() == []
    printed = "".join(pages_of(page.pdf(format="A4"))).replace(" ", "")
    assert "Dearcolleague" in printed
    assert "KarenTestesen" in printed
    page.goto(live_server.url + reverse("patient-page", args=[patient.key]))
    expect(page.get_by_role("img", name="Timed up and go")).to_be_visible()
    expect(page.locator(".mark--unable")).to_have_count(1)
    assert axe() == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [*WIDTHS, TABLET])
def test_the_builder_and_the_sheet_are_clean_and_fit(opened, page, axe, live_server, patient, width):
    opened(**EVERYDAY)
    page.get_by_role("button", name="Confirm:").click()
    page.get_by_role("link", name="Build the programme").click()
    page.set_viewport_size({"width": width, "height": 1180})
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Confirm the programme").click()
    page.goto(live_server.url + reverse("programme", args=[patient.key]))
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
