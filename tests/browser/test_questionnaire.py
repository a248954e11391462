"""The patient's questionnaire on a phone: answer, close, come back by the same link, go back, and an alarm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.actions import invite
from registry.models import Assessment, Invitation, ReportedAlarm, Role
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department():
    found = a_department()
    found.phone = "12 34 56 78"
    found.save()
    return found


@pytest.fixture
def sent(department):
    episode = an_episode(a_patient(department), onset_on=timezone.localdate() - timedelta(days=366))
    return invite(episode=episode, wave="y1", channel="letter", on=timezone.localdate(), by=a_user())


@pytest.fixture
def phone(page, sent, live_server):
    """phone() opens the link at 390 px."""

    def go():
        page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
        page.goto(live_server.url + reverse("questionnaire", args=[sent.token]))
        return page

    return go


def begin(page, button: str = "Begin") -> None:
    for label, typed in (("Day", "1"), ("Month", "2"), ("Year", "1948")):
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name=button).click()


def no_alarm(page) -> None:
    for sign in ("weakness", "bladder", "fever", "severe pain"):
        expect(page.locator("h1")).to_contain_text(sign)
        page.get_by_role("button", name="No", exact=True).click()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[1]


def test_a_patient_answers_closes_comes_back_and_goes_back(phone, page, sent, axe, screenshot):
    phone()
    assert axe() == []
    assert fits(page)
    screenshot("questionnaire-start")
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    begin(page)
    expect(page.locator(".asked__progress")).to_contain_text("1 of")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert axe() == []
    assert fits(page)
    no_alarm(page)
    page.get_by_role("button", name="3", exact=True).click()
    expect(page.locator("h1")).to_have_text("Personal care")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Pain intensity")
    page.reload()
    expect(page.get_by_role("button", name="3 your answer")).to_be_visible()
    page.get_by_role("button", name="2", exact=True).click()
    page.get_by_role("button", name="I'd rather not answer").click()

    page.context.clear_cookies()  # the phone is closed; another day, the same link
    phone()
    expect(page.locator("main")).to_contain_text("You have begun")
    begin(page, "Go on")
    expect(page.locator("h1")).to_have_text("Lifting")
    kept = Invitation.objects.get().answers
    alarms = {code: kept.pop(code) for code in list(kept) if code.startswith("alarm-")}
    assert list(alarms.values()) == [False] * 4
    assert kept == {"odi-pain_intensity": 2, "odi-personal_care": "declined"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_slider_an_alarm_and_the_sending(phone, page, sent, live_server, axe, sign_in, department):
    phone()
    begin(page)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("h1")).to_contain_text("bladder")
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_role("heading", name="Call now")).to_be_visible()
    expect(page.get_by_role("link", name="12 34 56 78")).to_have_attribute("href", "tel:12345678")
    assert axe() == []
    assert fits(page)
    page.screenshot(path="screenshots/questionnaire-call-390.png", full_page=True)
    assert ReportedAlarm.objects.get().signs == ["continence"]
    page.get_by_role("link", name="Go on with the questions").click()
    for sign in ("fever", "severe pain"):
        expect(page.locator("h1")).to_contain_text(sign)
        page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("h1")).to_have_text("Pain intensity")  # the rest is reached
    page.goto(live_server.url + reverse("questionnaire-question", args=[sent.token, "vas_back-pain"]))
    page.get_by_role("slider").press("End")
    expect(page.get_by_role("textbox")).to_have_value("100")
    assert axe() == []
    page.get_by_role("button", name="Next").click()
    expect(page.locator("h1")).to_contain_text("Leg pain")
    page.get_by_role("link", name="Stop here").click()
    page.get_by_role("button", name="Send what I have and finish").click()
    expect(page.get_by_role("heading", name="Call now")).to_be_visible()
    assert Assessment.objects.get().origin == "patient"
    phone()
    expect(page.locator("h1")).to_have_text("This link cannot be used")

    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    sign_in(a_user(Role.CLINICIAN, department))
    page.goto(live_server.url + reverse("home"))
    expect(page.locator("#main")).to_contain_text("New loss of bladder or bowel control")
    assert axe() == []
    page.get_by_role("button", name="I take care of it").click()
    expect(page.locator("#messages")).to_contain_text("taken note")


def test_the_questions_speak_danish_and_swedish(phone, page):
    phone()
    for name, heading in (("Dansk", "Spørgsmål om, hvordan du har det"), ("Svenska", "Frågor om hur du mår")):
        page.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(heading)
    for label, typed in (("Dag", "1"), ("Månad", "2"), ("År", "1948")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Börja").click()
    expect(page.locator("main")).to_contain_text("Först tecken som inte får vänta")
    for number in range(1, 5):
        expect(page.locator(".asked__progress")).to_contain_text(f"{number} av")
        page.get_by_role("button", name="Nej", exact=True).click()
    expect(page.locator("h1")).to_have_text("Smärtans styrka")


def test_the_baseline_is_answered_on_the_tablet_in_the_waiting_room(
    page, live_server, department, sign_in, axe, screenshot
):
    today = timezone.localdate()
    waiting = an_episode(a_patient(department), kind="other", diagnosis="scoliosis", onset_on=today)
    sign_in(a_user(Role.COORDINATOR, department))
    page.goto(live_server.url + reverse("patient-page", args=[waiting.patient.key]))
    page.get_by_role("link", name="Invite the patient to answer").click()
    expect(page.locator("h1")).to_have_text("Invite to answer the baseline")
    expect(page.locator("#main")).to_contain_text("Not by link: SRS-22r")  # its words are not loaded
    assert axe() == []
    screenshot("invite-baseline")
    page.get_by_text("Tablet in the waiting room").click()
    page.get_by_role("button", name="Invite", exact=True).click()
    begin(page)
    no_alarm(page)
    for _dimension in range(5):
        page.get_by_role("button", name="2", exact=True).click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    stored = Assessment.objects.get()
    assert (stored.instrument, stored.timepoint, stored.origin) == ("eq5d_3l", "baseline", "patient")
