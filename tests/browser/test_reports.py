"""The unit's report in a real browser: filtered by keys, a number followed to its patients and back, the funnel in words, on paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.actions.simulation import store_simulation
from registry.actions.statistics import refresh_statistics
from registry.models import Department, Episode, Role
from registry.simulation.people import Recipe
from tests.browser.pdf_text import pages_of
from tests.factories import a_user

pytestmark = pytest.mark.django_db(transaction=True)
A4_WITHIN_MARGINS = 680  # px: 180 mm


@pytest.fixture
def report(page, live_server, sign_in):
    """The report of a made-up unit among three, of the herniations of six years."""
    store_simulation(Recipe(5, date(2015, 1, 1), date(2020, 12, 31), 3), 700, by=None)
    refresh_statistics(Episode.objects.values_list("pk", flat=True))
    sign_in(a_user(Role.CLINICIAN, Department.objects.order_by("pk").first()))
    page.goto(live_server.url + reverse("unit-report") + "?diagnosis=disc_herniation")
    return page


def tile(page, title: str):
    return page.locator(".report-tile").filter(has_text=title)


def arrived(page) -> None:
    """Every picture of the page is there, and none is broken."""
    page.wait_for_function(
        "[...document.querySelectorAll('.report-figure__chart')].every(i => i.complete && i.naturalWidth)"
    )


def test_the_report_is_filtered_by_keys_and_keeps_filter_focus_and_a_shareable_address(
    report, axe, no_overflow
):
    arrived(report)
    assert axe() == []
    no_overflow()
    threshold = report.get_by_label("Threshold", exact=True)
    share = tile(report, "Share that reached the threshold").locator(".report-tile__value")
    before = share.inner_text()
    threshold.focus()
    threshold.press("ArrowDown")
    threshold.press("ArrowDown")
    expect(report).to_have_url(re.compile("threshold=22"))
    expect(report.locator(".report-surname").first).to_contain_text("threshold 22 points")
    expect(report.locator("#report-threshold")).to_be_focused()
    expect(report.locator("#report-threshold")).to_have_value("22")
    assert int(share.inner_text().split()[0]) < int(before.split()[0])  # fewer reach more
    report.reload()
    expect(report.locator("#report-threshold")).to_have_value("22")
    expect(report.locator("#report-diagnosis")).to_have_value("disc_herniation")
    arrived(report)


def test_a_number_opens_as_many_patients_and_leads_back_to_the_same_report(report, axe):
    arrived(report)
    row = report.get_by_role("row").filter(has_text="Paired: both")
    link = row.get_by_role("link")
    number = int(re.match(r"\d+", link.inner_text()).group())
    link.focus()
    link.press("Enter")
    expect(report.locator(".page-head__count")).to_have_text(re.compile(rf"^{number} patients?$"))
    assert axe() == []
    report.get_by_role("link", name="Back to the report").press("Enter")
    expect(report).to_have_url(re.compile("diagnosis=disc_herniation"))
    expect(report.get_by_role("row").filter(has_text="Paired: both").get_by_role("link")).to_contain_text(
        str(number)
    )
    arrived(report)


def test_the_funnel_is_told_in_words_with_its_table_and_prints(report):
    arrived(report)
    funnel = report.get_by_role("img", name=re.compile("Your unit lies .* the 9"))
    expect(funnel).to_be_visible()
    expect(funnel).to_have_attribute("alt", re.compile(r"\d other units? (is|are) drawn"))
    table = report.get_by_role("region", name=re.compile("by number of patients, as a table"))
    expect(table.get_by_role("columnheader").nth(2)).to_have_text("95 % lower")
    printed = "".join(pages_of(report.pdf()))
    assert "Who did not answer" in printed
    assert "99.8 %" in printed
    assert "First year" not in printed  # no controls on paper
    report.emulate_media(media="print")
    report.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 960})
    assert report.evaluate("document.documentElement.scrollWidth") <= A4_WITHIN_MARGINS


def test_what_nobody_fits_says_so_and_draws_nothing(report, live_server, axe):
    report.goto(live_server.url + reverse("unit-report") + "?diagnosis=disc_herniation&from=2010&to=2011")
    expect(report.get_by_text("Nothing to report")).to_be_visible()
    expect(report.locator("img.report-figure__chart")).to_have_count(0)
    report.goto(live_server.url + reverse("follow-up-report"))
    arrived(report)
    expect(report.get_by_role("img")).to_have_attribute(
        "alt", re.compile("target of 90 %|target 90 % reached")
    )
    assert axe() == []
