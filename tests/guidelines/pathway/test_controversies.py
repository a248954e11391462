"""Controversy cards: every contradiction has one, both sides stand, and a card that may not be shown stops the start."""

from dataclasses import replace
from itertools import chain

import pytest

from guidelines.pathway.building import is_true
from guidelines.pathway.controversies import CONTROVERSIES, cards_beside
from guidelines.pathway.controversies.assembling import CATALOGUE, assembled
from guidelines.pathway.controversy import Controversy, ControversyError, Kind, Position, Trait
from guidelines.pathway.criteria import BlankCountsAs, Recorded
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.pathway.statements import STATEMENTS
from tests.tables import every_row

cards = every_row("card", CONTROVERSIES.values(), ids=lambda card: card.id)

# Each contradiction of the catalogue with the statements that stand on its two sides.
CONTRADICTIONS = """
C01: A14 A72 A73
C02: A49 S05 S63 R141 R142 R131 R132 A51 P27 P24 R128 R129 R130
C03: R126 R136 A70 A71 F22 S15 S16 R137
C04: P10 P18 A75 F14 F41 F43
C05: F16 F41 F34 F27 F18 F39
C06: R126 P18 P19 F26 P17 P20 A40
C07: A75 P13 A39 P14 P15 P16
C08: A29 A30
C09: A75 F27 P06 R126
C10: S22 S30 F12 R09 R11 R16 A45 S29
C11: F03 R122 R123 A08 S63 S17
C12: P11 A43
C13: A23 P22 A25
C14: A47 P26 S48 R116
C15: A77 A78 A79 R127 S43 S44 A65 A49
C16: A58 A59 S51 R152 R159
C17: A23 S08 R133 A25
C18: R77 R78 R104 R79 R17 R80 R81 R71
C19: R08 R54
C20: R61 R62 R63 R65 R66
C21: R87 R90
C22: R41 R160
C23: A38 P07 F14 F15 F37
C24: R89
C25: F12 F04
C26: R90 R63 R158
C27: R09 R11 R12 R13 R14
C28: A83 A29 A34 A27
C29: A19 R137
C30: P16 R152
C31: A60 A61 R138 R139 R127
C32: S38 S40 S41 R128
"""
NAMED = {line.split(": ")[0]: line.split(": ")[1].split() for line in CONTRADICTIONS.strip().splitlines()}
FULL = (
    "vertebroplasty-effect", "sacroplasty-evidence", "bed-rest", "corset", "impact-training", "first-imaging",
    "timing-of-cement", "timing-of-referral", "calcitonin",
)  # fmt: skip
# The one place where a position sums up two of our sources would be a merger: none does.
SIDES_OF_ONE_STATEMENT = {"R87"}  # the report itself tells both sides in one breath


# ---- the catalogue


def test_each_contradiction_is_carried_by_exactly_one_card():
    carried = [number for card in CONTROVERSIES.values() for number in card.catalogue]
    assert sorted(carried) == list(CATALOGUE)
    assert list(NAMED) == list(CATALOGUE)


@cards
def test_a_card_cites_every_statement_that_stands_in_its_contradictions(card):
    named = {code for number in card.catalogue for code in NAMED[number]}
    assert named <= set(card.statements)


def test_every_controversy_an_action_names_has_a_card():
    for action in PATHWAY:
        beside = [card.id for card in cards_beside(action.code)]
        assert beside[:1] == ([action.controversy] if action.controversy else beside[:1])


def test_the_ids_the_actions_and_the_contract_name_are_kept():
    assert {action.controversy for action in PATHWAY if action.controversy} == {
        "vertebroplasty-effect", "sacroplasty-evidence", "first-line-drugs", "natural-course", "bed-rest",
        "first-imaging", "tokuhashi", "osteoporosis-diagnosis", "activity-and-training", "pool-training", "corset",
        "muscle-injections",
    }  # fmt: skip
    assert ACTIONS["procedure.vertebroplasty"].controversy == "vertebroplasty-effect"
    assert ACTIONS["procedure.sacroplasty"].controversy == "sacroplasty-evidence"


