"""The assessment by keyboard in a real browser: what is typed, what is kept, what is said, and where a link leads."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from guidelines.adapters import facts_for
from registry.models import ClinicalRecord, Draft, Role
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db(transaction=True)
WHILE_NOBODY_TYPES = 1600  # ms: longer than the form waits before it sends anything


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def clinician(sign_in):
    return sign_in(a_user(Role.CLINICIAN, a_department("spine")))


@pytest.fixture
def episode(clinician):
    return an_episode(a_patient(a_department("spine")))


@pytest.fixture
def patient(episode):
    return episode.patient


@pytest.fixture
def opened(page, live_server, patient):
    """opened("#fact-fever"): the assessment of the patient, with the advice beside it."""

    def go(fragment: str = ""):
        page.goto(f"{live_server.url}{reverse('assessment', args=[patient.key])}{fragment}")
        expect(page.locator("#answer-body")).to_contain_text("Alarm signs:")
        return page

    return go


@pytest.fixture
def sent(page):
    """Every form the page sent, as a dict of lists, in order."""
    bodies: list[dict[str, list[str]]] = []

    def keep(request):
        if request.method == "POST":
            bodies.append(parse_qs(request.post_data or "", keep_blank_values=True))

    page.on("request", keep)
    return bodies


def test_a_date_typed_by_keyboard_exists_nowhere_until_its_field_is_left(opened, sent):
    page = opened()
    page.locator("#id_pain_sudden_onset_2").press("y")  # a draft and an answer are now on their way
    page.locator("#id_pain_started_on").focus()
    page.keyboard.type("2026-10-05", delay=300)
    page.wait_for_timeout(WHILE_NOBODY_TYPES)
    assert {text for body in sent for text in body.get("pain_started_on", [])} == {""}
    page.keyboard.press("Tab")
    expect(page.locator(".assessment__draft-state")).to_contain_text("Draft kept")
    page.wait_for_timeout(WHILE_NOBODY_TYPES)
    assert {text for body in sent for text in body.get("pain_started_on", [])} == {"", "2026-10-05"}
    assert Draft.objects.get().content["answers"]["pain_started_on"] == "2026-10-05"
    assert not ClinicalRecord.objects.exists()


def test_a_date_that_is_none_is_said_when_its_field_is_left_and_the_page_is_not_sent_by_enter(
    opened, patient
):
    page = opened()
    page.locator("#id_pain_started_on").fill("31.2.2026")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#id_pain_started_on_reading")).to_contain_text("no such day")
    expect(page.locator("#answer-body")).to_contain_text(
        "Left out, because it cannot be read: The pain began"
    )
    assert not ClinicalRecord.objects.exists()


def test_yes_no_and_not_recorded_are_single_keys(opened):
    page = opened()
    page.locator("#id_fever_2").focus()
    for key, chosen in (("y", "#id_fever_0"), ("n", "#id_fever_1"), ("Delete", "#id_fever_2")):
        page.keyboard.press(key)
        expect(page.locator(chosen)).to_be_checked()
        expect(page.locator(chosen)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#id_fever_1")).to_be_checked()


def test_the_advice_forms_as_one_types_and_nothing_is_stored(opened, patient):
    page = opened()
    page.locator("#id_fever_2").press("y")
    expect(page.locator("#answer-body .strip")).to_contain_text("Urgent")
    expect(page.locator("[data-answer-said]")).to_contain_text("urgent")
    expect(page.locator("#id_fever_0")).to_be_focused()
    assert not ClinicalRecord.objects.exists()


def test_a_half_filled_form_survives_a_closed_browser(opened, browser, live_server, page, patient):
    opened().locator("#id_fever_2").press("n")
    page.locator("#id_t_score").fill("-2.")
    page.keyboard.press("Tab")
    expect(page.locator(".assessment__draft-state")).to_contain_text("Draft kept")
    expect_kept(page, patient)
    cookies = page.context.cookies()
    page.context.close()
    again = browser.new_context()
    again.add_cookies(cookies)
    fresh = again.new_page()
    fresh.goto(f"{live_server.url}{reverse('assessment', args=[patient.key])}")
    expect(fresh.locator("#id_fever_1")).to_be_checked()
    expect(fresh.locator("#id_t_score")).to_have_value("-2.")
    expect(fresh.locator("main")).to_contain_text("What you had typed")
    fresh.get_by_role("button", name="Discard it").click()
    expect(fresh.locator("#id_fever_2")).to_be_checked()
    again.close()


def expect_kept(page, patient):
    """The server has the draft; the browser has the page's address, which htmx notes and which names nobody."""
    for _attempt in range(20):
        if Draft.objects.filter(patient=patient, content__answers__t_score="-2.").exists():
            break
        page.wait_for_timeout(100)
    assert Draft.objects.get().content["answers"] == {"fever": "no", "t_score": "-2."}
    stored = page.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")
    assert stored == [reverse("assessment", args=[patient.key])]


@pytest.mark.parametrize(
    ("fragment", "focused"),
    [
        ("#fact-bone_drug", "#id_bone_drug"),
        ("#fact-pain_weeks", "#id_pain_started_on"),
        ("#fact-pain_rest_vas", "#id_vas_rest"),
        ("#fact-gi_bleed_risk", "#id_gi_bleed_risk_2"),
        ("#fact-sacral_denis_zone", "#id_sacral_fracture_3"),  # hidden under a parent that is not answered
    ],
)
def test_a_link_to_a_fact_opens_its_section_and_takes_the_focus(opened, fragment, focused):
    expect(opened(fragment).locator(focused)).to_be_focused()


