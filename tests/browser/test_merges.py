"""Two records of one person are compared, merged and parted again in a real browser, on a wide screen and on a phone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.actions import Answered, lock_period, record_assessment, sign_off_period
from registry.models import Merge, Patient, Role
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db(transaction=True)
ONSET = date(2024, 3, 10)


def answered(patient, walking):
    episode = an_episode(patient, onset_on=ONSET)
    given = Answered("odi", dict.fromkeys(["walking", "sitting"], walking))
    record_assessment(episode=episode, answered=given, timepoint="baseline", observed_on=ONSET, by=None)


def test_a_pair_is_merged_and_undone_by_keyboard(page, live_server, sign_in, axe, no_overflow, screenshot):
    north = a_department("north")
    stands = a_patient(north, given_name="Ragnhild", family_name="Østervang", number="OLD-1")
    goes = a_patient(north, given_name="Ragnild", family_name="Ostervang", number="NEW-2")
    answered(stands, 1)
    answered(goes, 3)
    own_page = live_server.url + reverse("patient-page", args=[goes.key])

    sign_in(a_user(Role.COORDINATOR, north))
    page.goto(live_server.url + reverse("registry-desk"))
    page.get_by_role("link", name="One person, two records").click()
    expect(page.get_by_role("row", name="Ragnild Ostervang")).to_be_visible()
    assert axe() == []
    no_overflow()
    page.get_by_role("link", name="Compare").press("Enter")
    expect(page.get_by_role("heading", name="Two records, one person?")).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("merge-compare")
    page.get_by_role("button", name="Merge the two records").press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Compare both records")
    assert axe() == []
    page.locator("input[name=value_given_name][value=gone]").check()
    page.get_by_role("combobox", name="Vertebral fracture").select_option(index=1)
    page.get_by_label("Why there are two records").select_option("twice")
    page.get_by_label("I have held both records").check()
    page.get_by_role("button", name="Merge the two records").press("Enter")
    expect(page.locator("#messages")).to_contain_text("can be undone")
    expect(page.locator("main")).to_contain_text("odi baseline 2024-03-10")
    assert axe() == []
    no_overflow()
    screenshot("merge")

    page.goto(own_page)
    expect(page).to_have_url(live_server.url + reverse("patient-page", args=[stands.key]))
    expect(page.get_by_role("region", name="Patient", exact=True)).to_contain_text("Ragnild Østervang")

    page.goto(live_server.url + reverse("merge", args=[Merge.objects.get().pk]))
    page.get_by_role("button", name="Undo the merge").press("Enter")
    expect(page.locator("#messages")).to_contain_text("as they were")
    assert axe() == []
    page.goto(own_page)
    expect(page.get_by_role("region", name="Patient", exact=True)).to_contain_text("Ragnild Ostervang")
    expect(page.get_by_role("heading", name="Episodes", exact=True)).to_be_visible()
    assert Patient.objects.count() == 2


def test_a_form_of_a_locked_year_asks_why_and_keeps_what_was_typed(
    page, live_server, sign_in, axe, no_overflow, screenshot
):
    north = a_department("north")
    patient = a_patient(north, family_name="Østervang")
    an_episode(patient, onset_on=ONSET)
    by = sign_in(a_user(Role.COORDINATOR, north))
    day = date(2025, 2, 1)
    lock_period(period=sign_off_period(department=north, year=2024, on=day, by=by), on=day, by=by)
    page.goto(live_server.url + reverse("patient-edit", args=[patient.key]))
    page.get_by_text("Male", exact=True).click()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", name="This year is locked")).to_be_visible()
    assert axe() == []
    no_overflow()
    screenshot("locked")
    page.get_by_label("Why is it changed after the lock?").fill("Read wrongly from the letter")
    page.get_by_role("button", name="Save, with this reason").press("Enter")
    expect(page.locator("#messages")).to_contain_text("saved")
    page.goto(live_server.url + reverse("period", args=["north", 2024]))
    expect(page.locator("main")).to_contain_text("Read wrongly from the letter")
    assert axe() == []
    no_overflow()
    screenshot("period")
    assert Patient.objects.get().sex == "male"
