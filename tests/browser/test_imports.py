"""An import in a real browser, at both widths: a file with errors and its report, then the mended one, stored."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.actions import work_on_import
from registry.models import Assessment, ImportRun, Patient, Role
from tests.factories import a_department, a_user
from tests.registry.exchange.made_files import csv_text, mapping_text

pytestmark = pytest.mark.django_db(transaction=True)


def a_file(name, text):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def test_a_file_with_errors_is_reported_on_and_the_mended_one_is_stored(
    page, live_server, sign_in, settings, axe, no_overflow, screenshot
):
    settings.IMPORTS_IN_A_PROCESS = False  # its database is not that of the test
    sign_in(a_user(Role.COORDINATOR, a_department("ward")))
    page.goto(live_server.url)
    page.get_by_role("link", name="Registry").click()
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_role("button", name="Read the file").press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Choose the file.")
    assert axe() == []
    no_overflow()

    page.locator("#id_file").set_input_files(
        a_file("answers.csv", csv_text({}, {"id": "2", "o1": "9"}, {"id": "3", "age": "x"}))
    )
    page.locator("#id_new_mapping").set_input_files(a_file("mapping.yaml", mapping_text()))
    page.get_by_role("button", name="Read the file").press("Enter")
    told = page.get_by_role("region", name="The first of them")
    expect(told).to_contain_text("Give a whole number from 0 to 5")
    expect(told).to_contain_text("Not a number")
    expect(page.get_by_role("region", name="The first rows as they would be stored").last).to_contain_text(
        "40.0"
    )
    assert axe() == []
    no_overflow()
    screenshot("import-with-errors")
    with page.expect_download() as report:
        page.get_by_role("link", name="Report as CSV").press("Enter")
    text = report.value.path().read_text("utf-8-sig")
    assert text.splitlines()[1].startswith("3,2,o1,9,refused,")
    page.get_by_role("button", name="Store 1 row").press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Lines are refused")
    assert axe() == []
    assert (Patient.objects.count(), Assessment.objects.count()) == (0, 0)

    page.get_by_role("button", name="Cancel the import").press("Enter")
    expect(page.locator("main")).to_contain_text("Nothing of the file is stored")
    page.get_by_role("link", name="All imports").press("Enter")
    page.locator("#id_mapping").select_option(label="made-up")
    page.locator("#id_file").set_input_files(
        a_file("answers.csv", csv_text({}, {"id": "2"}, {"id": "3", "age": ""}))
    )
    page.get_by_role("button", name="Read the file").press("Enter")
    page.get_by_role("button", name="Store 3 rows").press("Enter")
    expect(page.locator("main")).to_contain_text("3 rows are stored.")
    assert axe() == []
    no_overflow()
    assert (Patient.objects.count(), Assessment.objects.count()) == (3, 6)
    screenshot("import-stored")


def test_a_page_that_waits_for_the_reading_is_led_on(page, live_server, sign_in, settings, monkeypatch, axe):
    settings.IMPORTS_IN_A_PROCESS = False
    begun = []
    monkeypatch.setattr("decision_support.views.imports.begin", begun.append)
    sign_in(a_user(Role.COORDINATOR, a_department("ward")))
    page.goto(live_server.url + reverse("import-list"))
    page.locator("#id_file").set_input_files(a_file("answers.csv", csv_text()))
    page.locator("#id_new_mapping").set_input_files(a_file("mapping.yaml", mapping_text()))
    page.get_by_role("button", name="Read the file").press("Enter")
    expect(page.locator("progress")).to_be_visible()
    assert axe() == []
    work_on_import(begun[0].pk)
    expect(page.get_by_role("heading", name="Store it?")).to_be_visible(timeout=15_000)
    assert ImportRun.objects.get().state == "ready"
