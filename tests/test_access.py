"""Every address, for every role, in the patient's department and in another one: the matrix of tests/access_matrix.py."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from auditlog.models import LogEntry
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import access_world
from tests.access_matrix import MATRIX as LINES
from tests.access_matrix import POSTED, VISITORS, Row
from tests.access_world import World
from tests.addresses import Address, every_address

pytestmark = pytest.mark.django_db

ADDRESSES = {address.name: address for address in every_address()}
MADE_UP = {"style_guide"}  # shows fields, never a person
SEES_NO_PATIENT = {"elsewhere", "editor"}  # of the patient's department
# Where one goes after signing in; taken out when the home page lands.
AWAIT_HOME = (
    set() if "home" in ADDRESSES else {"account_login", "account_signup", "account_confirm_login_code"}
)
MATRIX = [row for row in LINES if row.name not in AWAIT_HOME]
GETS = [row for row in MATRIX if row.method == "GET"]
SHOWN = [row for row in GETS if 200 in row.statuses]


@dataclass(frozen=True)
class Answer:
    """What one visitor got, and what the audit table says they read."""

    status: int
    text: str
    reads: tuple[LogEntry, ...]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; each visit is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield access_world.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visited(world):
    """visited(row): every visitor's answer, each visit made once however many tests look at it."""
    kept: dict[tuple[str, str], dict[str, Answer]] = {}

    def answers(row: Row) -> dict[str, Answer]:
        if row.key not in kept:
            kept[row.key] = {visitor: visit(row, world, visitor) for visitor in VISITORS}
        return kept[row.key]

    return answers


def visit(row: Row, world: World, visitor: str) -> Answer:
    client, user = Client(), world.visitors[visitor]
    with transaction.atomic():
        if user.is_authenticated:
            client.force_login(user)
        send = client.get if row.method == "GET" else client.post
        response = send(url_of(ADDRESSES[row.name], world), POSTED.get(row.name, {}))
        answer = Answer(response.status_code, response.text if not response.streaming else "", reads_by(user))
        response.close()  # a file that is sent piece by piece
        transaction.set_rollback(True)
    return answer


def reads_by(user) -> tuple[LogEntry, ...]:
    read = LogEntry.objects.filter(
        actor_id=user.pk, action=LogEntry.Action.ACCESS, additional_data__has_key="read"
    )
    return tuple(read.select_related("content_type")) if user.pk else ()


def url_of(address: Address, world: World) -> str:
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


def first_shown(row: Row, answers: dict[str, Answer]) -> str:
    return answers[VISITORS[row.statuses.index(200)]].text


def test_every_address_has_its_line():
    lined = {row.name for row in LINES}
    assert sorted(set(ADDRESSES) - lined) == [], "add a line for each to tests/access_matrix.py"
    assert sorted(lined - set(ADDRESSES)) == [], "these addresses are gone; take their lines out"


def test_no_line_stands_twice():
    keys = [row.key for row in MATRIX]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_each_visitor_gets_the_answer_of_the_matrix(row, visited):
    found = {visitor: answer.status for visitor, answer in visited(row).items()}
    assert found == dict(zip(VISITORS, row.statuses, strict=True))


UNPOSTED = [
    address
    for address in every_address()
    if address.ours and (address.name, "POST") not in {r.key for r in MATRIX}
]


@pytest.mark.parametrize("address", UNPOSTED, ids=lambda address: address.name)
def test_a_page_without_a_post_line_refuses_a_post(address, visited):
    """A page that answered one would show a patient without saying so in the audit table."""
    found = {answer.status for answer in visited(Row(address.name, "POST", (), "-")).values()}
    assert 405 in found
    assert found <= {302, 403, 404, 405}


@pytest.mark.parametrize("row", [row for row in GETS if row.reads != "-"], ids=str)
def test_whoever_saw_a_patient_stands_in_the_audit_table(row, visited, world):
    """A page about the patient names the patient; a list names the rows it showed. Who was refused saw nothing."""
    for visitor, answer in visited(row).items():
        seen = [entry for entry in answer.reads if names(entry, world)]
        assert bool(seen) is (answer.status == 200 and visitor not in SEES_NO_PATIENT), visitor


def names(entry: LogEntry, world: World) -> bool:
    data = entry.additional_data or {}
    about = entry.content_type.model == "patient" and entry.object_pk == str(world.patient.pk)
    return about or str(world.patient.key) in (data.get("rows") or [])


@pytest.mark.parametrize("row", SHOWN, ids=str)
def test_no_address_holds_what_tells_who_a_patient_is(row, visited, world):
    """Neither the page's own address nor any link, form or fragment on it."""
    found = re.findall(r'(?:href|action|src|hx-[a-z-]+|formaction)="([^"]*)"', first_shown(row, visited(row)))
    addresses = [url_of(ADDRESSES[row.name], world), *found]
    assert [text for text in addresses if any(part in text for part in world.identity)] == []


@pytest.mark.parametrize("row", [row for row in SHOWN if row.name not in MADE_UP], ids=str)
def test_no_page_sends_typed_text_in_an_address(row, visited):
    """What is searched for may be a name or a number, and addresses end in logs and in the browser's history."""
    page = first_shown(row, visited(row))
    forms = re.findall(r"<form\b(?![^>]*method=.post)[^>]*>.*?</form>", page, re.DOTALL | re.IGNORECASE)
    typed = re.compile(r'<input[^>]*type="(?:text|search)"|<textarea', re.IGNORECASE)
    assert [form for form in forms if typed.search(form)] == []
