"""Both sides beside a patient in a real browser: opened and read by keyboard, side by side, stacked on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.models import Evaluation
from guidelines.pathway.controversies import CONTROVERSIES
from registry.models import Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.test_recommendation import by_keyboard_to, card
from tests.factories import a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import CANDIDATE

pytestmark = pytest.mark.django_db(transaction=True)

# A fresh fracture in severe pain; whether oedema shows the painful level is not recorded.
FRESH = {**CANDIDATE, "painful_level_confirmed": None, "vas_rest": 80, "mri": "fracture"}


@pytest.fixture
def patient(page, live_server, sign_in):
    department = a_department()
    found = a_patient(department, given_name="Karen", family_name="Testesen", number="TEST-112233")
    facts = {name: value for name, value in FRESH.items() if value is not None and name != "vas_rest"}
    today = timezone.localdate()
    recorded(found, on=today, vertebral_fracture_on=str(today - timezone.timedelta(days=21)), **facts)
    sign_in(a_user(Role.CLINICIAN, department, first_name="Clara", last_name="Kliniker"))
    page.goto(live_server.url + reverse("recommendation", args=[found.key]))
    return found


def fold(page, action: str, question: str):
    return card(page, action).locator("details", has=page.locator("summary", has_text=question))


def position(sides, words: str):
    return sides.locator(".position", has_text=words)


def boxes(sides) -> list[dict]:
    return sides.locator(".position").evaluate_all(
        "all => all.map(one => { const box = one.getBoundingClientRect(); return {x: box.x, y: box.y}; })"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_each_position_says_whether_it_resembles_this_patient_and_why(
    page, patient, axe, no_overflow, screenshot, width
):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    sides = fold(page, "assess.vertebroplasty", "Does vertebroplasty help?")
    by_keyboard_to(page, sides.locator("summary"), presses=900)
    page.keyboard.press("Enter")
    expect(sides.locator(".position")).to_have_count(len(CONTROVERSIES["vertebroplasty-effect"].positions))

    sham = position(sides, "No role for vertebroplasty in routine care")
    expect(sham).to_contain_text("Resembles this patient")
    expect(sham).to_contain_text("Weeks since the latest vertebral fracture: 3")
    early = position(sides, "Done within six weeks for severe pain")
    expect(early).to_contain_text("Not known whether it resembles this patient")
    expect(early).to_contain_text("The painful level is confirmed: not recorded")
    expect(position(sides, "a selected minority")).to_contain_text("not about a group of patients")
    expect(sides).to_contain_text("never that it is right")

    placed = boxes(sides)
    assert (len({round(box["x"]) for box in placed}) > 1) == (width == WIDTHS[0])
    assert axe() == []
    if width == WIDTHS[1]:
        screenshot("controversy")
        no_overflow()


def test_a_later_action_leads_to_where_its_controversy_is_told(page, patient):
    link = card(page, "procedure.vertebroplasty").get_by_role(
        "link", name="Both sides: Does vertebroplasty help?"
    )
    by_keyboard_to(page, link, presses=900)
    page.keyboard.press("Enter")
    sides = fold(page, "assess.vertebroplasty", "Does vertebroplasty help?")
    expect(sides.locator("summary")).to_be_focused()
    expect(sides.locator(".position").first).to_be_visible()


def test_what_was_shown_beside_the_positions_is_kept_with_the_advice(page, patient, live_server):
    vertebroplasty = card(page, "procedure.vertebroplasty")
    vertebroplasty.get_by_role("button", name="Defer").click()
    expect(vertebroplasty).to_contain_text("Deferred")
    page.goto(live_server.url + reverse("evaluation", args=[Evaluation.objects.get().pk]))
    kept = page.locator("#as-shown").locator(
        "#action-assess-vertebroplasty details", has_text="Does vertebroplasty help?"
    )
    kept.locator("summary").first.click()
    expect(position(kept, "Done within six weeks for severe pain")).to_contain_text(
        "Not known whether it resembles"
    )


def test_the_print_names_each_controversy_in_a_line(page, patient, live_server):
    page.goto(live_server.url + reverse("advice-print", args=[patient.key]))
    line = (
        page.locator(".printed-card", has_text="Vertebroplasty").get_by_text("Does vertebroplasty help?").last
    )
    expect(line).to_contain_text("resemble this patient")
    expect(line).to_contain_text("Not recorded:")


def test_the_whole_card_is_reached_from_the_list_by_keyboard(page, patient, live_server, axe, no_overflow):
    page.goto(live_server.url + reverse("guideline-controversies"))
    assert axe() == []
    no_overflow()
    by_keyboard_to(page, page.get_by_role("link", name="Does vertebroplasty help?"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Does vertebroplasty help?")
    expect(page.locator(".position")).to_have_count(len(CONTROVERSIES["vertebroplasty-effect"].positions))
    no_overflow()
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    assert axe() == []
