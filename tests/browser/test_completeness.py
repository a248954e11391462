"""From a rate to the patients behind it to the answer that moves it, and a query that closes by itself, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.actions import Answered, correct_assessment, record_assessment
from registry.instruments import INSTRUMENTS
from registry.models import DataQuery, Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db(transaction=True)
ITEMS = [item.code for item in INSTRUMENTS["odi"].items]


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def coordinator(sign_in, department):
    return sign_in(a_user(Role.COORDINATOR, department))


def first_year(department, *, answered: bool, family_name: str):
    """An episode whose first year's target day was yesterday."""
    day = timezone.localdate()
    episode = an_episode(a_patient(department, family_name=family_name), onset_on=day - timedelta(days=366))
    odi = Answered("odi", dict.fromkeys(ITEMS, 2))
    record_assessment(
        episode=episode, answered=odi, timepoint="baseline", observed_on=episode.onset_on, by=None
    )
    if answered:
        record_assessment(episode=episode, answered=odi, timepoint="y1", observed_on=day, by=None)
    return episode


def inside_the_window(page, *found) -> None:
    """Read without scrolling sideways: a table that scrolls within itself is not seen by no_overflow."""
    width = page.evaluate("innerWidth")
    for one in found:
        box = one.bounding_box()
        assert box["x"] >= 0, one
        assert box["x"] + box["width"] <= width, one


def test_a_number_opens_into_its_patients_and_one_more_answer_reaches_the_target(
    page, live_server, coordinator, department, axe, no_overflow, screenshot
):
    for number in range(3):
        first_year(department, answered=True, family_name=f"Svaret{number}")
    first_year(department, answered=False, family_name="Mangler")
    page.goto(live_server.url + reverse("follow-up-list"))
    card = page.locator(".wave-count", has_text="1 year")
    expect(card).to_contain_text("1 more answer at 1 year brings the unit from 75 % to 80 %.")
    assert axe() == []
    no_overflow()
    screenshot("follow-up-effort")
    page.locator(".wave-counts__how").get_by_role("link", name="Completeness").click()
    if timezone.localdate().timetuple().tm_yday == 1:  # the target day was last year
        page.get_by_role("link", name=str(timezone.localdate().year - 1)).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="1 year"))
    expect(row).to_contain_text("75 %")
    expect(row).to_contain_text("below the target (80 %)")
    expect(row.get_by_role("img", name="75 %, target 80 %")).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("completeness")
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    rate = row.locator(".completeness__rate")
    sign, percent = rate.locator(".completeness__reach"), rate.locator(".completeness__percent")
    inside_the_window(page, rate.get_by_role("img"), percent, sign, row.get_by_role("cell").first)
    inside_the_window(page, page.get_by_role("cell").filter(has_text="3 of 4").last)
    assert row.evaluate(
        "it => it.closest('.table-scroll').scrollWidth <= it.closest('.table-scroll').clientWidth"
    )
    assert axe() == []
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    row.get_by_role("cell").nth(2).get_by_role("link", name="1", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 year: asked and not complete")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_text("1 follow-up", exact=True)).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("completeness-patients")
    page.get_by_role("link", name="Mangler").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 year")


def test_what_is_missing_is_asked_about_and_the_query_closes_when_the_data_come(
    page, live_server, coordinator, department, axe, no_overflow, screenshot
):
    episode = first_year(department, answered=False, family_name="Mangler")
    page.goto(live_server.url + reverse("patient-data", args=[episode.patient.key]))
    expect(page.get_by_role("table")).to_contain_text("nobody has asked the patient yet")
    page.get_by_label("About").select_option(label=f"ODI, Baseline · {episode}")
    page.get_by_label("Question").fill("Is it 40?")
    page.get_by_label("Whose task").select_option("clinician")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".query")).to_contain_text("Found: 40.")
    assert axe() == []
    no_overflow()
    screenshot("patient-data")
    stored = episode.assessments.get(timepoint="baseline")
    other = Answered("odi", dict.fromkeys(ITEMS, 1))
    correct_assessment(assessment=stored, version=1, answered=other, observed_on=stored.observed_on, by=None)
    page.reload()
    expect(page.locator(".query")).to_contain_text("The data came")
    assert DataQuery.objects.get().closed_by is None
    page.get_by_role("link", name="All data queries").click()
    expect(page.get_by_text("No query waits")).to_be_visible()
    page.get_by_role("link", name="Closed", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(2)
    assert axe() == []
    no_overflow()
    screenshot("data-queries")
