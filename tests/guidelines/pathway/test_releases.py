"""Versions of the rules: frozen, opened again with the same answers, and compared in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from guidelines.pathway.building import at_most, is_true
from guidelines.pathway.criteria import Limit, RuleError
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.readings.archive import ArchiveError, as_data, from_data
from guidelines.pathway.readings.differences import Part, differences
from guidelines.pathway.recommendations import Certainty
from guidelines.pathway.releases import UnknownRuleSet, frozen, path_of, ruleset, text_of, versions
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.pathway.thresholds import Override, Thresholds
from tests.guidelines.pathway.vignettes import vignettes
from tests.tables import every_row

OLDER = [version for version in versions() if version != CURRENT.version]


def with_action(action):
    """Today's rules with this action in the place of its namesake."""
    actions = tuple(action if each.code == action.code else each for each in CURRENT.actions)
    return replace(CURRENT, version="2099.1", actions=actions)


def test_the_rules_in_force_come_back_from_their_data_unchanged():
    back = from_data(json.loads(text_of(CURRENT)))
    assert back.actions == CURRENT.actions
    assert back.functional.criteria == CURRENT.functional.criteria
    assert (back.thresholds, back.warnings) == (CURRENT.thresholds, CURRENT.warnings)
    assert differences(back, CURRENT) == ()


def test_rules_that_changed_after_their_release_have_a_new_version():
    released = path_of(CURRENT.version)
    assert not released.exists() or released.read_text("utf-8") == text_of(CURRENT), (
        f"{CURRENT.version} is released. Raise RULESET in guidelines/pathway/rulebook.py, say in CURRENT.changes what "
        "is new, and freeze it with manage.py freeze_ruleset."
    )


@pytest.mark.parametrize("version", versions())
def test_every_version_says_what_is_new_and_answers_every_vignette(version):
    rules = ruleset(version)
    assert rules.version == version
    assert all(rules.changes)
    for vignette in vignettes():
        answer = evaluate(facts_from_mapping(vignette["facts"]), rules=rules).as_json()
        assert answer["ruleset"] == version


@pytest.mark.parametrize("version", OLDER)
def test_a_frozen_version_is_read_from_its_file_and_is_released(version):
    assert frozen(version).released_on is not None
    assert text_of(frozen(version)) == path_of(version).read_text("utf-8")


def test_the_first_version_gives_every_vignette_the_verdicts_of_today():
    first = ruleset("2026.1")
    for vignette in vignettes():
        facts = facts_from_mapping(vignette["facts"])
        then, now = (evaluate(facts, rules=rules).as_json() for rules in (first, CURRENT))
        for told in (then["actions"], now["actions"]):
            for finding in told.values():
                for words in ("statements", "sources", "note", "title", "words", "trace"):
                    finding.pop(words)
        assert then["actions"] == now["actions"]
        assert then["functional_category"] == now["functional_category"]


@every_row("version", ["2025.9", "../rulebook", "2026.1.json", ""])
def test_a_version_there_is_none_of_is_refused_by_naming_those_there_are(version):
    with pytest.raises(UnknownRuleSet, match=r"there are 2026\.1, "):
        ruleset(version)


def test_a_changed_rule_is_shown_in_words_then_and_now():
    pain_goal = replace(ACTIONS["goal.pain"], when=is_true("fever"))
    (found,) = differences(CURRENT, with_action(pain_goal))
    assert (found.part, found.code, found.field, found.rule) == (Part.ACTION, "goal.pain", "rule", True)
    assert "a fracture of the spine or sacrum" in found.then
    assert found.now == "Applies when Fever: yes."


def test_a_change_that_leaves_the_words_alone_is_still_shown():
    case = replace(ACTIONS["goal.pain"].cases[0], held=True)
    (found,) = differences(CURRENT, with_action(replace(ACTIONS["goal.pain"], cases=(case,))))
    assert (
        found.then == found.now == "the same words, but the criteria under them or what is asked for differ"
    )