def test_only_history_and_the_report_itself_touch_no_action():
    untouched = {card.id: card.kind for card in CONTROVERSIES.values() if not card.touches}
    assert untouched == {"calcitonin": Kind.HISTORY, "report-figures": Kind.REGISTRY}


def test_other_diseases_of_the_back_stand_beside_the_note_that_they_are_outside():
    outside = {card.id for card in CONTROVERSIES.values() if card.kind is Kind.OUTSIDE}
    assert outside == {card.id for card in cards_beside("note.outside_scope")}
    assert {number for code in outside for number in CONTROVERSIES[code].catalogue} == {
        "C18",
        "C19",
        "C20",
        "C21",
    }


def test_an_action_that_is_not_ours_has_no_card():
    assert cards_beside("drug.aspirin") == ()


# ---- positions


@cards
def test_positions_say_different_things_and_none_speaks_for_two_of_our_sources(card):
    assert len({position.says for position in card.positions}) == len(card.positions) >= 2
    for position in card.positions:
        assert len({code[0] for code in position.statements}) <= 1


@cards
def test_two_positions_rest_on_the_same_only_where_one_statement_tells_both_sides(card):
    rests_on = [(position.statements, position.references) for position in card.positions]
    twice = {found for found in rests_on if rests_on.count(found) > 1}
    assert {code for statements, _references in twice for code in statements} <= SIDES_OF_ONE_STATEMENT


@cards
def test_every_position_says_what_it_rests_on_and_whom_it_is_about(card):
    for position in card.positions:
        assert list(position.faults()) == []
        assert position.source_titles or position.references
        assert (position.resembles is None) == bool(position.about_no_group)


@every_row("code", FULL)
def test_the_full_cards_say_population_comparator_age_of_fracture_and_outcome(code):
    for position in CONTROVERSIES[code].positions:
        said = (position.population, position.comparator, position.outcome, position.result, position.funding)
        assert all(said)


@cards
def test_what_is_said_to_be_uncontrolled_in_its_design_is_marked_so(card):
    for position in card.positions:
        if "uncontrolled" in position.design or "before and after" in position.design:
            assert position.uncontrolled


@cards
def test_no_trait_takes_a_blank_for_an_answer(card):
    nodes = chain.from_iterable(
        trait.criterion.walk() for position in card.positions for trait in position.traits
    )
    assert not any(isinstance(node, (BlankCountsAs, Recorded)) for node in nodes)


def position_citing(code: str, statement: str) -> Position:
    return next(each for each in CONTROVERSIES[code].positions if statement in each.statements)


def test_before_and_after_in_the_registry_is_labelled_uncontrolled():
    registry = position_citing("vertebroplasty-effect", "R141")
    assert registry.uncontrolled
    assert "uncontrolled" in registry.design
    for figure in ("0.26", "1204", "0.59", "682", "0.57", "489", "53.7", "34.6", "35.1"):
        assert figure in registry.result


def test_both_sides_of_vertebroplasty_stand_with_their_numbers():
    results = [position.result for position in CONTROVERSIES["vertebroplasty-effect"].positions]
    for figure in ("5 trials, 541 patients", "131 of 431", "78 of 219", "80-90 %", "19 %", "36 %"):
        assert any(figure in result for result in results)


def test_the_two_trials_of_fresh_fractures_stand_side_by_side_whichever_way_they_came_out():
    results = " ".join(
        position.result
        for position in CONTROVERSIES["vertebroplasty-effect"].positions
        if position.references
    )
    for figure in ("24 (44 %)", "12 (21 %)", "91 given cement and 89 sham", "0.41 (-0.33 to 1.15)"):
        assert figure in results


def test_the_sacral_card_says_that_nothing_is_randomised():
    results = " ".join(position.result for position in CONTROVERSIES["sacroplasty-evidence"].positions)
    assert "0 randomised studies" in results
    assert "n = 50" in results


def test_what_stands_outside_our_sources_says_so_with_its_address_and_day():
    outside = [
        position for card in CONTROVERSIES.values() for position in card.positions if not position.statements
    ]
    assert {position.year for position in outside} == {"2012", "2022", "not stated"}
    assert all("outside our sources" in position.design for position in outside)
    assert all(reference.address.startswith("https://") for each in outside for reference in each.references)


