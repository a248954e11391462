"""The follow-up screens in a real browser: typing by keys, drafts that survive, a day outside the window, closing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.actions import refresh_standing
from registry.actions import Answered, record_assessment
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Draft, Role, WaveClosure
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db(transaction=True)
SECTIONS = [f"odi-{item.code}" for item in INSTRUMENTS["odi"].items]


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def episode(department):
    """A year old, with a baseline ODI of 80."""
    onset = timezone.localdate() - timedelta(days=374)
    episode = an_episode(a_patient(department, family_name="Ventesen"), onset_on=onset)
    answers = {item.code: 4 for item in INSTRUMENTS["odi"].items}
    record_assessment(
        episode=episode, answered=Answered("odi", answers), timepoint="baseline", observed_on=onset, by=None
    )
    return episode


@pytest.fixture
def opened(page, live_server, sign_in, department):
    """opened("follow-up-list") as a coordinator of the department."""
    sign_in(a_user(Role.COORDINATOR, department))

    def go(name: str, *args):
        page.goto(live_server.url + reverse(name, args=args))
        return page

    return go


def entry(opened, episode):
    return opened("follow-up-entry", episode.patient.key, episode.pk, "y1")


def answer_odi(page, digit: str) -> None:
    for name in SECTIONS:
        page.locator(f"input[name='{name}']").first.press(digit)


def test_the_list_comes_first_and_the_counts_follow(opened, page, episode, axe, no_overflow):
    opened("follow-up-list")
    expect(page.locator(".wave-count").first).to_contain_text("due")
    expect(page.locator(".wave-counts")).to_contain_text("1 overdue")
    assert axe() == []
    no_overflow()


def test_a_filter_is_a_link_that_stays(opened, page, episode):
    opened("follow-up-list")
    page.get_by_role("link", name="Overdue", exact=True).click()
    page.get_by_role("link", name="1 year", exact=True).click()
    expect(page.locator("a.chip--active")).to_have_text(["Overdue", "1 year", "All", "All", "Least effort"])
    expect(page.get_by_role("link", name=re.compile("Ventesen.*enter answers"))).to_be_visible()


def test_on_a_phone_filters_fold_to_what_is_chosen_and_nothing_scrolls_sideways(opened, page, episode, axe):
    page.set_viewport_size({"width": 390, "height": 844})
    opened("follow-up-list")
    page.goto(f"{page.url}?wave=y1")
    chips, switch = page.locator("a.chip:visible"), page.get_by_label("All filters")
    expect(chips).to_have_text(["All", "1 year"])
    switch.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Opened by the patient: remind")).to_be_visible()
    wide = "[...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 1).length"
    assert page.evaluate(wide) == 0
    expect(page.locator(".wave-count").first).to_contain_text("due")
    assert axe() == []


def test_digits_answer_and_the_change_forms_beside_them(opened, page, episode, axe):
    entry(opened, episode)
    answer_odi(page, "1")
    expect(page.locator("#answer-body")).to_contain_text("better by 60, more than 12.8 (ODI, DaneSpine)")
    assert axe() == []
    assert not Assessment.objects.filter(timepoint="y1").exists()


def test_what_is_half_typed_survives_a_closed_page_and_goes_when_saved(opened, page, episode):
    entry(opened, episode)
    with page.expect_response(lambda answer: "/draft/" in answer.url and answer.request.method == "POST"):
        page.wait_for_load_state("networkidle")
        answer_odi(page, "2")
    expect(page.locator("#answer-body")).to_contain_text("40 (Moderate disability)")
    page.goto("about:blank")
    entry(opened, episode)
    expect(page.locator("main")).to_contain_text("is back")
    expect(page.locator(f"input[name='{SECTIONS[0]}'][value='2']")).to_be_checked()
    page.get_by_role("button", name="Save the follow-up").click()
    expect(page.locator("#messages")).to_contain_text("saved")
    assert not Draft.objects.exists()


def test_a_day_outside_the_window_is_asked_about_and_the_focus_goes_to_the_summary(
    opened, page, episode, axe
):
    early = episode.onset_on + timedelta(days=283)
    entry(opened, episode)
    answer_odi(page, "1")
    page.locator("#id_observed_on").fill(early.isoformat())
    page.get_by_role("button", name="Save the follow-up").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Answered 3 weeks before the window opens")
    expect(summary).to_be_focused()
    assert axe() == []
    page.get_by_label("The day is right, though outside the window").check()
    page.get_by_role("button", name="Save the follow-up").click()
    expect(page.locator("#messages")).to_contain_text("saved")
    assert Assessment.objects.get(timepoint="y1").observed_on == early


def test_a_follow_up_is_closed_by_keyboard_and_leaves_the_list(opened, page, episode):
    opened("follow-up-list")
    page.locator("summary", has_text="Do not chase").press("Enter")
    page.get_by_label("Reason").select_option("moved")
    page.get_by_role("button", name="Close").press("Enter")
    expect(page.locator("#messages")).to_contain_text("has left the list")
    expect(page.get_by_text("No follow-up is open today")).to_be_visible()
    assert WaveClosure.objects.get().reason == "moved"


def test_a_follow_up_without_data_says_why_and_is_reopened(
    opened, page, episode, axe, no_overflow, screenshot
):
    opened("follow-up-list")
    page.locator("summary", has_text="Do not chase").click()
    page.get_by_label("Reason").select_option("not_available")
    screenshot("follow-up-closing")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#messages")).to_contain_text("Say in at least five letters")
    page.locator("summary", has_text="Do not chase").click()
    page.get_by_label("Reason").select_option("not_available")
    page.get_by_label("Why, in words").fill("Two letters came back")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#messages")).to_contain_text("has left the list")
    page.goto(page.url + "?status=closed")
    expect(page.locator("main")).to_contain_text("Data not available · Two letters came back")
    no_overflow()
    screenshot("follow-up-closed")
    assert axe() == []
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator("#messages")).to_contain_text("asked for again")
    assert not WaveClosure.objects.exists()


def test_who_answered_worse_than_before_is_on_the_work_list_until_somebody_has_seen_it(
    page, live_server, sign_in, department, episode, axe, no_overflow, screenshot
):
    today = timezone.localdate()
    for days, pain in ((300, 10), (0, 90)):
        answered = Answered("vas_back", {"pain": pain})
        record_assessment(
            episode=episode,
            answered=answered,
            timepoint="visit",
            observed_on=today - timedelta(days=days),
            by=None,
        )
    refresh_standing(episode.patient, today)
    sign_in(a_user(Role.CLINICIAN, department))
    page.goto(live_server.url + reverse("home") + "?show=worse")
    expect(page.get_by_role("table")).to_contain_text("worse by 80, more than 15")
    no_overflow()
    screenshot("work-list-worse")
    page.get_by_role("link", name="Ventesen").click()
    expect(page.get_by_role("region", name="Worse than before")).to_contain_text("Ostelo 2008")
    page.wait_for_load_state("networkidle")
    no_overflow()
    screenshot("patient-worse")
    assert axe() == []
    page.get_by_role("button", name="I have seen this").click()
    expect(page.locator("#messages")).to_contain_text("it has left the work list")
    expect(page.get_by_role("region", name="Worse than before")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def test_nothing_of_the_entry_is_wider_than_a_phone(opened, page, episode, no_overflow, screenshot):
    entry(opened, episode)
    no_overflow()
    screenshot("follow-up-entry")
    opened("follow-up-list")
    expect(page.locator(".wave-count").first).to_be_visible()
    screenshot("follow-up-list")
