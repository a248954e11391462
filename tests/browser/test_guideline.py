"""The map and the page of an action in a real browser: by keyboard, zoomed, in words, at both widths, printed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.pathway.rulebook import ACTIONS
from registry.models import Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.pdf_text import pages_of
from tests.factories import a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import CANDIDATE

pytestmark = pytest.mark.django_db(transaction=True)

# Two texts, or a text and a box that is not its own, that lie on each other as the browser draws them.
OVERLAPS = """sheet => {
  const boxes = [...sheet.querySelectorAll('.map-box')];
  const edges = boxes.map(box => box.querySelector('.map-box__outline').getBoundingClientRect());
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const found = [];
  boxes.forEach((box, at) => box.querySelectorAll('text').forEach(text => {
    const own = text.getBoundingClientRect();
    if (own.left < edges[at].left || own.right > edges[at].right + 1 || own.bottom > edges[at].bottom + 1) {
      found.push(`runs out of its box: ${text.textContent}`);
    }
  }));
  const loose = [...sheet.querySelectorAll('.map-way text, .map-band text, .map-frame text')];
  loose.forEach((text, at) => {
    const own = text.getBoundingClientRect();
    edges.forEach(edge => { if (over(own, edge)) found.push(`lies on a box: ${text.textContent}`); });
    loose.slice(at + 1).forEach(other => {
      if (over(own, other.getBoundingClientRect())) found.push(`${text.textContent} / ${other.textContent}`);
    });
  });
  return found;
}"""


@pytest.fixture
def opened(page, live_server, sign_in):
    """opened(name, …): a physiotherapist, who may read all of the guideline, on a page of it."""

    def go(name, *args, query=""):
        sign_in(a_user(Role.PHYSIOTHERAPIST))
        page.goto(live_server.url + reverse(name, args=args) + query)

    return go


@pytest.fixture
def on_the_map(page, live_server, sign_in):
    """A clinician on the map of a patient who has come as far as a procedure, with fever."""
    department = a_department()
    patient = a_patient(department, given_name="Karen", family_name="Testesen")
    recorded(patient, on=timezone.localdate(), **{**CANDIDATE, "fever": True})
    sign_in(a_user(Role.CLINICIAN, department))
    page.goto(live_server.url + reverse("recommendation", args=[patient.key]))
    page.get_by_role("link", name="On the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where the patient stands on the map")
    return patient


def shown_map(page):
    return page.locator("[data-map-window]:visible")


def focused(page) -> str:
    return page.evaluate("document.activeElement.dataset.action || ''")


def width_of(page) -> float:
    return shown_map(page).locator("[data-map-sheet]").bounding_box()["width"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_is_clean_and_nothing_on_it_lies_on_anything(page, opened, axe, width):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    opened("guideline")
    assert shown_map(page).count() == 1
    assert shown_map(page).locator("[data-action]").count() == len(ACTIONS)
    assert shown_map(page).locator("[data-map-sheet]").evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe() == []


def test_one_goes_through_the_map_by_keyboard_in_clinical_order_and_opens_a_step(page, opened):
    opened("guideline")
    shown_map(page).focus()
    order = []
    for _step in range(3):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order == ["urgent.cord_compression", "urgent.suspected_metastasis", "urgent.suspected_infection"]
    expect(shown_map(page).locator(".map-way--marked").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suspected infection of the spine: act now")


def test_the_map_is_zoomed_by_keys_and_buttons_and_moved_by_arrows(page, opened):
    opened("guideline")
    fitted = width_of(page)
    shown_map(page).focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert width_of(page) > fitted * 1.3
    before = shown_map(page).evaluate("window => window.scrollLeft + window.scrollTop")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => { const w = [...document.querySelectorAll('[data-map-window]')].find(w => w.offsetParent);"
        " return w.scrollLeft + w.scrollTop > before; }",
        arg=before,
    )
    page.keyboard.press("0")
    assert abs(width_of(page) - fitted) < 2
    page.get_by_role("button", name="Smaller").click()
    assert width_of(page) < fitted
    page.get_by_role("button", name="Fit").click()
    assert abs(width_of(page) - fitted) < 2
    expect(page.locator("[data-map-scale]")).to_contain_text("%")


def test_the_map_is_told_in_words_with_the_same_steps(page, opened):
    opened("guideline")
    page.get_by_text("The map in words").click()
    words = page.locator("#map-text")
    for code in ("drug.tramadol", "refer.rheumatology", "procedure.sacroplasty"):
        expect(words.get_by_role("link", name=ACTIONS[code].title, exact=True)).to_be_visible()
    expect(words).to_contain_text("Strong opioid, when: Tramadol has failed or cannot be used")
    expect(words).to_contain_text("Held back while one of these stands")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_patient_s_way_is_lit_and_said(page, on_the_map, axe, width):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    lit = shown_map(page)
    assert lit.locator("[data-map-sheet]").evaluate(OVERLAPS) == []
    assert lit.locator('.map-way--lit[data-from="urgent.suspected_infection"]').count() > 0
    clinic = lit.locator('[data-action="refer.pain_clinic"]')
    expect(clinic).to_have_attribute(
        "aria-label", "Referral: Refer to a pain clinic; Not cleared: held by an urgent alarm"
    )
    expect(clinic).to_contain_text("Not cleared")
    expect(lit.locator('[data-action="refer.oncology"]')).to_have_attribute(
        "aria-label", "Referral: Refer to oncology; does not apply"
    )
    assert axe() == []


def test_the_map_prints_on_paper(page, on_the_map):
    pages = pages_of(page.pdf(format="A4"))
    assert "Refer to a pain clinic" in " ".join(pages)
    assert "Not for clinical use" in " ".join(pages)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_an_action_opens_what_its_rule_names(page, opened, axe, screenshot, width):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    opened("guideline-action", "refer.pain_clinic")
    rule = page.get_by_role("region", name="The rule")
    rule.get_by_text("“the drug steps are used up and pain relief is not satisfactory”").first.click()
    rule.get_by_text("“pain relief is not satisfactory”", exact=True).first.click()
    expect(rule).to_contain_text(
        "Pain at rest: at least 45 of 100 [Pain at rest that calls for the next step]"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_of_actions_is_clean_and_fits(page, opened, axe, width):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    opened("guideline-actions")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe() == []


def test_an_action_that_does_not_exist_offers_those_that_do(page, opened):
    opened("guideline-action", "drug.aspirin")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no action “drug.aspirin”")
    page.get_by_role("link", name="Tramadol (drug.tramadol)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tramadol")