def test_a_link_leads_into_a_section_that_is_folded(opened, patient):
    complete = {"t_score": -2.5, "osteoporosis_risk_factor": True, "osteoporosis_workup_done": False}
    recorded(patient, **complete, bone_drug="none", calcium_vitamin_d=True)
    page = opened()
    expect(page.locator("#section-osteoporosis")).not_to_have_attribute("open", "")
    page.goto(f"{page.url}#fact-t_score")
    expect(page.locator("#id_t_score")).to_be_focused()
    expect(page.locator("#section-osteoporosis")).to_have_attribute("open", "")


def test_a_missing_fact_of_the_panel_leads_to_its_question(opened):
    page = opened()
    page.locator("label[for=id_vertebral_fracture_0]").click()
    missing = page.locator("#answer-body details", has_text="What is missing")
    missing.locator("summary").click()
    link = missing.locator("a").first
    wanted = link.get_attribute("href")
    link.click()
    focused = page.evaluate("document.activeElement.closest('[data-question]').outerHTML")
    assert f'id="{wanted.removeprefix("#")}"' in focused


def test_a_child_is_shown_under_its_parent_and_sends_nothing_while_hidden(opened, sent, patient):
    recorded(patient, sacral_fracture="confirmed", sacral_denis_zone=3)
    page = opened()
    zone = page.locator("#fact-sacral_denis_zone")
    expect(zone).to_be_visible()
    page.locator("label[for=id_sacral_fracture_2]").click()
    expect(zone).to_be_hidden()
    page.get_by_role("button", name="Save and see the advice").click()
    page.wait_for_url("**/advice/")
    assert "sacral_denis_zone" not in sent[-1]
    assert facts_for(patient, DAY).sacral_denis_zone is None
    assert patient.clinical_records.filter(name="sacral_denis_zone").count() == 2


def test_one_tap_says_that_what_is_too_old_is_still_so(opened, patient):
    recorded(patient, on=DAY - timedelta(days=60), fever=False, vertebral_fracture="confirmed")
    page = opened()
    question = page.locator("#fact-fever")
    expect(question).to_contain_text("too old to use: ask again")
    question.get_by_text("Still so").click()
    expect(page.locator("#id_fever_1")).to_be_checked()
    page.locator("#id_fever_1").press("Control+Enter")
    page.wait_for_url("**/advice/")
    assert facts_for(patient, DAY).fever is False
    assert patient.clinical_records.filter(name="vertebral_fracture").count() == 1


def test_counts_follow_what_is_typed(opened):
    page = opened()
    count = page.locator("#section-osteoporosis [data-section-count]")
    expect(count).to_have_text("0 of 5 recorded, 5 open")
    page.locator("#id_calcium_vitamin_d_2").press("n")
    expect(count).to_have_text("1 of 5 recorded, 4 open")


def test_the_error_summary_leads_to_the_field_and_nothing_typed_is_lost(opened, axe):
    page = opened()
    page.locator("#id_fever_2").press("y")
    page.locator("#id_t_score").fill("-9")
    page.get_by_role("button", name="Save and see the advice").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#id_fever_0")).to_be_checked()
    assert axe() == []
    page.locator(".error-summary a").click()
    expect(page.locator("#id_t_score")).to_be_focused()


def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(opened, axe, no_overflow, patient):
    recorded(patient, on=DAY - timedelta(days=60), fever=False, frail=True, vertebral_fracture="confirmed")
    opened()
    assert axe() == []
    no_overflow()


def test_on_a_phone_the_advice_is_a_line_that_opens(opened, page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened_page = page
    opened()
    expect(opened_page.locator("#answer-body")).to_be_hidden()
    expect(opened_page.locator("[data-answer-short]")).to_contain_text("alarm signs asked 0 of 5")
    opened_page.get_by_role("button", name="Show", exact=True).click()
    expect(opened_page.locator("#answer-body")).to_be_visible()


def test_a_questionnaire_is_answered_by_digits_with_the_score_beside_it(page, live_server, episode, axe):
    where = {"key": episode.patient.key, "episode": episode.pk, "timepoint": "baseline", "instrument": "odi"}
    page.goto(f"{live_server.url}{reverse('instrument-entry', kwargs=where)}")
    page.locator("#id_odi-pain_intensity_6").focus()
    for digit in "2222222225":
        page.keyboard.press(digit)
        page.keyboard.press("Tab")
    expect(page.locator("#answer-body")).to_contain_text("46.0 points of 100")
    expect(page.locator("#answer-body")).to_contain_text("10 of 10 answered")
    assert axe() == []
    page.locator("#id_odi-walking_2").press("Delete")
    expect(page.locator("#answer-body")).to_contain_text("9 of 10 answered")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("46.7 points of 100")
    assert episode.assessments.get().responses["walking"] is None


def test_screenshots(opened, screenshot, page, live_server, episode):
    recorded(
        episode.patient, on=DAY - timedelta(days=60), fever=False, frail=True, vertebral_fracture="confirmed"
    )
    opened()
    screenshot("assessment")
    for instrument in ("odi", "eq5d_3l", "vas"):
        where = {"episode": episode.pk, "timepoint": "baseline", "instrument": instrument}
        page.goto(live_server.url + reverse("instrument-entry", kwargs={"key": episode.patient.key, **where}))
        screenshot(f"questionnaire-{instrument}")
