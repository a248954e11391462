"""Licensed wording by page: looked at before it is stored, whole or not at all, and only for one's own department."""

from __future__ import annotations

import pytest
import yaml
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registry.actions import load_wording
from registry.instruments import INSTRUMENTS
from registry.models import InstrumentWording, Role
from registry.selectors.wordings import wording_of
from tests.factories import a_department, a_user
from tests.registry.instruments.test_wording import complete

pytestmark = pytest.mark.django_db
ODI = INSTRUMENTS["odi"]
PAGE = "/registry/wording/"


@pytest.fixture
def ward():
    return a_department("ward")


@pytest.fixture
def karl(client, ward):
    user = a_user(Role.COORDINATOR, ward)
    client.force_login(user)
    return user


def look(client, department, found):
    text = found if isinstance(found, str) else yaml.safe_dump(found, sort_keys=False)
    return client.post(
        PAGE, {"file": SimpleUploadedFile("odi.yaml", text.encode()), "department": department.pk}
    )


def store(client, page):
    given = page.context["form"].cleaned_data
    content = given["content"].replace("\n", "\r\n")  # as a browser sends it
    hidden = {"content": content, "department": given["department"].pk, "seen": page.context["seen"]}
    return client.post(PAGE, hidden)


def test_a_whole_file_is_shown_then_stored_with_who_loaded_it_and_told(client, karl, ward):
    assert PAGE in client.get(reverse("registry-desk")).text
    page = look(client, ward, complete(ODI))
    assert (page.status_code, len(page.context["items"]), page.context["texts"]) == (200, 10, 70)
    assert "Question walking" in page.text
    assert not InstrumentWording.objects.exists()
    assert store(client, page).url == PAGE
    [loaded] = InstrumentWording.objects.all()
    assert (loaded.department, loaded.loaded_by) == (ward, karl)
    assert wording_of(ward, "odi", "da")["walking"].levels[5] == "Answer 5"
    told = LogEntry.objects.get(additional_data__event="wording.loaded")
    assert (told.actor, told.additional_data["replaced"]) == (karl, False)
    shown = client.get(PAGE).text
    assert "A licence holder, no. 7" in shown
    assert "not asked by link until it is loaded" in shown  # SRS-22r


def test_what_somebody_loaded_meanwhile_is_shown_again_before_it_is_replaced(client, karl, ward):
    page = look(client, ward, complete(ODI))
    mended = complete(ODI)
    mended["items"]["walking"]["text"] = "Mended"
    load_wording(department=ward, text=yaml.safe_dump(mended))
    first = InstrumentWording.objects.get().loaded_at
    again = store(client, page)
    assert (again.status_code, again.context["changed"]) == (200, True)
    assert wording_of(ward, "odi", "da")["walking"].text == "Mended"
    store(client, again)
    assert wording_of(ward, "odi", "da")["walking"].text == "Question walking"
    assert InstrumentWording.objects.get().loaded_at > first


def test_every_fault_is_told_at_once_with_its_line_and_what_stands_there(client, karl, ward):
    lines = [
        "instrument: odi",
        "language: danish",
        "items:",
        *(
            f"  {item.code}: {{text: T, levels: {{0: a, 1: a, 2: a, 3: a, 4: a, 5: a}}}}"
            for item in ODI.items
        ),
    ]
    lines[4] = "  personal_care: {text: 12, levels: {0: a, 1: a, 2: a, 3: a, 4: a, 5: '', 6: a}}"
    page = look(client, ward, "\n".join(lines))
    told = [(one.line, one.entry, one.found) for one in page.context["faults"]]
    assert page.status_code == 422
    assert told == [
        (None, "licence", ""),
        (2, "language", "danish"),
        (5, "items.personal_care.text", "12"),
        (5, "items.personal_care.levels.5", ""),
        (5, "items.personal_care.levels.6", "a"),
    ]
    assert "Write its text there." in page.text
    assert not InstrumentWording.objects.exists()
    page = look(client, ward, complete(ODI) | {"licence": "x" * 201})
    assert [(one.line, one.entry) for one in page.context["faults"]] == [(3, "licence")]


def test_what_is_no_file_of_ours_or_for_another_department_is_refused(client, karl, ward):
    for found, says in (
        ("a: [", "This is not YAML"),
        ("a: &a {b: *a}\ninstrument: odi\n", "a is not part of this instrument"),
        ("just text", "The file names the instrument None"),
        ({"instrument": "genant"}, "needs no licensed wording"),
        ("", "The file is empty."),
        ("x" * 300_000, "larger than 256 kB"),
    ):
        page = look(client, ward, found)
        assert (page.status_code, says in page.text) == (422, True), says
    assert look(client, a_department("theirs"), complete(ODI)).status_code == 422
    assert not InstrumentWording.objects.exists()
