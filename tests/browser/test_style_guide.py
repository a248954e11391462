"""The components themselves, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guide(page, live_server, sign_in):
    """The style guide, open, as a signed-in clinician sees it; guide("?wrong") shows the errors."""

    def opened(query: str = "", **fields):
        sign_in(a_user(Role.CLINICIAN, **fields))
        page.goto(f"{live_server.url}/style-guide/{query}")

    return opened


def answer_of(page, name: str) -> list[str]:
    """What the form would send for a field."""
    return page.evaluate("name => new FormData(document.querySelector('form.form-rows')).getAll(name)", name)


@pytest.mark.parametrize("query", ["", "?wrong"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(page, guide, axe, query, width):
    page.set_viewport_size({"width": width, "height": 900})
    guide(query)
    assert axe() == []


def test_nothing_is_wider_than_a_phone(guide, no_overflow):
    guide()
    no_overflow()


def test_screenshots(guide, screenshot):
    guide()
    screenshot("style-guide")
    guide("?wrong")
    screenshot("style-guide-errors")


def test_a_page_has_at_most_three_sizes_of_type(page, guide):
    guide()
    sizes = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('body *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility())
            .map(e => getComputedStyle(e).fontSize))]"""
    )
    assert sorted(sizes) == ["14px", "16px", "24px"]


def test_a_dense_table_row_is_36_px_and_its_head_stays(page, guide):
    guide()
    row = page.locator(".table-dense tbody tr").nth(3)
    assert row.bounding_box()["height"] == pytest.approx(36, abs=1)
    page.locator(".table-dense tbody tr").last.scroll_into_view_if_needed()
    banner = page.locator(".patient-banner").bounding_box()
    head = page.locator(".table-dense thead th").first.bounding_box()
    assert banner["y"] == 0
    assert head["y"] >= banner["height"] - 2


# tri-state


def test_y_n_and_delete_answer_a_tri_state(page, guide):
    guide()
    page.locator("#id_cancer_history_2").focus()
    for key, sent in (("y", "yes"), ("n", "no"), ("Delete", ""), ("Y", "yes"), ("Backspace", "")):
        page.keyboard.press(key)
        assert answer_of(page, "cancer_history") == [sent]


def test_arrows_move_through_a_tri_state_and_tab_leaves_it(page, guide):
    guide()
    page.locator("#id_fever_1").focus()
    page.keyboard.press("ArrowRight")
    assert answer_of(page, "fever") == [""]
    page.keyboard.press("ArrowLeft")
    assert answer_of(page, "fever") == ["no"]
    page.keyboard.press("Tab")
    expect(page.locator("[name=cancer_history]:checked")).to_be_focused()


def test_not_recorded_looks_unlike_no(page, guide):
    guide()
    style = (
        "e => { const s = getComputedStyle(e); return [s.borderTopStyle, s.fontStyle, s.backgroundImage] }"
    )
    no = page.locator("label[for=id_fever_1]").evaluate(style)
    blank = page.locator("label[for=id_cancer_cleared_2]").evaluate(style)
    assert no == ["solid", "normal", "none"]
    assert blank[:2] == ["dashed", "italic"]
    assert "gradient" in blank[2]


def test_a_child_question_is_there_only_under_its_answer_and_sends_nothing_otherwise(page, guide):
    guide()
    child = page.locator("#div_id_cancer_cleared")
    expect(child).to_be_visible()
    page.locator("label[for=id_cancer_cleared_0]").click()
    page.locator("label[for=id_cancer_history_1]").click()
    expect(child).to_be_hidden()
    assert answer_of(page, "cancer_cleared") == []
    page.locator("label[for=id_cancer_history_0]").click()
    expect(child).to_be_visible()
    assert answer_of(page, "cancer_cleared") == ["yes"]


# sets


def test_none_of_these_and_a_tick_exclude_each_other_and_delete_clears(page, guide):
    guide()
    page.locator("#id_other_signs_0").focus()
    page.keyboard.press("Space")
    assert answer_of(page, "other_signs") == ["weight_loss"]
    page.locator("#id_other_signs_none").focus()
    page.keyboard.press("Space")
    assert answer_of(page, "other_signs") == ["none-of-these"]
    page.keyboard.press("Delete")
    assert answer_of(page, "other_signs") == []
    expect(page.locator("#id_other_signs .ticks__blank")).to_be_visible()


# VAS


def test_an_untouched_slider_is_not_an_answer(page, guide):
    guide()
    assert answer_of(page, "activity_pain") == [""]
    slider = page.get_by_label("Pain in activity, slider")
    expect(slider).to_have_attribute("aria-valuetext", "Not recorded")
    slider.focus()
    page.keyboard.press("Tab")
    assert answer_of(page, "activity_pain") == [""]


@pytest.mark.parametrize(
    ("key", "sent"), [("ArrowRight", "1"), ("End", "100"), ("Home", "0"), ("ArrowLeft", "0")]
)
def test_a_key_on_the_slider_answers(page, guide, key, sent):
    guide()
    page.get_by_label("Pain in activity, slider").focus()
    page.keyboard.press(key)
    assert answer_of(page, "activity_pain") == [sent]


def test_number_and_slider_say_the_same_and_clear_makes_both_blank(page, guide):
    guide()
    number, slider = page.locator("#id_activity_pain"), page.get_by_label("Pain in activity, slider")
    number.fill("45")
    expect(slider).to_have_value("45")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(number).to_have_value("46")
    page.keyboard.press("Delete")
    assert answer_of(page, "activity_pain") == [""]
    expect(slider).to_have_attribute("aria-valuetext", "Not recorded")


