"""The main job from end to end in a real browser: each person logs in by the form and does what they come for."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.actions import refresh_standing
from guidelines.models import Evaluation, FunctionalDecision, Response
from registry.actions import Answered, record_assessment
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Patient, Role
from tests.browser.pdf_text import pages_of
from tests.factories import PASSWORD, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department():
    return a_department("spine")


@pytest.fixture
def logged_in(page, live_server, department):
    """logged_in(role): somebody of that role, through the login form, on their home page."""

    def enter(role, **fields):
        user = a_user(role, department, **fields)
        page.goto(live_server.url)
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page).to_have_url(f"{live_server.url}/")
        return user

    return enter


def type_in(page, name: str, text: str) -> None:
    """Typed key by key, as a person does, and left with Tab."""
    page.locator(f"#id_{name}").focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def press_in(page, name: str, key: str) -> None:
    """One key in a group of buttons: y, n or Delete."""
    page.locator(f"#id_{name}_2").focus()
    page.keyboard.press(key)


def register(page) -> None:
    page.get_by_role("link", name="Register a patient").focus()
    page.keyboard.press("Enter")
    page.locator("#id_number_kind").select_option("other")
    for name, text in (
        ("number", "TEST-0001"),
        ("given_name", "Karen"),
        ("family_name", "Testesen"),
        ("birth_date", "1.2.1948"),
        ("onset_on", (timezone.localdate() - timedelta(days=20)).isoformat()),
    ):
        type_in(page, name, text)
    page.locator("#id_kind").select_option("vertebral_fracture")
    page.locator("form[method=post] button.btn-primary").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".patient-banner")).to_contain_text("Karen Testesen")


def assess(page) -> None:
    """The usual case: alarm questions answered no, a confirmed fracture, pain that is not relieved."""
    page.locator("main").press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("assessment")
    for alarm in ("neuro_deficit", "bladder_bowel_new", "cancer_history", "fever"):
        press_in(page, alarm, "n")
    page.locator("input[name=infection_status][value=none]").press("Space")
    type_in(page, "vas_rest", "55")
    page.locator("input[name=vertebral_fracture][value=confirmed]").press("Space")
    page.get_by_role("button", name="Save and see the advice").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recommendation")


def test_a_clinician_registers_assesses_reads_overrides_signs_and_prints(page, logged_in):
    logged_in(Role.CLINICIAN, first_name="Clara", last_name="Kliniker")
    register(page)
    assess(page)
    expect(page.locator("main")).to_contain_text("asked 5 of 5")
    nsaid = page.locator("#action-drug-nsaid")
    nsaid.get_by_text("Override", exact=True).click()
    nsaid.get_by_role("button", name="Another condition weighs more").click()
    expect(nsaid).to_contain_text("Overridden")
    page.get_by_role("button", name="Sign and print").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".print-surname")).to_contain_text("signed by Clara Kliniker")
    printed = pages_of(page.pdf(prefer_css_page_size=True))
    assert all("Karen Testesen" in text and "Not for clinical use" in text for text in printed)
    patient = Patient.objects.get()
    assert Response.objects.get().reason == "other_condition"
    assert Evaluation.objects.get(signature__isnull=False).facts["pain_rest_vas"] == 55
    assert Assessment.objects.get(patient=patient, instrument="vas_rest").score == 55


def a_patient_of_last_year(department):
    """Followed for a year without a procedure, with a baseline."""
    onset = timezone.localdate() - timedelta(days=365)
    episode = an_episode(a_patient(department, family_name="Ventesen"), onset_on=onset)
    answers = {item.code: 3 for item in INSTRUMENTS["odi"].items}
    record_assessment(
        episode=episode, answered=Answered("odi", answers), timepoint="baseline", observed_on=onset, by=None
    )
    return episode


def test_a_coordinator_finds_who_is_due_and_enters_the_follow_up(page, logged_in, department):
    episode = a_patient_of_last_year(department)
    logged_in(Role.COORDINATOR)
    page.locator("body").press("g")
    page.keyboard.press("f")
    page.get_by_role("link", name=re.compile("Ventesen.*enter answers")).click()
    for item in INSTRUMENTS["odi"].items:
        page.locator(f"input[name='odi-{item.code}']").first.press("1")
    expect(page.locator("#answer-body")).to_contain_text("better by 40")
    page.get_by_role("button", name="Save the follow-up").click()
    expect(page.locator("main")).to_contain_text("20")
    answered = Assessment.objects.get(episode=episode, timepoint="y1", instrument="odi")
    assert (answered.score, answered.recorded_by.memberships.get().role) == (20.0, Role.COORDINATOR)


def test_an_administrator_finds_the_patient_in_the_admin(page, logged_in, department):
    patient = a_patient(department, family_name="Findesen")
    a_patient(department, family_name="Andersen")
    logged_in(Role.ADMINISTRATOR, is_staff=True)
    page.goto(f"{page.url}admin/registry/patient/")
    page.locator("#searchbar").fill("Findesen")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.locator("#result_list tbody a").first.click()
    expect(page.locator("#content")).to_contain_text(str(patient.key)[:8])


EVERYDAY_ACTIVE = {"activity_level": "everyday", "daily_walking_aid": False, "adl_help": False, "tug_s": 13.0}


def test_a_physiotherapist_confirms_a_category(page, logged_in, department):
    patient = a_patient(department, family_name="Prøvesen")
    recorded(patient, on=timezone.localdate(), vertebral_fracture="excluded", **EVERYDAY_ACTIVE)
    refresh_standing(patient, timezone.localdate())
    logged_in(Role.PHYSIOTHERAPIST)
    page.locator("body").press("g")
    page.keyboard.press("t")
    page.get_by_role("link", name="Prøvesen").first.click()
    page.get_by_role("button", name="Confirm:").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Decided:")
    assert FunctionalDecision.objects.get(patient=patient).category == "everyday_active"
