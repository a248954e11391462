"""The sandbox: facts in the address, the answer to them, what flipped, and what cannot be read said once and clearly."""

from __future__ import annotations

import html as html_module

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from guidelines.forms.sandbox import CUTS, SandboxForm, query_of, sections
from guidelines.pathway.facts import FACTS
from guidelines.presentation.sandbox import agrees
from guidelines.vignettes import vignettes
from registry.models import Role
from tests.factories import a_department, a_user
from tests.guidelines.pathway.strategies import patients
from tests.tables import every_row

ADDRESS = "/guideline/sandbox/"


@pytest.fixture
def reader(client, db):
    client.force_login(a_user(Role.CLINICIAN, a_department()))
    return client


def page(client, query=""):
    response = client.get(f"{ADDRESS}?{query}" if query else ADDRESS)
    return response.status_code, html_module.unescape(response.content.decode())


def test_every_fact_but_the_day_is_asked_once():
    asked = [name for _code, _title, names in sections() for name in names]
    assert sorted(asked) == sorted(set(FACTS) - {"index_date"})


@given(facts=patients)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_address_gives_back_the_very_facts_it_was_made_of(facts):
    given_facts = facts.model_dump(mode="json", exclude_none=True)
    given_facts = {
        name: sorted(value) if isinstance(value, list) else value for name, value in given_facts.items()
    }
    form = SandboxForm(QueryDict(query_of(given_facts)))
    assert form.is_valid(), form.errors
    assert form.patient(facts.index_date) == facts


@every_row("vignette", vignettes(), ids=lambda each: each.id)
def test_any_vignette_can_be_loaded_and_agrees_with_its_hand_written_answer(vignette):
    assert agrees(vignette, timezone.localdate())


def test_the_sliders_mark_the_cuts_of_the_rules():
    assert CUTS["pain_rest_vas"] == [4, 45, 50, 70]
    assert CUTS["tug_s"] == [12, 15, 20]


def test_nothing_but_an_age_opens_no_procedure(reader):
    with CaptureQueriesContext(connection) as queries:
        status, html = page(reader)
    assert status == 200
    assert "procedure" not in html.split('id="answer"')[1].split("Functional category")[0].lower()
    assert len(queries) <= 12


def test_facts_in_the_address_are_set_and_answered(reader):
    status, html = page(reader, "age_years=80&vertebral_fracture=confirmed&fever=yes")
    assert status == 200
    assert "Suspected infection of the spine: act now" in html


def test_a_form_s_blanks_are_left_out_of_the_address(reader):
    response = reader.post(ADDRESS, {"age_years": "80", "sex": "", "fever": "yes", "was": "", "rules": ""})
    assert response.url == f"{ADDRESS}?age_years=80&fever=yes"


def test_the_fragment_says_what_flipped_and_moves_the_address(reader):
    url = reverse("guideline-sandbox-answer")
    response = reader.post(url, {"age_years": "80", "fever": "yes", "was": "age_years=80"})
    html = html_module.unescape(response.content.decode())
    assert response["HX-Replace-Url"] == f"{ADDRESS}?age_years=80&fever=yes"
    assert "Fever: not recorded → <strong>yes</strong>" in html
    assert "Suspected infection of the spine: act now: not advised → <strong>urgent</strong>" in html
    assert 'name="was" value="age_years=80&fever=yes"' in html


def test_what_flipped_nothing_is_said_to_have(reader):
    response = reader.post(
        reverse("guideline-sandbox-answer"), {"age_years": "80", "sex": "female", "was": "age_years=80"}
    )
    assert "No advice changed." in response.content.decode()


def test_an_older_version_can_be_asked(reader):
    status, html = page(reader, "age_years=80&rules=2026.1")
    assert status == 200
    assert "Rules 2026.1." in html


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("age_years=80&feber=yes", "was left out: feber"),
        ("age_years=800", "Age: Found 800. Allowed: 0 to 120."),
        ("age_years=80&fever=maybe", "Found “maybe”. Allowed: yes, no, or not recorded."),
        ("metastasis_confirmed=yes&metastasis_excluded=yes", "metastasis_excluded"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_is_kept(reader, query, says):
    status, html = page(reader, query)
    assert status == 422
    assert says in html


def test_what_is_typed_and_cannot_be_read_gets_no_address(reader):
    typed = {"age_years": "Hansen", "fever": "yes"}
    page = reader.post(ADDRESS, typed)
    assert page.status_code == 422
    assert "Found “Hansen”. Write a number" in html_module.unescape(page.content.decode())
    fragment = reader.post(reverse("guideline-sandbox-answer"), typed)
    assert fragment["HX-Replace-Url"] == f"{ADDRESS}?fever=yes"


@pytest.mark.parametrize(
    ("query", "says", "offers"),
    [
        ("vignette=nobody", "There is no vignette “nobody”", "?vignette=fever"),
        ("rules=1999.1", "There is no rule-set version “1999.1”", "rules=2026.1"),
    ],
)
def test_an_unknown_vignette_or_version_is_a_404_that_helps(reader, query, says, offers):
    status, html = page(reader, query)
    assert status == 404
    assert says in html
    assert offers in html


def test_a_vignette_is_loaded_with_its_facts_set(reader):
    status, html = page(reader, "vignette=fever")
    assert status == 200
    assert "every verdict that was written by hand" in html
    assert "Suspected infection of the spine: act now" in html
