"""The rules as ELM give in the HL7 reference engine what the pathway gives, and their CQL is that same ELM."""

from __future__ import annotations

import os
from copy import deepcopy
from functools import cache
from itertools import chain

import pytest

from guidelines.pathway.criteria import Named
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.readings.cql import cql_library
from guidelines.pathway.readings.elm import elm_library
from guidelines.pathway.readings.exported.library import library_of
from guidelines.pathway.readings.verdict import reader
from guidelines.pathway.releases import ruleset, versions
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.elm import hl7
from tests.guidelines.pathway.generated import OTHER_THRESHOLDS, patients
from tests.guidelines.pathway.vignettes import vignettes

LISTED = ("missing", "held_by", "before_signing")
MARKED = ("folded", "design_choice")
CATEGORY = ("status", "category", "provisional", "reasons", "constraints", "borderline")


MANY = 200  # more are run where the engine is fast


@pytest.fixture
def engine():
    """The reference engine. Where it cannot be run the test is left out, under CI it fails."""
    lacking = hl7.lacking()
    if lacking and os.environ.get("CI"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)


@cache
def exported(version=CURRENT.version):
    return elm_library(library_of(ruleset(version)))


def told(found, rules=CURRENT):
    """The answer as the engine's results hold it."""
    return {
        "actions": {
            code: {
                "verdict": found[f"{code}: verdict"],
                "rules": [f"{code}.{found[f'{code}: case']}"],
                **{name: found.get(f"{code}: {name}", []) for name in LISTED},
                **{name: found.get(f"{code}: {name}", False) for name in MARKED},
            }
            for code in found["actions"]
        },
        "red_flags": {name: found[f"red_flags: {name}"] for name in ("present", "open", "cleared", "noted")},
        "goal_met": found["goal_met"],
        "functional_category": {name: found[f"functional_category: {name}"] for name in CATEGORY},
        "thresholds": found["thresholds_used"],
        "warnings": [{"code": code, "facts": found[f"warning: {code}: facts"]} for code in found["warnings"]],
    }


def expected(facts, thresholds=DEFAULT, rules=CURRENT):
    """The same parts of what the pathway says."""
    answer = evaluate(facts, thresholds, rules=rules).as_json()
    parts = ("verdict", "rules", *LISTED, *MARKED)
    return {
        "actions": {
            code: {part: action[part] for part in parts} for code, action in answer["actions"].items()
        },
        "red_flags": answer["red_flags"],
        "goal_met": answer["goal_met"],
        "functional_category": {name: answer["functional_category"][name] for name in CATEGORY},
        "thresholds": list(answer["thresholds"]),
        "warnings": [{part: warned[part] for part in ("code", "facts")} for warned in answer["warnings"]],
    }


def differing(people, thresholds=None, rules=CURRENT, library=None):
    """Each patient of whom the engine says something else than the pathway."""
    asked = [hl7.parameters(patient, thresholds) for patient in people]
    found = hl7.answers(library or exported(rules.version), asked, remembering=len(people) > MANY)
    assert len(found) == len(people)
    return [
        (patient, said, theirs)
        for patient, results in zip(people, found, strict=True)
        if (theirs := told(results)) != (said := expected(patient, thresholds or DEFAULT, rules))
        or criteria_told(results, rules) != criteria_expected(patient, thresholds or DEFAULT, rules)
        or absent_with_a_verdict(results, rules)
    ]


def absent_with_a_verdict(found, rules):
    return [
        action.code
        for action in rules.actions
        if (found[f"{action.code}: verdict"] is not None) is not (action.code in found["actions"])
    ]


@cache
def named_criteria(version):
    walked = chain.from_iterable(criterion.walk() for criterion in ruleset(version).criteria)
    return {node.code: node for node in walked if isinstance(node, Named)}


def criteria_told(found, rules):
    return {code: found[code] for code in named_criteria(rules.version)}


