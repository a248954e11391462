"""Every test patient gets the whole answer written for them by hand, and every verdict case has a patient."""

from collections import Counter
from functools import cache

import pytest

from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.rulebook import PATHWAY
from tests.guidelines.pathway.vignettes import vignettes
from tests.tables import every_row

each_vignette = every_row("vignette", vignettes(), ids=lambda vignette: vignette["id"])


@cache
def answers():
    return {each["id"]: evaluate(facts_from_mapping(each["facts"])).as_json() for each in vignettes()}


def answer_to(vignette):
    return answers()[vignette["id"]]


def listed(actions, key):
    return {code: action[key] for code, action in actions.items() if action[key]}


@each_vignette
def test_the_actions_are_exactly_those_expected(vignette):
    found = {code: action["verdict"] for code, action in answer_to(vignette)["actions"].items()}
    assert found == vignette["expect"]["actions"]


@each_vignette
def test_what_is_missing_and_what_holds_back_is_listed(vignette):
    actions = answer_to(vignette)["actions"]
    assert listed(actions, "missing") == vignette["expect"]["missing"]
    assert listed(actions, "held_by") == vignette["expect"]["held_by"]


@each_vignette
def test_alarm_signs_goal_and_category(vignette):
    answer, expected = answer_to(vignette), vignette["expect"]
    assert answer["red_flags"]["present"] == expected["red_flags_present"]
    assert answer["red_flags"]["open"] == expected["red_flags_open"]
    assert answer["goal_met"] is expected["goal_met"]
    category = {key: answer["functional_category"][key] for key in expected["functional_category"]}
    assert category == expected["functional_category"]


@pytest.mark.parametrize("name", ["cleared", "noted"])
def test_alarm_questions_answered_no_or_only_noted(name):
    checked = [vignette for vignette in vignettes() if f"red_flags_{name}" in vignette["expect"]]
    assert checked
    for vignette in checked:
        assert answer_to(vignette)["red_flags"][name] == vignette["expect"][f"red_flags_{name}"]


def test_facts_that_do_not_fit_each_other_are_said():
    checked = [vignette for vignette in vignettes() if "warnings" in vignette["expect"]]
    assert checked
    for vignette in checked:
        found = {warning["code"]: warning["facts"] for warning in answer_to(vignette)["warnings"]}
        assert found == vignette["expect"]["warnings"]


def test_every_verdict_case_of_every_action_has_a_vignette():
    shown = {
        rule
        for vignette in vignettes()
        for action in answer_to(vignette)["actions"].values()
        for rule in action["rules"]
    }
    every = {f"{action.code}.{case.code}" for action in PATHWAY for case in action.cases}
    assert every - shown == set()


def test_every_vignette_has_its_own_name():
    counted = Counter(vignette["id"] for vignette in vignettes())
    assert [name for name, times in counted.items() if times > 1] == []
    assert len(counted) >= 58
