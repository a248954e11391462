"""The annual report in a real browser: made with progress, signed by two, read by somebody who is nobody; its PDF looked at."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from registry.actions import annual_reports as actions
from registry.annual_report.building import built
from registry.exchange.annual.document import document
from registry.exchange.annual.pdf import compiled
from registry.models import PublishedReport, Role
from tests.factories import DAY, a_department, a_user
from tests.registry.annual_report.source import asking

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def statistics(monkeypatch):
    """Those of eighty made-up episodes."""
    monkeypatch.setattr(actions, "asking", lambda year, country: asking(80, year=year, country=country))


def test_a_report_is_made_signed_by_two_and_read_by_everybody(
    page, live_server, sign_in, axe, no_overflow, screenshot
):
    department = a_department()
    sign_in(a_user(Role.COORDINATOR, department))
    page.goto(live_server.url + reverse("annual-report-list"))
    assert axe() == []
    page.get_by_label("Year").fill("2022")
    page.get_by_role("button", name="Make it").press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("The linter found nothing")).to_be_visible(timeout=120_000)
    draft = page.url
    expect(page.get_by_role("heading", name="Table 4. Lumbar spinal stenosis")).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("annual-report-draft")
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_text("You have signed.")).to_be_visible()

    sign_in(a_user(Role.ADMINISTRATOR, department))
    page.goto(draft)
    page.get_by_role("button", name="Sign and publish").click()
    expect(page.get_by_text("Signed and published.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(live_server.url + reverse("published-report", args=["DK", 2022]))
    expect(page.get_by_role("heading", name="Figure 1. Lumbar operations, by year")).to_be_visible()
    expect(page.get_by_text("Edition 1, published on")).to_be_visible()
    assert axe() == []
    no_overflow()
    with page.expect_download() as begun:
        page.get_by_role("link", name="annual-report.pdf").click()
    read = PdfReader(begun.value.path())
    assert "Annual report 2022" in read.pages[0].extract_text()
    assert PublishedReport.objects.get().year == 2022


def test_the_pages_of_the_pdf_are_looked_at():
    """Into screenshots/: every page as a picture; here, that none is blank and each says which it is."""
    made = document(built(asking(400)), DAY)
    folder = settings.BASE_DIR / "screenshots" / "annual-report"
    folder.mkdir(parents=True, exist_ok=True)
    pictures = compiled(made, format="png", ppi=72.0)
    for number, picture in enumerate(pictures, start=1):
        (folder / f"page-{number:02}.png").write_bytes(picture)
    read = PdfReader(BytesIO(bytes(compiled(made, format="pdf", pdf_standards="ua-1"))))
    assert len(read.pages) == len(pictures) > 20
    for number, one in enumerate(read.pages, start=1):
        text = one.extract_text()
        assert f"{number} / {len(pictures)}" in text
        assert len(text) > 120, f"page {number} is all but blank"
