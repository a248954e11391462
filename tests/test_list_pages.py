"""The pages that `make bench` measures: all of them answer, and none takes more than twelve queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines.models import Reassessment
from registry.models import Role, User
from tests.benchmarks.desk_rows import lay_out
from tests.benchmarks.list_pages import LISTS, address
from tests.benchmarks.population import populate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST_QUERIES = 12


def test_no_list_takes_more_than_twelve_queries(client):
    populate(600)
    lay_out(User.objects.get(username="bench-coordinator"))
    changed = reverse("guideline-reassessment", args=[Reassessment.objects.get().pk])
    told = {}
    for role in LISTS:
        client.force_login(User.objects.get(username=f"bench-{role}"))
        pages = {title: address(*page) for title, page in LISTS[role].items()}
        for title, url in (pages | ({"advice": changed} if role == Role.EDITOR else {})).items():
            assert client.get(url).status_code == 200, title
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            told[title] = len(asked)
    assert {title: queries for title, queries in told.items() if queries > MOST_QUERIES} == {}
