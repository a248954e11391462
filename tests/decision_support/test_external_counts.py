"""A count made elsewhere by page: looked at before it is stored, every line or none, and only of one's own departments."""

import re

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registry.models import ExternalCount, Role
from tests.factories import a_department, a_user

pytestmark = pytest.mark.django_db
HEAD = "unit,department,year,operations\n"


@pytest.fixture
def karl(client):
    user = a_user(Role.COORDINATOR, a_department("ward"))
    client.force_login(user)
    return user


def look(client, lines, **given):
    file = SimpleUploadedFile("counts.csv", lines.encode())
    return client.post(
        reverse("external-counts"), {"file": file, "source": "made up", "country": "DK", **given}
    )


def store(client, page):
    hidden = {
        name: page.context["form"].cleaned_data[name].replace("\n", "\r\n")  # as a browser sends it
        for name in ("content", "source", "country")
    }
    return client.post(reverse("external-counts"), hidden | {"seen": page.context["seen"]})


def test_what_is_replaced_is_shown_and_nothing_is_stored_before_that(client, karl):
    ExternalCount.objects.create(
        unit="Ours", department=a_department("ward"), year=2025, operations=4, source="x"
    )
    page = look(client, HEAD + "Ours,ward,2025,7\nElsewhere,,2025,16\n")
    assert (page.status_code, page.context["replaced"]) == (200, 1)
    assert [(one.was, one.count.operations) for one in page.context["read"]] == [(4, 7), (None, 16)]
    assert list(ExternalCount.objects.values_list("operations", flat=True)) == [4]
    done = store(client, page)
    assert done.url == reverse("capture") + "?year=2025"
    assert dict(ExternalCount.objects.values_list("unit", "operations")) == {"Ours": 7, "Elsewhere": 16}
    assert ExternalCount.objects.get(unit="Ours").loaded_by == karl
    told = LogEntry.objects.filter(additional_data__event="external_counts.loaded").get()
    assert (told.actor, told.additional_data["replaced"]) == (karl, 1)


def test_counts_that_changed_since_they_were_shown_are_shown_again(client, karl):
    page = look(client, HEAD + "Elsewhere,,2025,16\n")
    ExternalCount.objects.create(unit="Elsewhere", year=2025, operations=12, source="x")
    again = store(client, page)
    assert (again.status_code, again.context["changed"]) == (200, True)
    assert ExternalCount.objects.get().operations == 12
    store(client, again)
    assert ExternalCount.objects.get().operations == 16


def test_every_wrong_line_is_named_and_none_is_stored(client, karl):
    a_department("theirs")
    ExternalCount.objects.create(
        unit="Their unit", department=a_department("theirs"), year=2025, operations=9, source="x"
    )
    lines = "A,,2025,10\nB,nowhere,2025,1\nC,,2025,many\nA,,2025,11\nD,theirs,2025,3\nTheir unit,,2025,1\nE,,1800,1\nF,,2025,1,234\n"
    page = look(client, HEAD + lines)
    assert page.status_code == 422
    assert [int(re.match(r"Line (\d+)", fault)[1]) for fault in page.context["faults"]] == [
        3,
        4,
        5,
        6,
        7,
        8,
        9,
    ]
    assert "stands on line 2 already" in page.context["faults"][2]
    assert "not yours to change" in page.context["faults"][3]
    assert ExternalCount.objects.count() == 1


@pytest.mark.parametrize(
    ("lines", "status", "says"),
    [
        ("unit;department;year;operations\nA;;2025;10\n", 200, "Store 1 count"),
        ("unit,year\nA,2025\n", 422, "The columns department, operations are missing; found unit, year."),
        (HEAD, 422, "There is no line below the header"),
        ("", 422, "The file is empty."),
        ('unit,department,year,operations\n"A,,2025,1\n', 422, "This is not CSV"),
    ],
)
def test_a_file_is_read_or_said_to_be_wrong(client, karl, lines, status, says):
    page = look(client, lines)
    assert (page.status_code, says in page.text) == (status, True)
    assert not ExternalCount.objects.exists()


def test_the_page_of_capture_leads_there_for_those_who_may(client, karl):
    address = reverse("external-counts")
    assert address in client.get(reverse("capture")).text
    client.force_login(a_user(Role.CLINICIAN))
    assert address not in client.get(reverse("capture")).text
    assert client.get(address).status_code == 403
