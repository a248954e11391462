"""A clinician enters a score in words, and a coordinator reads what a rescoring changed: in a real browser."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import Assessment, Role
from tests.factories import a_department, a_patient, a_user, an_episode
from tests.registry.test_rescoring import TO_UK, eq5d, rescored

pytestmark = pytest.mark.django_db(transaction=True)
CLINICAL = ("tokuhashi_revised", "of_score", "genant", "lenke")


def test_each_score_is_entered_in_words_and_fits_every_width(
    page, live_server, sign_in, axe, no_overflow, screenshot
):
    department = a_department("ours")
    episode = an_episode(a_patient(department, family_name="Testesen"))
    sign_in(a_user(Role.CLINICIAN, department))
    found = []
    for code in CLINICAL:
        where = {
            "key": episode.patient.key,
            "episode": episode.pk,
            "timepoint": "baseline",
            "instrument": code,
        }
        page.goto(f"{live_server.url}{reverse('instrument-entry', kwargs=where)}")
        found += axe()
        no_overflow()
        screenshot(f"score-{code}")
    assert found == []


def test_a_tokuhashi_score_forms_by_keyboard_and_is_saved_with_its_band(page, live_server, sign_in):
    department = a_department("ours")
    episode = an_episode(a_patient(department, family_name="Testesen"))
    sign_in(a_user(Role.CLINICIAN, department))
    where = {"key": episode.patient.key, "episode": episode.pk, "timepoint": "baseline"}
    page.goto(
        f"{live_server.url}{reverse('instrument-entry', kwargs={**where, 'instrument': 'tokuhashi_revised'})}"
    )
    for item, answer in (
        ("general", "2"),
        ("extraspinal", "1"),
        ("vertebral", "1"),
        ("organs", "2"),
        ("palsy", "2"),
    ):
        page.locator(f"input[name='tokuhashi_revised-{item}']").first.press(answer)
    panel = page.locator("#answer-body")
    expect(panel).to_contain_text("1 of 6 items are blank")
    page.get_by_text("Kidney, uterus").click()
    expect(panel).to_contain_text("11 points")
    expect(panel).to_contain_text("6 months or more")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Save the correction")).to_be_visible()
    stored = Assessment.objects.get()
    assert (stored.score, stored.band) == (11.0, "from_6_months")


def test_a_coordinator_reads_what_a_rescoring_changed(
    page, live_server, sign_in, axe, no_overflow, screenshot
):
    eq5d("22222")
    rescored(TO_UK, reason="the council chose the British set")
    sign_in(a_user(Role.COORDINATOR, a_department("ours")))
    page.goto(f"{live_server.url}{reverse('registry-desk')}")
    page.get_by_role("link", name="Scores computed anew").click()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="EQ-5D-3L: from dk_tto to uk_tto")).to_be_visible()
    expect(page.get_by_role("row", name="Department ours")).to_contain_text("−0.0760")
    no_overflow()
    screenshot("rescoring")
    assert axe() == []
