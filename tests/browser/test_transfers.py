"""A transfer in a real browser, from the request to the patient's page in the other department."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import Patient, Role, Transfer
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.factories import a_department, a_patient, a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places():
    north, south = a_department("north"), a_department("south")
    patient = a_patient(north, given_name="Ragnhild", family_name="Flyttesen", number="TEST-4711")
    people = a_user(Role.COORDINATOR, north), a_user(Role.CLINICIAN, south)
    return patient, *people


@pytest.mark.parametrize("width", WIDTHS)
def test_a_patient_is_asked_for_by_number_and_handed_over(page, live_server, sign_in, places, axe, width):
    patient, nora, sven = places
    page.set_viewport_size({"width": width, "height": HEIGHT})

    def no_overflow():
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    own_page = live_server.url + reverse("patient-page", args=[patient.key])

    sign_in(sven)
    page.goto(live_server.url + reverse("registry-desk"))
    page.get_by_role("link", name="Transfers").click()
    page.get_by_role("link", name="Ask for a patient").click()
    page.get_by_label("Kind of number").select_option("other")
    page.locator("#id_number").fill("TEST-4712")
    page.get_by_label("Reason").select_option("referred")
    page.get_by_role("button", name="Ask for the patient").press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Nobody with this number is registered")
    expect(page.locator(".error-summary")).to_be_focused()
    assert axe() == []
    page.locator("#id_number").fill("TEST-4711")
    page.get_by_role("button", name="Ask for the patient").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Asked.")
    expect(page.locator("main")).to_contain_text("not shown")
    expect(page.locator("main")).not_to_contain_text("Flyttesen")
    assert axe() == []
    no_overflow()
    assert page.goto(own_page).status == 404

    sign_in(nora)
    page.goto(live_server.url)
    expect(page.locator("main")).to_contain_text("1 transfer waits for your answer")
    page.goto(own_page)
    page.get_by_role("link", name="Open transfer").click()
    expect(page.get_by_role("region", name="Patient", exact=True)).to_contain_text("Ragnhild Flyttesen")
    assert axe() == []
    no_overflow()
    page.get_by_role("button", name="Accept the transfer").press("Enter")
    expect(page.locator("#messages")).to_contain_text("no longer yours")
    assert axe() == []
    no_overflow()
    assert page.goto(own_page).status == 404

    sign_in(sven)
    page.goto(live_server.url + reverse("transfer-list"))
    page.get_by_role("link", name=re.compile(r"^Transfer \d+$")).click()
    page.get_by_role("link", name="Ragnhild Flyttesen").first.click()
    expect(page).to_have_url(own_page)
    assert Patient.objects.get().department.code == "south"


def test_an_offer_is_rejected_with_a_reason_by_keyboard(page, live_server, sign_in, places, axe, no_overflow):
    patient, nora, sven = places
    sign_in(nora)
    page.goto(live_server.url + reverse("transfer-offer", args=[patient.key]))
    assert axe() == []
    no_overflow()
    page.get_by_label("To").select_option(label="Department south")
    page.get_by_label("Reason").select_option("moved")
    page.get_by_role("button", name="Offer the patient").press("Enter")
    expect(page.locator("#messages")).to_contain_text("stays yours until")

    sign_in(sven)
    page.goto(live_server.url + reverse("transfer", args=[Transfer.objects.get().pk]))
    expect(page.locator("main")).to_contain_text("Ragnhild Flyttesen")
    page.get_by_label("Why").select_option("other")
    page.get_by_role("button", name="Reject the transfer").press("Enter")
    expect(page.locator("main")).to_contain_text("Say in words which other reason")
    assert axe() == []
    page.get_by_label("In words").fill("Lives abroad now")
    page.get_by_role("button", name="Reject the transfer").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Rejected")
    expect(page.locator("main")).not_to_contain_text("Flyttesen")
    assert Patient.objects.get().department.code == "north"
