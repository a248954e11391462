"""Lists, registration, correction and conflict, in a real browser and from the keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.actions import edit_patient
from registry.models import Patient, Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.decision_support.lists import a_crowd
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def clinician(sign_in, department):
    return sign_in(a_user(Role.CLINICIAN, department))


@pytest.fixture
def patient(department):
    patient = a_patient(department, family_name="Testesen", number="TEST-4711")
    an_episode(patient, onset_on=timezone.localdate() - timedelta(days=40))
    return patient


@pytest.fixture
def go(page, live_server):
    """go(name, *args) opens a page by the name of its address."""
    return lambda name, *args, query="": page.goto(f"{live_server.url}{reverse(name, args=args)}{query}")


@pytest.fixture
def clean(page, axe, no_overflow):
    """clean(): axe finds nothing serious at either width, and nothing is wider than a phone."""

    def check():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert axe() == [], width
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0]
        no_overflow()

    return check


class TestEveryPage:
    def test_the_lists_full_and_empty(self, page, go, clean, screenshot, clinician, department):
        for name in ("home", "patient-list"):
            go(name)
            clean()
            screenshot(f"{name}-empty")
        a_crowd(department, 60)
        for name in ("home", "patient-list"):
            go(name)
            clean()
            screenshot(name)

    @pytest.mark.parametrize("role", [Role.PHYSIOTHERAPIST, Role.COORDINATOR, Role.ADMINISTRATOR])
    def test_the_home_of_each_other_role(
        self, page, go, clean, screenshot, sign_in, department, patient, role
    ):
        sign_in(a_user(role, department, is_staff=role == Role.ADMINISTRATOR))
        go("home")
        clean()
        screenshot(f"home-{role}")

    def test_the_forms_as_they_open_and_with_their_errors(
        self, page, go, clean, screenshot, clinician, patient
    ):
        episode = patient.episodes.get().pk
        for name, args in (
            ("patient-register", ()),
            ("patient-edit", (patient.key,)),
            ("episode-open", (patient.key,)),
            ("procedure-record", (patient.key, episode)),
            ("my-settings", ()),
        ):
            go(name, *args)
            clean()
            screenshot(name)
            for field in page.locator("main input[data-date]:visible").all():
                field.fill("1.5.1899")
            page.locator("main .btn-primary[type=submit]").click()
            clean()
            screenshot(f"{name}-errors")


def test_a_patient_is_registered_without_a_mouse(page, go, clinician):
    go("home")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Register a patient")).to_be_visible()
    page.get_by_label("Kind of number").focus()
    page.keyboard.type("O")  # Other or temporary number
    onset = timezone.localdate() - timedelta(days=30)
    for typed in ("X-100", "Karen", "Østergaard", "1.2.1948"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from “not recorded” round to the first answer
    page.keyboard.press("Tab")
    page.keyboard.type("V")  # Vertebral fracture
    page.keyboard.press("Tab")
    page.keyboard.type("Thoracic fracture, o")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{onset.month}/{onset.year}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The patient is registered.")).to_be_visible()
    patient = Patient.objects.get()
    assert (patient.identity.full_name, patient.sex) == ("Karen Østergaard", "female")
    episode = patient.episodes.get()
    assert (episode.diagnosis, episode.onset_precision) == ("fracture_thoracic_osteoporotic", "month")


def test_a_wrong_date_takes_one_to_its_field_and_keeps_the_rest(page, go, clinician):
    go("patient-register")
    page.get_by_label("Given name").fill("Karen")
    page.get_by_label("Birth date").fill("31.2.1948")
    page.get_by_role("button", name="Register").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="There is no such day").click()
    expect(page.get_by_label("Birth date")).to_be_focused()
    expect(page.get_by_label("Given name")).to_have_value("Karen")


def test_a_half_filled_registration_survives_a_closed_browser(page, go, clinician):
    go("patient-register")
    page.get_by_label("Family name").fill("Østergaard")
    page.get_by_label("Given name").fill("Karen")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.goto("about:blank")
    go("patient-register")
    expect(page.get_by_label("Family name")).to_have_value("Østergaard")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_label("Family name")).to_have_value("")


def test_somebody_is_found_from_the_keyboard_and_no_address_says_who(page, go, clinician, patient):
    go("patient-list")
    page.keyboard.press("/")
    page.keyboard.type("testesen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Karen Testesen")).to_be_visible()
    assert "testesen" not in page.url.lower()


def test_the_second_of_two_saves_compares_chooses_and_saves_again(
    page, go, clean, screenshot, clinician, patient
):
    go("patient-edit", patient.key)
    other = a_person(given_name="Katrine", family_name="Testesen", number="TEST-4711")
    edit_patient(patient=patient, version=1, person=other, by=clinician)
    page.get_by_label("Given name").fill("Karina")
    page.get_by_label("Family name").fill("Prøvesen")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Somebody else saved this")).to_be_visible()
    clean()
    screenshot("conflict")
    page.get_by_role("radio", name="Katrine").check()
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_text("The changes are saved.")).to_be_visible()
    assert Patient.objects.get().identity.full_name == "Katrine Prøvesen"


def test_the_number_is_shown_when_it_is_asked_for(page, go, clinician, patient):
    go("patient-edit", patient.key)
    expect(page.get_by_text("TEST-4711")).to_have_count(0)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("TEST-4711")).to_be_visible()
