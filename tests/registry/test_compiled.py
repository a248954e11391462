"""A query whose SQL is kept answers as the query itself does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from registry.models import Department, Patient
from registry.paging import ROWS_A_PAGE
from registry.selectors.compiled import IDS_AT_ONCE, MOST_KEPT, Compiled, a_page
from tests.factories import a_department, a_patient

pytestmark = pytest.mark.django_db


def asked(departments, since, ids, until, *, most):
    rows = Patient.objects.filter(department__in=departments, pk__in=ids, registered_on__gte=since)
    return (
        rows.filter(registered_on__lte=until).values_list("pk", "registered_on", "key").order_by("pk")[:most]
    )


def test_ids_and_days_come_to_the_places_of_those_it_was_compiled_with():
    ours, other = a_department(), a_department()
    patients = [a_patient(department).pk for department in (ours, other, ours)]
    registered = Patient.objects.get(pk=patients[0]).registered_on
    day_before, day_after = registered - timedelta(days=1), registered + timedelta(days=1)
    kept = Compiled(asked)
    for given in (
        ([ours.pk], day_before, patients, registered),
        ([other.pk], registered, patients, day_after),  # by the SQL of the one before
        ([ours.pk, other.pk], registered, patients[:2], registered),
        ([ours.pk], day_after, patients, day_after),
        ([ours.pk, other.pk], day_before, a_page(patients), day_after),
        ([ours.pk], day_before, range(IDS_AT_ONCE), day_after),
        ([ours.pk], day_before, [*patients, *range(ROWS_A_PAGE)], day_after),  # too many to be kept
        ([], day_before, patients, day_after),
    ):
        for most in (1, 10):
            assert list(kept(*given, most=most)) == list(asked(*given, most=most)), given


def named(countries, text, *, most):
    return (
        Department.objects.filter(country__in=countries, code__gte=text)
        .values_list("code")
        .order_by("pk")[:most]
    )


def test_texts_come_to_their_places_too():
    ours, other = a_department(), a_department()
    kept = Compiled(named)
    for countries, text in (
        (["DK"], ""), (["DK"], ours.code), (["SE"], ""), (("DK", "SE"), other.code), (["it's", "DK"], "\x1f"), ((), ""),
    ):  # fmt: skip
        for most in (1, 10):
            assert list(kept(countries, text, most=most)) == list(named(countries, text, most=most))


def test_what_is_kept_has_an_end():
    kept = Compiled(named)
    for most in range(1, MOST_KEPT + 3):
        kept(["DK"], "", most=most)
    assert 0 < len(kept._kept) <= MOST_KEPT


def test_it_is_built_once():
    built = []
    kept = Compiled(lambda ids: built.append(ids) or Patient.objects.filter(pk__in=ids).values_list("pk"))
    mine = a_patient(a_department()).pk
    assert [list(kept([one, 0])) for one in (mine, 0, mine)] == [[(mine,)], [], [(mine,)]]
    assert len(built) == 1
