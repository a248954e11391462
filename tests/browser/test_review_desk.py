"""The review desk by hand: a rule signed by two people, advice reported and answered, a rule switched off and seen."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.models import IncidentReport, RuleCheck, RuleSwitch
from registry.models import Role
from tests.factories import a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import FRACTURE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

GOAL = "goal.pain"
INFECTION = "urgent.suspected_infection"


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def gerda(department):
    return a_user(Role.EDITOR, department, first_name="Gerda", last_name="Guide")


@pytest.fixture
def patient(department):
    patient = a_patient(department, given_name="Ragnhild", family_name="Østervang")
    recorded(patient, on=timezone.localdate(), **{**FRACTURE, "fever": True})
    return patient


@pytest.fixture
def open_page(page, live_server):
    def go(name, *args):
        return page.goto(live_server.url + reverse(name, args=args))

    return go


def test_a_rule_is_signed_by_two_people_and_never_twice_by_one(
    page, context, live_server, sign_in, open_page, gerda, department, axe, no_overflow, screenshot
):
    sign_in(gerda)
    open_page("home")
    expect(page.get_by_role("heading", name="Review desk")).to_be_visible()
    assert axe() == []
    no_overflow()
    page.get_by_role("link", name="Agree on the goal").click()
    other_tab = context.new_page()
    other_tab.goto(page.url)
    page.get_by_label("I checked it as").select_option("clinical")
    page.get_by_label("Comment").fill("Read against A68.")
    page.get_by_role("button", name="Sign the check").click()
    expect(page.get_by_text("Signed: the rule was checked.")).to_be_visible()
    expect(page.get_by_text("The other is signed by somebody else.")).to_be_visible()
    other_tab.get_by_label("I checked it as").select_option("technical")
    other_tab.get_by_role("button", name="Sign the check").click()
    expect(other_tab.get_by_role("alert")).to_contain_text("two different people")
    assert RuleCheck.objects.count() == 1
    sign_in(a_user(Role.EDITOR, department, first_name="Teo", last_name="Teknisk"))
    page.reload()
    page.get_by_role("button", name="Sign the check").click()
    expect(page.locator("#sign dl")).to_contain_text("Teo Teknisk")
    assert set(RuleCheck.objects.values_list("side", flat=True)) == {"clinical", "technical"}
    assert axe() == []
    no_overflow()
    screenshot("review-rule")


def test_unsafe_advice_is_reported_by_a_clinician_and_answered_by_an_editor(
    page, sign_in, open_page, gerda, department, patient, axe, no_overflow, screenshot
):
    clara = a_user(Role.CLINICIAN, department, first_name="Clara")
    sign_in(clara)
    open_page("recommendation", patient.key)
    page.locator("#action-goal-pain").get_by_role("link", name="Report it").click()
    expect(page.get_by_label("About")).to_have_value(GOAL)
    page.get_by_label("What is the matter").select_option("unsafe")
    page.get_by_label("Severity").select_option("serious")
    page.get_by_label("In your own words").fill("Østervang has an infection, 010248-1234")
    assert axe() == []
    no_overflow()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Found “010248-1234”")
    assert not IncidentReport.objects.exists()
    page.get_by_label("In your own words").fill("The goal is told although an infection comes first")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("You read here what becomes of it.")).to_be_visible()
    address = page.url

    sign_in(gerda)
    open_page("guideline-review")
    page.get_by_role("row", name="The advice is unsafe").get_by_role("link").click()
    expect(page.get_by_text("Today’s rules say the same")).to_be_visible()
    expect(page.get_by_text("Østervang")).to_have_count(0)
    page.get_by_role("button", name="I am looking at it").click()
    page.get_by_label("Decision").select_option("rule_stands")
    page.get_by_label("Answer to the reporter").fill("The alarm stands above it on the page.")
    page.get_by_role("button", name="Answer and close").click()
    expect(page.get_by_text("Answered and closed.")).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("review-report")

    sign_in(clara)
    page.goto(address)
    expect(page.get_by_text("The alarm stands above it on the page.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it up again")).to_have_count(0)


def test_an_urgent_rule_is_switched_off_when_confirmed_twice_and_every_patient_s_page_says_so(
    page, sign_in, open_page, gerda, department, patient, axe, no_overflow, screenshot
):
    sign_in(gerda)
    open_page("guideline-review-rule", INFECTION)
    page.get_by_text("Switch the rule off", exact=True).click()
    page.get_by_label("Reason").fill("It fires for every patient since the new form")
    page.get_by_role("button", name="Switch off, everywhere").click()
    expect(page.get_by_role("heading", name="Confirm a second time")).to_be_visible()
    assert not RuleSwitch.objects.exists()
    page.get_by_label("Yes, all the same.").check()
    page.get_by_role("button", name="Switch off, everywhere").click()
    expect(page.get_by_text("Switched off, everywhere and at once.")).to_be_visible()

    sign_in(a_user(Role.CLINICIAN, department))
    open_page("recommendation", patient.key)
    notice = page.get_by_role("region", name="1 rule is switched off")
    expect(notice).to_contain_text("by Gerda Guide, because “It fires for every patient since the new form”")
    expect(notice).to_contain_text("For this patient it reads: urgent. Switching it off clears nothing.")
    expect(page.get_by_role("heading", name="Suspected infection of the spine")).to_have_count(0)
    assert axe() == []
    no_overflow()
    screenshot("switched-off-recommendation")
    for name in ("patient-page", "assessment", "function"):
        if name == "function":
            sign_in(a_user(Role.PHYSIOTHERAPIST, department))
        open_page(name, patient.key)
        expect(page.get_by_role("region", name="1 rule is switched off")).to_be_visible()
        no_overflow()
    assert axe() == []

    sign_in(gerda)
    open_page("guideline-review-rule", INFECTION)
    page.get_by_text("Switch it on again").click()
    page.get_by_label("Reason").fill("The form is mended")
    page.get_by_role("button", name="Switch on", exact=True).click()
    expect(page.get_by_text("Switched on again.")).to_be_visible()
    sign_in(a_user(Role.CLINICIAN, department))
    open_page("recommendation", patient.key)
    expect(page.get_by_role("region", name="1 rule is switched off")).to_have_count(0)
    expect(page.get_by_role("heading", name="Suspected infection of the spine")).to_be_visible()
