"""The administration in a real browser: under the same policy as every page, and what axe finds in it, by rule."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import Role, User
from tests.admin_rows import rows_about
from tests.factories import a_department, a_patient, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# What axe calls serious in Django's own pages, by rule. Ours have none; a rule that is not listed fails the test.
KNOWN: dict[str, str] = {}


@pytest.fixture
def world():
    department = a_department()
    patient = a_patient(department, given_name="Ragnhild", family_name="Findesen", number="TEST-4711")
    return rows_about(patient, a_user(Role.ADMINISTRATOR, department, is_staff=True))


@pytest.fixture
def opened(page, live_server):
    def go(name: str, *args):
        page.goto(live_server.url + reverse(f"admin:{name}", args=args))
        return page

    return go


def addresses(world) -> list[tuple]:
    models = {label.replace(".", "_"): row.pk for label, row in world.items()}
    fixed = [
        ("index",),
        ("guidelines_thresholdoverride_add",),
        ("guidelines_thresholdoverride_export",),
        ("registry_user_add",),
    ]
    return fixed + [
        address
        for model, pk in models.items()
        for address in ((f"{model}_changelist",), (f"{model}_change", pk), (f"{model}_history", pk))
    ]


@pytest.fixture
def superuser(sign_in, world):
    return sign_in(User.objects.create_superuser("root", password="x"))


def test_every_page_of_the_administration_keeps_the_policy(opened, world, superuser, watched):
    for name, *args in addresses(world):
        opened(name, *args)
        assert watched == [], name


def test_axe_finds_nothing_serious_but_what_is_listed(opened, world, superuser, axe, watched):
    found: dict[str, set[str]] = {}
    for name, *args in addresses(world):
        opened(name, *args)
        for finding in axe():
            rule, _colon, where = finding.partition(":")
            found.setdefault(rule, set()).add(f"{name}{where}")
    watched.clear()  # axe itself tries inline styles on Django's forms; the test above watches the pages alone
    assert {rule: places for rule, places in found.items() if rule not in KNOWN} == {}


def test_an_administrator_searches_without_leaving_a_name_in_the_address(opened, world, sign_in, page):
    sign_in(world["registry.user"])
    opened("registry_patient_changelist")
    page.get_by_label("Search", exact=True).fill("Findesen")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.get_by_label("Search", exact=True)).to_have_value("Findesen")
    assert "Findesen" not in page.url
    page.locator("#result_list tbody a").first.click()
    expect(page.locator("#content")).to_contain_text("Ragnhild Findesen")


def test_a_threshold_out_of_bounds_is_refused_beside_its_default(opened, world, sign_in, page):
    sign_in(world["registry.user"])
    opened("guidelines_thresholdoverride_add")
    page.locator("#id_department").select_option(str(world["registry.department"].pk))
    page.locator("#id_name").select_option("tug_amber_s")
    page.locator("#id_value").fill("30")
    page.locator("#id_valid_from").fill("2026-12-01")
    page.locator("#id_source").fill("Local audit")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist")).to_contain_text("allowed: a number from 10 to 14")


def test_an_export_is_made_without_an_inline_script(opened, world, sign_in, page):
    sign_in(world["registry.user"])
    opened("guidelines_thresholdoverride_changelist")
    page.get_by_role("link", name="Export").click()
    expect(page.locator("#content")).to_contain_text("What the file holds")
    page.locator("#id_format").select_option(label="csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert "severe_vas" in download.value.path().read_text()


def test_screenshots(opened, world, sign_in, page, screenshot):
    sign_in(world["registry.user"])
    for name, *args in (
        ("index",),
        ("registry_patient_changelist",),
        ("registry_patient_change", world["registry.patient"].pk),
        ("registry_patient_history", world["registry.patient"].pk),
        ("guidelines_thresholdoverride_add",),
        ("auditlog_logentry_changelist",),
    ):
        opened(name, *args)
        screenshot(f"admin-{name}")