def test_a_change_of_grading_or_citation_is_not_called_a_change_of_rule():
    graded = replace(ACTIONS["goal.pain"], certainty=Certainty.LOW, statements=("A68",))
    found = {differs.field: differs for differs in differences(CURRENT, with_action(graded))}
    assert set(found) == {"certainty", "statements"}
    assert (found["certainty"].then, found["certainty"].now) == ("very low certainty", "low certainty")
    assert not any(differs.rule for differs in found.values())


def test_an_action_that_came_or_went_is_shown_whole():
    without = replace(CURRENT, actions=tuple(each for each in CURRENT.actions if each.code != "goal.pain"))
    (gone,) = differences(CURRENT, without)
    (new,) = differences(without, CURRENT)
    assert (gone.now, new.then) == (None, None)
    assert gone.then == new.now
    assert gone.then.startswith("Applies when")


def test_a_named_criterion_that_means_something_else_is_named_once_and_its_rules_too():
    data = as_data(CURRENT)
    limit = {"is": "Limit", "name": "severe_vas"}
    data["named"]["goal_met"]["criterion"]["criteria"][0]["limit"] = limit
    changed = from_data(data)
    found = [differs for differs in differences(CURRENT, changed) if differs.part is Part.CRITERION]
    assert [differs.code for differs in found] == ["goal_met"]
    assert "at most 70 of 100 [Severe pain]" in found[0].now


def test_a_name_with_two_meanings_is_no_rule_set():
    goal = replace(CURRENT.goal_met, criterion=at_most("pain_rest_vas", Limit("severe_vas")))
    with pytest.raises(RuleError, match="two meanings of goal_met"):
        replace(CURRENT, goal_met=goal)


def test_a_threshold_that_moved_is_shown_with_its_bounds_and_source():
    day = CURRENT.thresholds.named("early_weeks").valid_from
    moved = CURRENT.thresholds.with_overrides({"early_weeks": Override(8, "a later study", day)})
    found = [
        each
        for each in differences(CURRENT, replace(CURRENT, thresholds=moved))
        if each.part is Part.THRESHOLD
    ]
    assert [(each.code, each.rule) for each in found] == [("early_weeks", True)]
    assert found[0].now == "8 weeks, allowed 2 to 12; a later study"


def test_a_functional_row_that_changed_or_went_is_shown():
    table = replace(CURRENT.functional, considerations=CURRENT.functional.considerations[1:])
    found = differences(CURRENT, replace(CURRENT, functional=table))
    assert [(each.part, each.code, each.now) for each in found] == [(Part.FUNCTION, "H1", None)]


def broken(data, **changes):
    return {**data, **changes}


@every_row(
    ("changes", "says"),
    [
        ({"is": "Tree"}, "found the kind 'Tree'"),
        ({"colour": "red"}, "RuleSet: found colour"),
        ({"goal_met": {"is": "see", "value": "nowhere"}}, "found a reference to nowhere"),
    ],
)
def test_a_stored_version_that_cannot_be_read_says_what_was_found(changes, says):
    with pytest.raises(ArchiveError, match=says):
        from_data(broken(as_data(CURRENT), **changes))


def test_a_part_that_cannot_be_written_says_where_to_add_it():
    odd = replace(CURRENT, warnings=(object(),))
    with pytest.raises(ArchiveError, match=r"found a object in the rules; add it to KINDS"):
        as_data(odd)


def test_thresholds_are_judged_by_the_version_that_is_asked():
    lower = tuple(
        replace(each, value=each.low) if each.name == "severe_vas" else each for each in CURRENT.thresholds
    )
    older = replace(CURRENT, version="2025.1", thresholds=Thresholds(lower))
    facts = facts_from_mapping({"index_date": "2026-11-02", "age_years": 80, "pain_rest_vas": 55})
    assert evaluate(facts, rules=older).thresholds["severe_vas"] == 50
    assert evaluate(facts).thresholds["severe_vas"] == 70