def test_a_recorded_0_stays_an_answer(page, guide):
    guide()
    assert answer_of(page, "rest_pain") == ["0"]
    expect(page.get_by_label("Pain at rest, slider")).to_have_attribute("aria-valuetext", "0")


# dates and numbers


def test_a_date_is_judged_only_when_its_field_is_left(page, guide):
    guide()
    field, reading = page.locator("#id_fractured_on"), page.locator("#id_fractured_on_reading")
    expect(reading).to_have_text("October 2026")
    field.fill("")
    page.evaluate("window.changes = 0; document.addEventListener('change', () => window.changes++)")
    for key in "31.2.2026":
        page.keyboard.press(key)
        assert field.get_attribute("aria-invalid") is None
        assert page.evaluate("window.changes") == 0
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(reading).to_have_text("Found “31.2.2026”. There is no such day.")
    assert field.input_value() == "31.2.2026"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2.11.2026", "Mon, 2 November 2026"),
        ("2026-11-02", "Mon, 2 November 2026"),
        ("11/2026", "November 2026"),
    ],
)
def test_a_date_is_read_back_in_words(page, guide, typed, read):
    guide()
    page.locator("#id_fractured_on").fill(typed)
    page.keyboard.press("Tab")
    expect(page.locator("#id_fractured_on_reading")).to_have_text(read)
    assert answer_of(page, "fractured_on") == [typed]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("301", "Found 301. Allowed: 0 to 300."), ("1,2,3", "Found “1,2,3”. Write a number, for example 12.5.")],
)
def test_a_number_is_checked_when_its_field_is_left(page, guide, typed, said):
    guide()
    field = page.locator("#id_tug_s")
    field.fill(typed)
    page.keyboard.press("Tab")
    expect(page.locator("#id_tug_s_typed")).to_have_text(said)
    field.fill("12,5")
    page.keyboard.press("Tab")
    assert field.get_attribute("aria-invalid") is None


def test_the_stopwatch_fills_its_field(page, guide):
    guide()
    timer = page.locator("[data-timer]")
    timer.get_by_role("button", name="Start").click()
    page.wait_for_timeout(300)
    timer.get_by_role("button", name="Stop").click()
    assert 0.2 <= float(page.locator("#id_tug_s").input_value()) <= 3
    timer.get_by_role("button", name="Undo").click()
    assert page.locator("#id_tug_s").input_value() == "12.5"  # what it held before


# keys


def test_keys_work_outside_fields_and_not_inside(page, guide):
    guide()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("n?/")
    expect(page.locator("#search")).to_have_value("n?/")
    expect(page.locator("#sample-dialog")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("#sample-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts-help")).to_contain_text("new assessment")


def test_two_keys_one_after_the_other_open_a_place(page, guide):
    guide()
    page.keyboard.press("v")
    assert page.url.endswith("/style-guide/")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/style-guide/print/")


def test_keys_can_be_switched_off_and_stay_off(page, guide):
    guide()
    page.locator(".bar__menu summary").click()
    page.get_by_role("button", name="Switch key shortcuts off").click()
    expect(page.locator("#messages")).to_have_text("Single-key shortcuts are off.")
    page.keyboard.press("n")
    page.keyboard.press("/")
    expect(page.locator("#sample-dialog")).to_be_hidden()
    expect(page.locator("#search")).not_to_be_focused()


def test_the_skip_link_comes_first_and_leads_to_the_content(page, guide):
    guide()
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_focus_can_be_seen(page, guide):
    guide()
    page.locator(".page-head a").first.focus()
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth] })()"
    )
    assert ring == ["solid", "3px"]


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page, guide):
    guide("?wrong")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a", has_text="Timed up and go").click()
    expect(page.locator("#id_tug_s")).to_be_focused()
    page.locator(".error-summary a", has_text="Other alarm signs").click()
    expect(page.locator("#id_other_signs_0")).to_be_focused()


# paper


def test_every_printed_page_says_who_and_which_page(page, live_server, guide):
    guide()
    page.goto(f"{live_server.url}/style-guide/print/")
    page.emulate_media(media="print")
    assert (
        page.locator(".print-frame > thead").evaluate("e => getComputedStyle(e).display")
        == "table-header-group"
    )
    expect(page.locator(".print-bar")).to_be_hidden()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) >= 3
    numbered = page.evaluate(
        """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
            .filter(rule => rule.constructor.name === 'CSSPageRule').map(rule => rule.cssText).join('')"""
    )
    assert "counter(page)" in numbered
    assert "counter(pages)" in numbered


# sections


def test_a_section_counts_its_answers_and_folds_when_it_is_complete_and_left(page, guide):
    guide()
    night, weight = page.locator("details.section").nth(0), page.locator("details.section").nth(1)
    expect(night.locator("[data-section-count]")).to_have_text("0 of 1 recorded")
    page.locator("#night_pain_2").focus()
    page.keyboard.press("n")
    expect(night.locator("[data-section-count]")).to_have_text("1 of 1 recorded")
    expect(night).to_have_attribute("open", "")
    page.locator("#weight_loss_2").focus()
    expect(night).not_to_have_attribute("open", "")
    expect(weight).to_have_attribute("open", "")
