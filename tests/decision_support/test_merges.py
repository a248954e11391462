"""Two records side by side, merged, seen and undone on the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from registry.actions import Answered, record_assessment
from registry.actions.duplicates import find_duplicates
from registry.models import Merge, Patient, PossibleDuplicate, Role
from registry.similar_names import are_similar
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
ONSET = date(2024, 3, 10)


@pytest.fixture
def karl(client):
    user = a_user(Role.COORDINATOR, a_department("north"))
    client.force_login(user)
    return user


@pytest.fixture
def both():
    names = (("Ragnhild", "Østervang", "OLD-1"), ("Ragnild", "Ostervang", "NEW-2"))
    return [
        a_patient(a_department("north"), given_name=given, family_name=family, number=number)
        for given, family, number in names
    ]


def compare(stands, goes):
    return reverse("merge-compare", args=[stands.key, goes.key])


def typed(stands, goes, **changes):
    values = {"value_given_name": "gone", "value_family_name": "standing", "value_number": "standing"}
    versions = {"version_standing": stands.version, "version_gone": goes.version}
    return {**values, **versions, "ground": "twice", "sure": "on", **changes}


def test_a_similar_name_and_the_same_day_is_listed_until_somebody_decides(client, karl, both):
    page = client.get(reverse("duplicate-list"))
    assert "Ragnild Ostervang" in page.content.decode()
    [pair] = page.context["pairs"]
    assert pair.compare_url == compare(*both)
    client.post(reverse("duplicate-dismiss", args=[pair.pk]))
    assert client.get(reverse("duplicate-list")).context["pairs"] == []
    assert find_duplicates(a_department("north")) == 0  # dismissed stays dismissed


def test_pairs_of_another_department_and_of_two_departments_are_not_listed(client, karl):
    for places in (("south", "south"), ("north", "south")):
        for place in places:
            a_patient(
                a_department(place),
                given_name="Inga",
                family_name="Ens",
                number=f"N{Patient.objects.count()}",
            )
    assert PossibleDuplicate.objects.count() == 3  # noted in the south alone
    assert client.get(reverse("duplicate-list")).context["pairs"] == []


@pytest.mark.parametrize(
    ("number", "other", "alike"),
    [
        (("other", "AB-12"), ("other", "ab12"), True),
        (("personnummer", "880320-0016"), ("other", "19880320-0016"), True),
        (("cpr", "200388-1234"), ("other", "200388 1234"), True),
        (("other", "AB-12"), ("other", "AB-13"), False),
    ],
)
def test_one_number_in_two_forms_is_noted_whatever_the_names(karl, number, other, alike):
    for (kind, written), given in ((number, "Inga"), (other, "Bodil")):
        a_patient(
            a_department("north"),
            number_kind=kind,
            number=written,
            given_name=given,
            birth_date=date(1988, 3, 20),
        )
    assert [pair.ground for pair in PossibleDuplicate.objects.all()] == (["number"] if alike else [])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Ragnhild", "Østervang"), ("Ragnild", "Oestervang"), True),
        (("Karen Marie", "Hansen"), ("Karen", "Hansen"), True),
        (("Hansen", "Karen"), ("Karen", "Hansen"), True),
        (("Åse", "Sjöberg"), ("Aase", "Sjoberg"), True),
        (("Karen", "Pedersen"), ("Karen", "Petersen"), True),
        (("Karen", "Jensen"), ("Karen", "Hansen"), False),
        (("Karen", "Hansen"), ("Bodil", "Hansen"), False),
        (("Karen", "Testesen1"), ("Karen", "Testesen2"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_names_are_alike_but_for_a_slip(one, other, alike):
    assert are_similar(one, other) is are_similar(other, one) is alike


def test_compared_merged_seen_and_undone(client, karl, both):
    stands, goes = both
    ours, theirs = (an_episode(one, onset_on=ONSET) for one in both)
    for episode, walking in ((ours, 1), (theirs, 3)):
        given = Answered("odi", {"walking": walking})
        record_assessment(episode=episode, answered=given, timepoint="baseline", observed_on=ONSET, by=None)
    page = client.get(compare(stands, goes)).content.decode()
    assert "Answered in both records" in page
    assert "NEW-2" not in page  # masked
    said = {f"episode_{theirs.pk}": ours.pk, "ground": "twice"}
    answer = client.post(compare(stands, goes), typed(stands, goes, **said))
    merge = Merge.objects.get()
    assert answer.url == reverse("merge", args=[merge.pk])
    shown = client.get(answer.url).content.decode()
    assert "odi baseline 2024-03-10" in shown
    assert Patient.objects.get().identity.full_name == "Ragnild Østervang"
    gone = client.get(reverse("patient-page", args=[goes.key]))
    assert (gone.status_code, gone.url) == (302, reverse("patient-page", args=[stands.key]))
    assert client.get(reverse("duplicate-list"), {"show": "merged"}).context["merges"][0][0] == merge
    client.post(reverse("merge-undo", args=[merge.pk]))
    assert Patient.objects.count() == 2
    assert client.get(reverse("patient-page", args=[goes.key])).status_code == 200
    assert client.post(reverse("merge-undo", args=[merge.pk])).status_code == 422


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"sure": ""}, 422, "Compare both records"),
        ({"ground": ""}, 422, "required"),
        ({"value_number": ""}, 422, "required"),
        ({"version_gone": 99}, 409, "saved one of the two meanwhile"),
    ],
)
def test_what_is_not_decided_merges_nobody(client, karl, both, changes, status, said):
    answer = client.post(compare(*both), typed(*both, **changes))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Merge.objects.exists()


def test_the_other_record_is_found_within_the_department_alone(client, karl, both):
    stands, goes = both
    a_patient(a_department("south"), family_name="Ostervang", number="SOUTH-1")
    address = reverse("merge-find", args=[stands.key])
    found = client.post(address, {"words": "Ostervang"})
    assert [one.key for one in found.context["found"]] == [str(goes.key)]
    assert client.post(address, {"words": "SOUTH-1"}).status_code == 422


def test_a_form_sent_to_the_address_that_went_meets_the_conflict_page(client, karl, both):
    stands, goes = both
    client.post(compare(stands, goes), typed(stands, goes))
    identity = goes.identity
    sent = {
        "given_name": "Ragna",
        "family_name": identity.family_name,
        "birth_date": "1948-02-01",
        "number_kind": "other",
        "number": "",
        "sex": "female",
        "version": goes.version,
    }
    answer = client.post(reverse("patient-edit", args=[goes.key]), sent)
    assert answer.status_code == 409
    assert "Ragna" in answer.content.decode()
