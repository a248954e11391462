"""The patient page in a real browser: its policy, its width, its words for a screen reader, its keys."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.models import Role
from tests.factories import a_department, a_patient, a_user
from tests.histories import a_decided_category, a_history, a_signed_advice

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1280, 390)


@pytest.fixture
def opened(page, live_server, sign_in):
    """opened(story): the page of a patient with a long history, or with nothing."""

    def go(story: str):
        department = a_department()
        user = sign_in(a_user(Role.CLINICIAN, department))
        patient, today = a_patient(department), timezone.localdate()
        if story == "long":
            a_history(patient, today, user)
            a_signed_advice(patient, today, user)
            a_decided_category(patient, today, user)
        page.goto(live_server.url + reverse("patient-page", args=[patient.key]))
        return patient

    return go


@pytest.mark.parametrize("story", ["long", "nothing"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(page, opened, axe, story, width):
    page.set_viewport_size({"width": width, "height": 900})
    opened(story)
    assert axe() == []


@pytest.mark.parametrize("story", ["long", "nothing"])
def test_nothing_is_wider_than_a_phone(opened, no_overflow, story):
    opened(story)
    no_overflow()


def test_the_charts_stack_on_a_phone_and_stand_side_by_side_on_a_screen(page, opened):
    opened("long")
    assert len(columns(page)) == 3
    page.set_viewport_size({"width": 390, "height": 900})
    assert len(columns(page)) == 1


def columns(page) -> set[float]:
    return set(
        page.evaluate("[...document.querySelectorAll('.chart')].map(e => e.getBoundingClientRect().x)")
    )


def test_the_words_of_a_chart_stay_readable_on_a_phone(page, opened):
    page.set_viewport_size({"width": 390, "height": 900})
    opened("long")
    heights = page.evaluate(
        "[...document.querySelectorAll('.scale')].map(e => e.getScreenCTM().d * parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(heights) >= 12


def test_signed_advice_is_reached_by_keyboard_from_the_drawing(page, opened):
    opened("long")
    dot = page.locator(".advice-dot")
    dot.focus()
    expect(dot).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/evaluations/*/")


def test_n_begins_a_new_assessment(page, opened):
    patient = opened("long")
    page.keyboard.press("n")
    page.wait_for_url(f"**{reverse('assessment', args=[patient.key])}")


def test_screenshots(opened, screenshot):
    opened("long")
    screenshot("patient-page")
    opened("nothing")
    screenshot("patient-page-empty")
