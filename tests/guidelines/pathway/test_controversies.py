"""Controversy cards: both sides, each with what it rests on; a change in a registry is labelled uncontrolled."""

import pytest

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.rulebook import ACTIONS, PATHWAY

cards = pytest.mark.parametrize("card", CONTROVERSIES.values(), ids=lambda card: card.id)


def test_every_controversy_an_action_names_has_a_card():
    named = {action.controversy for action in PATHWAY if action.controversy}
    assert named <= set(CONTROVERSIES)
    assert set(CONTROVERSIES) - named == {"calcitonin"}  # history: a card and no action


@cards
def test_a_card_has_two_positions_from_different_statements(card):
    cited = [position.statements for position in card.positions]
    assert len(cited) >= 2
    assert len(set(cited)) == len(cited)


@cards
def test_every_position_says_what_it_rests_on(card):
    for position in card.positions:
        assert all(position.model_dump(exclude={"uncontrolled", "statements"}).values())
        assert position.source_titles


def test_the_contract_s_cards_stand_where_the_contract_puts_them():
    assert ACTIONS["procedure.vertebroplasty"].controversy == "vertebroplasty-effect"
    assert ACTIONS["procedure.sacroplasty"].controversy == "sacroplasty-evidence"


def test_before_and_after_in_the_registry_is_labelled_uncontrolled():
    registry = next(
        position
        for position in CONTROVERSIES["vertebroplasty-effect"].positions
        if "R141" in position.statements
    )
    assert registry.uncontrolled
    assert "uncontrolled" in registry.design
    for figure in ("0.26", "1204", "0.59", "682", "0.57", "489", "53.7", "34.6", "35.1"):
        assert figure in registry.result


def test_both_sides_of_vertebroplasty_stand_with_their_numbers():
    results = [position.result for position in CONTROVERSIES["vertebroplasty-effect"].positions]
    for figure in ("5 trials, 541 patients", "131 of 431", "78 of 219", "80-90 %", "19 %", "36 %"):
        assert any(figure in result for result in results)


def test_the_sacral_card_says_that_nothing_is_randomised():
    results = " ".join(position.result for position in CONTROVERSIES["sacroplasty-evidence"].positions)
    assert "0 randomised studies" in results
    assert "n = 50" in results
