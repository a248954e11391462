"""A count made elsewhere, loaded on the page: shown before it is stored, wrong lines named."""

import pytest
from playwright.sync_api import expect

from registry.models import ExternalCount, Role
from tests.factories import a_department, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HEAD = "unit,department,year,operations\n"


def choose(page, lines):
    page.locator("input[name=file]").set_input_files(
        {"name": "counts.csv", "mimeType": "text/csv", "buffer": (HEAD + lines).encode()}
    )
    page.locator("input[name=source]").fill("the national patient register, made up")
    page.get_by_role("button", name="Look at the counts").click()


@pytest.mark.parametrize("width", [390, 1280])
def test_counts_are_looked_at_and_then_stored(page, live_server, sign_in, axe, width):
    page.set_viewport_size({"width": width, "height": 844})
    ward = a_department("ward")
    ExternalCount.objects.create(unit="Ours", department=ward, year=2025, operations=4, source="before")
    sign_in(a_user(Role.COORDINATOR, ward))
    page.goto(f"{live_server.url}/completeness/capture/")
    page.get_by_role("link", name="Load a count made elsewhere").click()
    choose(page, "Ours,ward,2025,many\n")
    expect(page.get_by_text("Line 2: operations is 'many'; give a whole number.")).to_be_visible()
    assert axe() == []
    choose(page, 'Ours,ward,2025,7\n"Clinic, private",,2025,16\n')
    expect(page.get_by_text("1 takes the place of another number.")).to_be_visible()
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Store 2 counts").click()
    expect(page.get_by_text("2 counts are loaded.")).to_be_visible()
    assert dict(ExternalCount.objects.values_list("unit", "operations")) == {
        "Ours": 7,
        "Clinic, private": 16,
    }
