"""The sandbox in a real browser: facts by slider, switch and keyboard; the answer, what flipped, and the shared address."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import Role
from tests.browser.conftest import WIDTHS
from tests.factories import a_department, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def opened(page, live_server, sign_in):
    def open_at(query="", width=WIDTHS[0]):
        page.set_viewport_size({"width": width, "height": 900})
        sign_in(a_user(Role.CLINICIAN, a_department()))
        page.goto(f"{live_server.url}{reverse('guideline-sandbox')}{query}")
        return page

    return open_at


def test_a_switch_flips_the_advice_at_once_and_the_address_can_be_shared(opened, axe, live_server):
    page = opened("?age_years=80&vertebral_fracture=confirmed")
    page.locator("label[for^=id_fever]", has_text="Yes").click()
    answer = page.locator("#answer-body")
    expect(answer).to_contain_text("Suspected infection of the spine: act now: not advised → urgent")
    expect(answer).to_contain_text("Fever: not recorded → yes")
    shared = page.get_by_label("Address of these facts").input_value()
    assert (
        shared
        == page.url
        == f"{live_server.url}/guideline/sandbox/?age_years=80&vertebral_fracture=confirmed&fever=yes"
    )
    assert axe() == []
    page.goto(shared)
    expect(page.locator("#answer-body")).to_contain_text("Suspected infection of the spine: act now")


def test_a_slider_is_moved_by_keyboard_past_a_cut(opened):
    page = opened("?age_years=80&vertebral_fracture=confirmed&pain_rest_vas=69&pain_activity_acceptable=no")
    slider = page.get_by_label("Pain at rest, slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Pain at rest", exact=True)).to_have_value("70")
    expect(page.locator("#answer-body")).to_contain_text("Pain at rest: 69 → 70")
    slider.press("Delete")
    expect(page.locator("#answer-body")).to_contain_text("Pain at rest: 70 → not recorded")


def test_a_test_patient_is_loaded_on_a_phone(opened, axe):
    page = opened(width=WIDTHS[-1])
    page.get_by_label("Load a test patient").select_option("fever")
    page.get_by_role("button", name="Load").click()
    expect(page.locator("main")).to_contain_text("every verdict that was written by hand")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe() == []
