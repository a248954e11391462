"""A coordinator compares two sets of thresholds over the registry in a real browser: by keys, left half-way, cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from decision_support.demo import department as demo
from guidelines import reassessment
from guidelines.models import Reassessment, ThresholdOverride
from guidelines.views import reassess as views
from registry.models import Role, User
from tests.factories import a_department, a_patient
from tests.reassessments import a_reassessment, started

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

OLD_AT_45 = {"birth_date": date(timezone.localdate().year - 45, 1, 1)}


@pytest.fixture
def karl(sign_in, monkeypatch):
    """The coordinator of the made-up department, a registry with two others, and chunks of five patients a call."""
    demo.load(timezone.localdate())
    for code, few, many in (("north", 3, 6), ("south", 9, 12)):
        other = a_department(code)
        for _ in range(few):
            a_patient(other, **OLD_AT_45)
        for _ in range(many):
            a_patient(other)
    ThresholdOverride.objects.create(
        department=other, name="malignancy_age_years", value=40, valid_from=date(2026, 1, 1), source="made up"
    )
    monkeypatch.setattr(reassessment, "PATIENTS_AT_A_TIME", 5)
    monkeypatch.setattr(views, "SECONDS_A_CALL", 0.001)
    return sign_in(User.objects.get(memberships__role=Role.COORDINATOR))


def test_two_sets_of_thresholds_are_compared_to_the_end(
    page, live_server, karl, axe, no_overflow, screenshot
):
    page.goto(live_server.url + reverse("guideline-reassess"))
    screenshot("reassess-choose")
    page.get_by_label("Thresholds").nth(1).select_option(label="the thresholds of Department south")
    page.get_by_role("button", name="Start").press("Enter")
    expect(page.locator("progress")).to_be_visible()
    expect(page.get_by_text("Done")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="Other departments")).to_be_visible()
    others = page.locator("section", has=page.get_by_role("heading", name="Other departments"))
    expect(others).to_contain_text("under 5, or suppressed with them")
    assert axe() == []
    no_overflow()


def test_it_reads_like_a_page_when_much_changes(page, live_server, karl, axe, no_overflow, screenshot):
    run = a_reassessment(karl, timezone.localdate())
    page.goto(live_server.url + reverse("guideline-reassessment", args=[run.pk]))
    expect(page.get_by_role("heading", name="Your patients whose advice changes")).to_be_visible()
    assert axe() == []
    screenshot("reassess-result")
    page.goto(live_server.url + reverse("guideline-reassess"))
    screenshot("reassess-list")
    no_overflow()


def test_a_closed_page_is_opened_again_and_goes_on_and_cancelled_stays_cancelled(
    page, live_server, karl, monkeypatch
):
    monkeypatch.setattr(
        reassessment, "PATIENTS_AT_A_TIME", 1
    )  # so many calls that it is not done before Cancel
    run = started(karl, timezone.localdate())
    address = live_server.url + reverse("guideline-reassessment", args=[run.pk])
    page.goto(address)
    expect(page.locator("progress")).not_to_have_attribute("value", "0")
    page.goto("about:blank")
    before = Reassessment.objects.get(pk=run.pk).done
    assert before > 0
    page.goto(address)
    expect(page.locator("progress")).not_to_have_attribute("value", str(before))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled. What was counted so far stands below.")).to_be_visible()
    stopped = Reassessment.objects.get(pk=run.pk)
    page.wait_for_timeout(500)
    assert (stopped.state, Reassessment.objects.get(pk=run.pk).done) == ("cancelled", stopped.done)
