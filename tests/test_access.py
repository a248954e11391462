"""Every address, for every role, in the patient's department and in another one: the matrix of tests/access_matrix.py."""

from __future__ import annotations

import re

import pytest
from auditlog.models import LogEntry
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import access_world
from tests.access_matrix import MATRIX, POSTED, VISITORS, Row
from tests.addresses import Address, every_address

pytestmark = pytest.mark.django_db

ADDRESSES = {address.name: address for address in every_address()}
MADE_UP = {"style_guide"}  # shows fields, never a person
GETS = [row for row in MATRIX if row.method == "GET"]


@pytest.fixture
def world():
    return access_world.build()


def url_of(address: Address, world: access_world.World) -> str:
    arguments = world.arguments(address)
    try:
        return reverse(address.name, kwargs=arguments)
    except NoReverseMatch:  # it has no name: its route, filled in
        filled = re.sub(
            r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>",
            lambda found: str(arguments[found[1] or found[2]]),
            address.route,
        )
        return "/" + filled.rstrip("$")


def visit(row: Row, world: access_world.World, visitor: str):
    """The answer one visitor gets; whatever it wrote is undone, so that the next visitor finds the same world."""
    client = Client(raise_request_exception=True)
    user = world.visitors[visitor]
    if user.is_authenticated:
        client.force_login(user)
    with transaction.atomic():
        send = client.get if row.method == "GET" else client.post
        response = send(url_of(ADDRESSES[row.name], world), POSTED.get(row.name, {}))
        response.read = reads_by(user)
        transaction.set_rollback(True)
    return response


def reads_by(user) -> list[LogEntry]:
    return list(LogEntry.objects.filter(actor_id=user.pk, action=LogEntry.Action.ACCESS)) if user.pk else []


def test_every_address_has_its_line():
    lined = {row.name for row in MATRIX}
    assert sorted(set(ADDRESSES) - lined) == [], "add a line for each to tests/access_matrix.py"
    assert sorted(lined - set(ADDRESSES)) == [], "these addresses are gone; take their lines out"


def test_no_line_stands_twice():
    keys = [row.key for row in MATRIX]
    assert len(keys) == len(set(keys))


def home_is_missing() -> bool:
    try:
        reverse("home")
    except NoReverseMatch:
        return True
    return False


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_each_visitor_gets_the_answer_of_the_matrix(row, world):
    if row.name in {"account_login", "account_signup", "account_confirm_login_code"} and home_is_missing():
        pytest.skip("the home page is being built")  # taken out when it lands
    found = {visitor: visit(row, world, visitor).status_code for visitor in VISITORS}
    assert found == dict(zip(VISITORS, row.statuses, strict=True))


@pytest.mark.parametrize(
    "address", [address for address in every_address() if address.ours], ids=lambda address: address.name
)
def test_a_page_without_a_post_line_refuses_a_post(address, world):
    """A page that answered one would show a patient without saying so in the audit table."""
    if (address.name, "POST") in {row.key for row in MATRIX}:
        return
    row = Row(address.name, "POST", (), "-")
    found = {visit(row, world, visitor).status_code for visitor in VISITORS}
    assert 405 in found
    assert found <= {302, 403, 404, 405}


@pytest.mark.parametrize("row", [row for row in GETS if row.reads != "-"], ids=str)
def test_whoever_saw_a_patient_stands_in_the_audit_table(row, world):
    """A page about the patient names the patient; a list names the rows it showed. Who was refused saw nothing."""
    for visitor, status in zip(VISITORS, row.statuses, strict=True):
        seen = [entry for entry in visit(row, world, visitor).read if names(entry, world)]
        assert bool(seen) is (status == 200 and visitor != "elsewhere"), visitor


def names(entry: LogEntry, world: access_world.World) -> bool:
    data = entry.additional_data or {}
    about = entry.content_type.model == "patient" and entry.object_pk == str(world.patient.pk)
    return about or str(world.patient.key) in (data.get("rows") or [])


@pytest.mark.parametrize("row", [row for row in GETS if 200 in row.statuses], ids=str)
def test_no_address_holds_what_tells_who_a_patient_is(row, world):
    """Neither the page's own address nor any link, form or fragment on it."""
    visitor = VISITORS[row.statuses.index(200)]
    page = visit(row, world, visitor).content.decode()
    found = re.findall(r'(?:href|action|src|hx-[a-z-]+|formaction)="([^"]*)"', page)
    addresses = [url_of(ADDRESSES[row.name], world), *found]
    assert [text for text in addresses if any(part in text for part in world.identity)] == []


@pytest.mark.parametrize(
    "row", [row for row in GETS if 200 in row.statuses and row.name not in MADE_UP], ids=str
)
def test_no_page_sends_typed_text_in_an_address(row, world):
    """What is searched for may be a name or a number, and addresses end in logs and in the browser's history."""
    visitor = VISITORS[row.statuses.index(200)]
    page = visit(row, world, visitor).content.decode()
    forms = re.findall(r"<form\b(?![^>]*method=.post)[^>]*>.*?</form>", page, re.DOTALL | re.IGNORECASE)
    assert [form for form in forms if re.search(r'<input[^>]*type="(?:text|search)"|<textarea', form)] == []
