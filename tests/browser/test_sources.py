"""From a source to what uses its statements, in a real browser, by keyboard, at both widths."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import Role
from tests.browser.conftest import WIDTHS
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reader(page, live_server, sign_in):
    """reader(address name, …): a physiotherapist on a page of the guideline."""
    sign_in(a_user(Role.PHYSIOTHERAPIST, a_department()))

    def go(name, *args):
        page.goto(live_server.url + reverse(name, args=args))
        return page

    return go


def rows(page):
    return page.locator(".statements tbody tr")


def test_a_statement_is_found_by_keyboard_and_leads_to_the_action_that_uses_it(reader):
    page = reader("guideline-statements")
    expect(rows(page)).to_have_count(50)
    page.keyboard.press("/")
    expect(page.get_by_label("Words, a figure or an id")).to_be_focused()
    page.keyboard.type("pain clinic vertebroplasty")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#A79")).to_contain_text("judge at once whether vertebroplasty is an option")
    page.locator("#A79").get_by_role("link", name="Assess whether vertebroplasty is an option").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Assess whether vertebroplasty is an option")
    evidence = page.get_by_role("region", name="Evidence")
    expect(evidence).to_contain_text("Tried in this patient group: 5 placebo-controlled trials, 541 patients")
    expect(evidence).to_contain_text("uncontrolled: no proof of effect")
    expect(evidence).to_contain_text("682 of 1204 is 57 %")


def test_what_is_not_used_is_listed_with_its_reason_and_the_choice_survives_the_search(reader):
    page = reader("guideline-source", "pain-review")
    page.get_by_role("link", name="are not, each with its reason").click()
    expect(page.get_by_label("Source", exact=True)).to_have_value("pain-review")
    expect(page.get_by_label("Use", exact=True)).to_have_value("not-used")
    page.get_by_label("Words, a figure or an id").fill("mechanism")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Use", exact=True)).to_have_value("not-used")
    expect(page.get_by_text("No statement matches")).to_be_visible()
    page.get_by_role("link", name="Show all").first.click()
    expect(rows(page)).to_have_count(50)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["guideline-sources", "guideline-source", "guideline-statements"])
def test_axe_finds_nothing_serious_and_the_page_fits(reader, axe, width, name):
    page = reader(name, *(["danespine-report"] if name == "guideline-source" else []))
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('main details').forEach(found => { found.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe() == []
