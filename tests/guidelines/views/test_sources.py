"""Sources and statements on screen: the whole card, every statement with its use or the reason why not, found by words."""

import re
from datetime import date

import pytest
from django.urls import reverse

from guidelines.pathway.sources import SOURCES
from guidelines.presentation.source_pages import source_card
from guidelines.presentation.statement_rows import statement_row
from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db
STATEMENTS = "/guideline/statements/"


@pytest.fixture
def reader(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return client


def shown(answer) -> list[str]:
    """The ids of the statements on a page."""
    return re.findall(r'<tr id="([A-Z]\d+)"', answer.text)


def find(reader, **asked: str):
    return reader.post(STATEMENTS, asked, follow=True)


def test_the_list_names_every_source_with_its_age_and_its_review(reader):
    answer = reader.get(reverse("guideline-sources"))
    for source in SOURCES.values():
        assert f'href="/guideline/sources/{source.id}/"' in answer.text
    assert "17 to 25 years old" in answer.text
    assert "22 November 2027" in answer.text
    assert "review overdue" not in answer.text


def test_a_source_is_overdue_from_the_day_after_its_review_by_day():
    report = SOURCES["danespine-report"]
    assert not source_card(report, date(2027, 11, 22)).overdue
    assert source_card(report, date(2027, 11, 23)).overdue


def test_the_report_s_page_shows_what_it_prints_wrong_and_no_other_source_s_does(reader):
    report = reader.get(reverse("guideline-source", args=["danespine-report"]))
    assert "What it prints wrong" in report.text
    assert "the rows sum to 6803" in report.text
    review = reader.get(reverse("guideline-source", args=["pain-review"]))
    assert "What it prints wrong" not in review.text


def test_a_source_s_statements_are_fifty_a_page_and_none_is_left_out(reader):
    address = reverse("guideline-source", args=["pain-review"])
    found = shown(reader.get(address)) + shown(reader.get(f"{address}?page=2"))
    assert found == [f"A{number:02d}" for number in range(1, 85)]


def test_a_source_that_does_not_exist_is_answered_by_a_page_that_names_those_that_do(reader):
    answer = reader.get("/guideline/sources/nice-ng59/")
    assert answer.status_code == 404
    assert "There is no source “nice-ng59”" in answer.text
    assert all(f'href="/guideline/sources/{source}/"' in answer.text for source in SOURCES)


@pytest.mark.slow
def test_every_statement_is_listed_fifty_a_page(reader):
    found = [code for page in range(1, 9) for code in shown(reader.get(f"{STATEMENTS}?page={page}"))]
    assert len(found) == len(set(found)) == 397
    assert len(shown(reader.get(STATEMENTS))) == 50


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"q": "R141"}, ["R141"]),
        ({"q": "541 placebo"}, ["R129"]),
        ({"q": "liftmor"}, ["F15"]),
        ({"source": "sacral-article", "q": "randomised"}, ["S41"]),
        ({"use": "not-used:source"}, ["A84", "S69"]),
        ({"by": "waves"}, ["R27", "R163"]),
        ({"by": "denis"}, ["S12", "S50"]),
        ({"q": "no such words"}, []),
    ],
)
def test_statements_are_found_by_source_use_and_words(reader, asked, codes):
    assert shown(find(reader, **asked)) == codes


@pytest.mark.parametrize(
    ("ids", "codes"), [("R141", ["R141"]), ("R142,A49,R141", ["A49", "R141", "R142"]), ("A49,X1", ["A49"])]
)
def test_an_id_anywhere_in_the_app_leads_to_what_the_statement_says(reader, ids, codes):
    assert shown(reader.get(f"{STATEMENTS}?id={ids}")) == codes


def test_what_is_typed_stands_in_no_address(reader):
    answer = reader.post(STATEMENTS, {"q": "Østervang", "source": "pain-review"})
    assert answer.status_code == 302
    assert "stervang" not in answer.url
    assert "source=pain-review" in answer.url


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["source=nice", "use=sometimes", "page=99", "page=x"])
def test_what_the_address_names_wrongly_counts_as_not_asked(reader, asked):
    assert reader.get(f"{STATEMENTS}?{asked}").status_code == 200
    assert "397" in reader.get(f"{STATEMENTS}?{asked}").text


def test_nothing_found_says_so_and_offers_all(reader):
    answer = find(reader, q="nothing like this")
    assert "No statement matches" in answer.text
    assert 'href="/guideline/statements/"' in answer.text


def test_the_page_keeps_what_was_asked_for_when_one_turns_it(reader):
    answer = reader.get(f"{STATEMENTS}?source=danespine-report")
    assert 'href="?source=danespine-report&amp;page=2"' in answer.text


def test_a_statement_links_to_what_uses_it():
    uses = {use.title: use.url for group in statement_row("A78").uses for use in group.uses}
    assert uses["Refer to a pain clinic"] == "/guideline/actions/refer.pain_clinic/"
    waves = {use.url for group in statement_row("R163").uses for use in group.uses}
    assert waves == {"/guideline/statements/?by=waves"}


def test_a_statement_that_is_not_used_says_why(reader):
    answer = find(reader, q="A52")
    assert "<strong>Not used</strong>: explains how" in answer.text


def test_a_figure_of_the_report_carries_its_defect(reader):
    answer = find(reader, q="R88")
    assert "0.55 less 0.39 is 0.16" in answer.text


@pytest.mark.parametrize(
    "address", ["/guideline/sources/", STATEMENTS, "/guideline/sources/danespine-report/"]
)
def test_a_page_asks_the_database_little(reader, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert reader.get(address).status_code == 200