def criteria_expected(facts, thresholds, rules):
    """Met, not met or not known, for every criterion that has a name."""
    memo = {}
    return {
        code: reader(node)(vars(facts), thresholds.values, memo)
        for code, node in named_criteria(rules.version).items()
    }


def test_every_vignette_gets_the_same_answer(engine):
    people = [facts_from_mapping(vignette["facts"]) for vignette in vignettes()]
    assert len(people) >= 58
    assert differing(people) == []


@pytest.mark.slow
def test_five_thousand_patients_get_the_same_answer(engine):
    people = list(patients(5_000, seed=5))
    assert differing(people) == []
    reached = {finding.rule for patient in people for finding in evaluate(patient).findings}
    assert reached == {f"{action.code}.{case.code}" for action in CURRENT.actions for case in action.cases}


@pytest.mark.slow
def test_a_rule_that_differs_would_be_noticed(engine):
    broken = deepcopy(exported())
    (painful,) = (each for each in broken["library"]["statements"]["def"] if each["name"] == "severe_pain")
    painful["expression"]["operand"][0]["type"] = "Greater"
    facts = {"index_date": "2026-11-22", "age_years": 80, "pain_rest_vas": 70, "sacral_fracture": "confirmed"}
    assert differing([facts_from_mapping(facts)]) == []
    assert differing([facts_from_mapping(facts)], library=broken) != []


@pytest.mark.slow
@pytest.mark.parametrize("thresholds", [DEFAULT, OTHER_THRESHOLDS], ids=["national", "own"])
def test_and_so_they_do_under_the_thresholds_that_are_given(engine, thresholds):
    assert differing(list(patients(1_000, seed=8, thresholds=thresholds)), thresholds) == []


@pytest.mark.slow
@pytest.mark.parametrize("version", [each for each in versions() if each != CURRENT.version])
def test_earlier_versions_of_the_rules_do_too(engine, version):
    assert differing(list(patients(200, seed=6)), rules=ruleset(version)) == []


@pytest.mark.slow
def test_a_fact_that_is_left_out_counts_as_not_recorded(engine):
    asked = [hl7.parameters(patient) for patient in patients(20, seed=7)]
    left_out = [{name: value for name, value in each.items() if value is not None} for each in asked]
    found = hl7.answers(exported(), [*asked, *left_out])
    assert found[20:] == found[:20]


def test_a_threshold_that_is_left_out_or_null_is_the_rule_sets_own(engine):
    facts = {"pain_rest_vas": 70.0, "index_date": "2026-11-22", "age_years": 80}
    left_out, null, moved = hl7.answers(
        exported(), [facts, {**facts, "severe_vas": None}, {**facts, "severe_vas": 80.0}]
    )
    assert [each["severe_pain"] for each in (left_out, null, moved)] == [True, True, None]


@pytest.mark.slow
@pytest.mark.parametrize("version", versions())
def test_the_reference_translator_makes_the_same_elm_of_the_cql(engine, version):
    made, errors = hl7.translated(cql_library(library_of(ruleset(version))))
    assert errors == []
    assert without_notes(made) == without_notes(exported(version))


@pytest.mark.slow
def test_another_engine_gives_the_same_answers(engine):
    people = [*(facts_from_mapping(each["facts"]) for each in vignettes()), *patients(20, seed=10)]
    library, asked = library_of(CURRENT), [hl7.parameters(patient) for patient in people]
    found = hl7.answers_of_another_engine(
        cql_library(library), asked, [definition.name for definition in library.definitions]
    )
    assert [told(results) for results in found] == [expected(patient) for patient in people]


def without_notes(elm):
    """The ELM without what does not run: line numbers, annotations, signatures."""
    if isinstance(elm, dict):
        notes = ("localId", "locator", "annotation", "signature")
        return {key: without_notes(value) for key, value in elm.items() if key not in notes}
    return [without_notes(each) for each in elm] if isinstance(elm, list) else elm
