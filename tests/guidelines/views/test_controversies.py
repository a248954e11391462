"""The controversies on screen: a list of all, a page for each with what it cites, and a 404 that helps."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from guidelines.pathway.controversies import CONTROVERSIES, cards_beside
from guidelines.pathway.defects import notes_on
from guidelines.presentation.controversy_page import kinds
from registry.models import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return client


def test_the_list_holds_every_controversy_once_with_its_kind_actions_positions_and_newest_year():
    lines = {line.id: line for kind in kinds() for line in kind.lines}
    assert set(lines) == set(CONTROVERSIES)
    assert [kind.code for kind in kinds()] == ["pathway", "outside", "history", "registry"]
    effect = lines["vertebroplasty-effect"]
    assert (effect.positions, effect.newest, effect.catalogue) == (11, "2023", "C02")
    assert [action.url for action in effect.touches] == [
        "/guideline/actions/assess.vertebroplasty/",
        "/guideline/actions/procedure.vertebroplasty/",
        "/guideline/actions/procedure.kyphoplasty/",
    ]
    assert lines["massage"].newest == "undated"


def test_the_list_links_to_every_card_and_asks_the_database_for_no_card(
    reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        answer = reader.get(reverse("guideline-controversies"))
    assert all(f'href="/guideline/controversies/{code}/"' in answer.text for code in CONTROVERSIES)
    assert "not a CE-marked medical device" in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("code", CONTROVERSIES)
def test_every_card_has_its_page_with_all_it_says_and_cites(reader, code):
    answer = reader.get(reverse("guideline-controversy", args=[code]))
    card = CONTROVERSIES[code]
    assert answer.status_code == 200
    for text in (card.question, card.why_they_differ, card.what_we_do):
        assert escape(text) in answer.text
    for position in card.positions:
        assert escape(position.says) in answer.text
        assert escape(position.result) in answer.text
        assert escape(position.about_no_group) in answer.text
    assert all(f'<span class="source__id">{statement}</span>' in answer.text for statement in card.statements)
    assert answer.text.count("uncontrolled: no proof of effect") == sum(
        position.uncontrolled for position in card.positions
    )


def test_a_page_says_by_which_criterion_a_patient_resembles_a_position(reader):
    page = reader.get(reverse("guideline-controversy", args=["vertebroplasty-effect"])).text
    assert "Weeks since the latest vertebral fracture: less than 6" in page
    assert "The painful level is confirmed: yes" in page


def test_a_controversy_that_does_not_exist_is_answered_by_a_page_that_names_those_that_do(reader):
    answer = reader.get("/guideline/controversies/leeches/")
    assert answer.status_code == 404
    assert "There is no controversy “leeches”" in answer.text
    assert all(f'href="/guideline/controversies/{code}/"' in answer.text for code in CONTROVERSIES)


@pytest.mark.parametrize("action", ["physio.mobilising", "procedure.vertebroplasty", "review.bone_drug"])
def test_the_page_of_an_action_shows_every_controversy_beside_it(reader, action):
    page = reader.get(reverse("guideline-action", args=[action])).text
    beside = [card.id for card in cards_beside(action)]
    assert [code for code in CONTROVERSIES if f"/guideline/controversies/{code}/" in page] == [
        code for code in CONTROVERSIES if code in beside
    ]


def test_what_the_report_prints_wrong_stands_beside_the_figures_that_quote_it(reader):
    page = reader.get(reverse("guideline-controversy", args=["vertebroplasty-effect"])).text
    for code in ("R130", "R141"):
        (note, *_more) = notes_on([code])
        assert escape(note.instead) in page
    assert 'class="defect"' not in reader.get(reverse("guideline-controversy", args=["massage"])).text