def test_the_newest_year_of_a_card_is_that_of_its_newest_dated_position():
    assert CONTROVERSIES["vertebroplasty-effect"].newest == 2023
    assert CONTROVERSIES["calcitonin"].newest == 2012
    assert CONTROVERSIES["massage"].newest is None


# ---- cards that may not be shown


POSITIONS = CONTROVERSIES["corset"].positions


def a_card(**changes) -> Controversy:
    return replace(CONTROVERSIES["corset"], id="broken", **changes)


@every_row(
    ("changes", "said"),
    [
        ({"positions": POSITIONS[:1]}, ("has 1 position(s)", "add the other side")),
        ({"positions": ()}, ("has 0 position(s)", "add the other side")),
        ({"positions": (POSITIONS[0], replace(POSITIONS[1], statements=("A999",)))}, ("position 2", "A999 is not in the catalogue", "correct the id")),
        ({"positions": (POSITIONS[0], replace(POSITIONS[1], statements=()))}, ("position 2", "rests on nothing", "cite a statement")),
        ({"positions": (POSITIONS[0], replace(POSITIONS[1], result=" "))}, ("position 2", "result is empty")),
        ({"positions": (POSITIONS[0], replace(POSITIONS[1], traits=()))}, ("position 2", "either the traits")),
        ({"positions": (POSITIONS[0], replace(POSITIONS[1], about_no_group="x"))}, ("position 2", "either the traits")),
        ({"why_they_differ": ""}, ("why_they_differ is empty",)),
        ({"catalogue": ()}, ("carries no contradiction", "C01 to C32")),
        ({"touches": ()}, ("is pathway and touches []", "name the actions")),
        ({"kind": Kind.HISTORY}, ("is history and touches", "change its kind")),
    ],
)  # fmt: skip
def test_a_card_that_may_not_be_shown_is_refused_by_name_place_and_remedy(changes, said):
    with pytest.raises(ControversyError) as refused:
        a_card(**changes)
    assert str(refused.value).startswith("Controversy card 'broken' (guidelines/pathway/controversies/): ")
    for words in said:
        assert words in str(refused.value)


@every_row(
    ("card", "said"),
    [
        (lambda: a_card(touches=("drug.aspirin",), catalogue=("C01",)), "touches 'drug.aspirin', which is no action"),
        (lambda: a_card(catalogue=("C99",)), "C99 is no contradiction of the catalogue"),
        (lambda: a_card(catalogue=("C06",)), "C06 is carried by 'corset' too"),
    ],
)  # fmt: skip
def test_cards_that_do_not_fit_together_are_refused(card, said):
    with pytest.raises(ControversyError, match="'broken'") as refused:
        assembled((CONTROVERSIES["corset"], card()), map(ACTIONS.get, CONTROVERSIES["corset"].touches))
    assert said in str(refused.value)


def test_a_card_that_stands_twice_is_refused():
    with pytest.raises(
        ControversyError, match=r"'corset' \(guidelines/pathway/controversies/\) stands twice"
    ):
        assembled((CONTROVERSIES["corset"], CONTROVERSIES["corset"]), ())


def test_an_action_that_names_a_card_that_is_not_there_or_does_not_touch_it_is_refused():
    action = ACTIONS["rest.bed_rest"]
    with pytest.raises(
        ControversyError, match=r"'rest\.bed_rest': names the controversy 'bed-rest', which has no card"
    ):
        assembled((), (action,))
    with pytest.raises(
        ControversyError,
        match=r"'bed-rest' \(guidelines/pathway/controversies/\): is named by 'rest\.bed_rest'",
    ):
        assembled(
            (replace(CONTROVERSIES["bed-rest"], touches=("goal.pain",)),), (action, ACTIONS["goal.pain"])
        )


def test_a_trait_on_a_fact_that_does_not_exist_is_refused_when_it_is_written():
    with pytest.raises(ValueError, match="oedema_on_mri is not a fact"):
        Trait(is_true("oedema_on_mri"), "it is not in the contract")


def test_every_statement_a_card_cites_is_in_the_catalogue():
    assert all(code in STATEMENTS for card in CONTROVERSIES.values() for code in card.statements)
